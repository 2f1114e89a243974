import type { Rows } from './effects-scenario';

/** What stands before every statement: the schema that the history knows and the database holds. */
export const schema = `
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE DOMAIN plain AS int;
  CREATE DOMAIN pending AS int;
  ALTER DOMAIN pending ADD CONSTRAINT large CHECK (VALUE > 0) NOT VALID;
  CREATE TYPE mood AS ENUM ('happy', 'sad');
  CREATE TABLE users (id bigint PRIMARY KEY, email text, login text NOT NULL);
  CREATE UNIQUE INDEX users_login ON users (login);
  CREATE TABLE orders (
    id bigint PRIMARY KEY, user_id bigint CONSTRAINT orders_user REFERENCES users (id), code varchar(10), note text, total numeric(10,2), n int, d positive, e plain,
    at timestamp, doc json, m mood, k int NOT NULL, price int CONSTRAINT price_positive CHECK (price > 0), g int GENERATED ALWAYS AS (n + 1) STORED,
    late bigint, CONSTRAINT n_there CHECK (n IS NOT NULL), CONSTRAINT total_unique UNIQUE (total));
  CREATE INDEX orders_code ON orders (code);
  CREATE UNIQUE INDEX orders_k ON orders (k);
  CREATE UNIQUE INDEX orders_late ON orders (late);
  INSERT INTO users SELECT i, 'mail', 'login' || i FROM generate_series(1, 50) i;
  INSERT INTO orders (id, user_id, code, n, d, k, price, total, late) SELECT i, i, 'code', i, i, i, i, i, i FROM generate_series(1, 50) i;
  ALTER TABLE orders ADD CONSTRAINT total_there CHECK (total > 0) NOT VALID;
  ALTER TABLE orders ADD CONSTRAINT user_again FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
  CREATE TABLE items (id int PRIMARY KEY, order_id bigint REFERENCES orders (id));
  INSERT INTO items SELECT i, i FROM generate_series(1, 50) i;
  CREATE VIEW order_list AS SELECT id, k FROM orders;
  CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;
  CREATE UNIQUE INDEX totals_id ON totals (id);
  CREATE TABLE events (at int NOT NULL, user_id bigint, kind text) PARTITION BY RANGE (at);
  CREATE INDEX events_user ON events (user_id);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  CREATE TABLE events_rest PARTITION OF events DEFAULT;
  CREATE TABLE events_2 (at int NOT NULL, user_id bigint, kind text);
  INSERT INTO events SELECT i, i, 'x' FROM generate_series(1, 150) i;
  CREATE TABLE logs (at int NOT NULL, user_id bigint) PARTITION BY RANGE (at);
  CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (100);
  CREATE TABLE logs_2 (at int NOT NULL, user_id bigint);
  INSERT INTO logs SELECT i, i FROM generate_series(1, 50) i;
  CREATE TABLE base (id int, note text);
  CREATE TABLE derived (extra int) INHERITS (base);
  CREATE TABLE loose (id int, note text);
  INSERT INTO base VALUES (1, 'x');
  INSERT INTO derived VALUES (1, 'x', 1);
  CREATE TABLE empty (id int);
  CREATE TABLE waiting (a pending);
  CREATE SCHEMA attic;
  CREATE SEQUENCE numbers;
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE POLICY own ON users USING (true);
`;

/** What is done to columns, constraints and tables. */
export const rows: Rows = {
  'adding columns': [
    'ALTER TABLE orders ADD COLUMN x int',
    'ALTER TABLE orders ADD COLUMN x int DEFAULT 1',
    'ALTER TABLE orders ADD COLUMN x timestamptz DEFAULT now()',
    'ALTER TABLE orders ADD COLUMN x timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP',
    `ALTER TABLE orders ADD COLUMN x text DEFAULT lower('X')`,
    'ALTER TABLE orders ADD COLUMN x text DEFAULT current_user',
    'ALTER TABLE orders ADD COLUMN x timestamptz DEFAULT pg_catalog.now()',
    'ALTER TABLE orders ADD COLUMN x timestamptz DEFAULT clock_timestamp()',
    'ALTER TABLE orders ADD COLUMN x uuid DEFAULT gen_random_uuid()',
    'ALTER TABLE orders ADD COLUMN x float DEFAULT random()',
    'ALTER TABLE orders ADD COLUMN x float[] DEFAULT ARRAY[random()]',
    `ALTER TABLE orders ADD COLUMN x bigint DEFAULT nextval('numbers')`,
    'ALTER TABLE orders ADD COLUMN x serial',
    'ALTER TABLE orders ADD COLUMN x bigint GENERATED ALWAYS AS IDENTITY',
    'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS (n * 2) STORED',
    { sql: 'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS (n * 2) VIRTUAL', since: 18 },
    { sql: 'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS (n * 2)', since: 18 },
    'ALTER TABLE orders ADD COLUMN x positive',
    'ALTER TABLE orders ADD COLUMN x positive DEFAULT 1',
    'ALTER TABLE orders ADD COLUMN x plain',
    'ALTER TABLE orders ADD COLUMN x mood',
    'ALTER TABLE orders ADD COLUMN x int CHECK (x > 0)',
    'ALTER TABLE orders ADD COLUMN x int DEFAULT 1 CHECK (x > 0)',
    'ALTER TABLE orders ADD COLUMN x int UNIQUE',
    'ALTER TABLE orders ADD COLUMN x bigint REFERENCES users (id)',
    'ALTER TABLE orders ADD COLUMN x bigint DEFAULT 1 REFERENCES users (id)',
    'ALTER TABLE orders ADD COLUMN IF NOT EXISTS n int DEFAULT random()',
    'ALTER TABLE empty ADD COLUMN x int NOT NULL',
    'ALTER TABLE empty ADD COLUMN x int PRIMARY KEY',
    'ALTER TABLE empty ADD COLUMN x serial PRIMARY KEY',
    'ALTER TABLE events ADD COLUMN x int',
    'ALTER TABLE events ADD COLUMN x float DEFAULT random()',
    'ALTER TABLE base ADD COLUMN x int CHECK (x > 0)',
    'ALTER TABLE ONLY derived ADD COLUMN x int',
    'ALTER TABLE orders ADD COLUMN x int, ADD COLUMN y float DEFAULT random()',
  ],
  'changing columns': [
    'ALTER TABLE items DROP COLUMN order_id',
    'ALTER TABLE orders DROP COLUMN note',
    'ALTER TABLE orders DROP COLUMN user_id',
    'ALTER TABLE events DROP COLUMN kind',
    'ALTER TABLE base DROP COLUMN note',
    'ALTER TABLE orders ALTER COLUMN late SET NOT NULL',
    'ALTER TABLE orders ALTER COLUMN n SET NOT NULL',
    'ALTER TABLE orders ALTER COLUMN k SET NOT NULL',
    'ALTER TABLE base ALTER COLUMN id SET NOT NULL',
    'ALTER TABLE events ALTER COLUMN user_id SET NOT NULL',
    'ALTER TABLE orders ALTER COLUMN k DROP NOT NULL',
    'ALTER TABLE orders ALTER COLUMN n SET DEFAULT 1',
    'ALTER TABLE orders ALTER COLUMN n DROP DEFAULT',
    'ALTER TABLE events ALTER COLUMN kind SET DEFAULT 1',
    'ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL',
    'ALTER TABLE base ALTER COLUMN note SET STORAGE EXTERNAL',
    { sql: 'ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz', since: 14 },
    'ALTER TABLE orders ALTER COLUMN n SET STATISTICS 10',
    'ALTER TABLE events ALTER COLUMN user_id SET STATISTICS 10',
    'ALTER TABLE orders ALTER COLUMN n SET (n_distinct = 5)',
    'ALTER TABLE orders ALTER COLUMN k ADD GENERATED ALWAYS AS IDENTITY',
    'ALTER TABLE orders ALTER COLUMN g DROP EXPRESSION',
    { sql: 'ALTER TABLE orders ALTER COLUMN g SET EXPRESSION AS (n + 2)', since: 17 },
  ],
  'types of columns': [
    'ALTER TABLE orders ALTER COLUMN code TYPE varchar(20)',
    'ALTER TABLE orders ALTER COLUMN code TYPE text',
    'ALTER TABLE orders ALTER COLUMN code TYPE varchar(5)',
    'ALTER TABLE orders ALTER COLUMN code TYPE varchar(20) COLLATE "C"',
    'ALTER TABLE users ALTER COLUMN email TYPE varchar',
    'ALTER TABLE users ALTER COLUMN email TYPE varchar(50)',
    'ALTER TABLE users ALTER COLUMN email TYPE text COLLATE "C"',
    'ALTER TABLE orders ALTER COLUMN price TYPE bigint',
    'ALTER TABLE orders ALTER COLUMN d TYPE int',
    'ALTER TABLE orders ALTER COLUMN doc TYPE jsonb',
    'ALTER TABLE orders ALTER COLUMN m TYPE text',
    'ALTER TABLE orders ALTER COLUMN at TYPE timestamp(3)',
    'ALTER TABLE orders ALTER COLUMN user_id TYPE int',
    'ALTER TABLE items ALTER COLUMN order_id TYPE int',
    'ALTER TABLE users ALTER COLUMN id TYPE int',
    'ALTER TABLE events ALTER COLUMN kind TYPE varchar(20)',
    'ALTER TABLE events ALTER COLUMN user_id TYPE int',
    'ALTER TABLE base ALTER COLUMN id TYPE bigint',
    `ALTER TABLE users ALTER COLUMN email TYPE text USING email || 'x'`,
  ],
  constraints: [
    'ALTER TABLE orders ADD CONSTRAINT c CHECK (n > 0)',
    'ALTER TABLE orders ADD CONSTRAINT c CHECK (n > 0) NOT VALID',
    { sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (n > 0) NOT ENFORCED', since: 18 },
    'ALTER TABLE base ADD CONSTRAINT c CHECK (id > 0)',
    'ALTER TABLE base ADD CONSTRAINT c CHECK (id > 0) NO INHERIT',
    'ALTER TABLE events ADD CONSTRAINT c CHECK (at > 0)',
    'ALTER TABLE orders VALIDATE CONSTRAINT total_there',
    'ALTER TABLE orders VALIDATE CONSTRAINT price_positive',
    'ALTER TABLE orders VALIDATE CONSTRAINT user_again',
    { sql: 'ALTER TABLE orders ADD CONSTRAINT c NOT NULL note NOT VALID', since: 18 },
    { sql: 'ALTER TABLE orders ADD CONSTRAINT c NOT NULL code', since: 18 },
    'ALTER TABLE items ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users (id)',
    'ALTER TABLE items ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users (id) NOT VALID',
    { sql: 'ALTER TABLE items ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users (id) NOT ENFORCED', since: 18 },
    'ALTER TABLE items ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES items (id)',
    'ALTER TABLE logs ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users (id)',
    { sql: 'ALTER TABLE logs ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID', since: 18 },
    'ALTER TABLE orders DROP CONSTRAINT orders_user',
    'ALTER TABLE orders DROP CONSTRAINT price_positive',
    'ALTER TABLE orders DROP CONSTRAINT total_unique',
    'ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE',
    'ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE',
    'ALTER TABLE orders ADD CONSTRAINT c UNIQUE (n)',
    'ALTER TABLE orders ADD CONSTRAINT c UNIQUE USING INDEX orders_k',
    'ALTER TABLE loose ADD PRIMARY KEY (id)',
    'ALTER TABLE events_2 ADD PRIMARY KEY (at)',
    'ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE, ADD CONSTRAINT c PRIMARY KEY USING INDEX orders_k',
    'ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE, ADD CONSTRAINT c PRIMARY KEY USING INDEX orders_late',
    'ALTER TABLE orders ADD CONSTRAINT c EXCLUDE (n WITH =)',
    'ALTER TABLE events ADD CONSTRAINT c UNIQUE (at)',
    'ALTER TABLE logs ADD PRIMARY KEY (at)',
    'ALTER TABLE orders ALTER CONSTRAINT orders_user DEFERRABLE',
  ],
  'settings of tables': [
    'ALTER TABLE orders SET (fillfactor = 70)',
    'ALTER TABLE orders SET (autovacuum_enabled = false)',
    'ALTER TABLE orders RESET (fillfactor)',
    'ALTER TABLE orders CLUSTER ON orders_code',
    'ALTER TABLE orders REPLICA IDENTITY FULL',
    'ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_k',
    'ALTER TABLE orders ENABLE ROW LEVEL SECURITY',
    'ALTER TABLE orders FORCE ROW LEVEL SECURITY',
    'ALTER TABLE users DISABLE TRIGGER touched',
    'ALTER TABLE users DISABLE TRIGGER USER',
    'ALTER TABLE orders OWNER TO CURRENT_USER',
    'ALTER TABLE orders RENAME TO purchases',
    'ALTER TABLE orders RENAME COLUMN n TO number',
    'ALTER TABLE events RENAME COLUMN kind TO sort',
    'ALTER TABLE base RENAME COLUMN id TO number',
    'ALTER TABLE orders RENAME CONSTRAINT price_positive TO p',
    'ALTER TABLE events RENAME TO happenings',
    'ALTER TABLE orders SET SCHEMA attic',
    'ALTER INDEX orders_code RENAME TO x',
    'ALTER INDEX orders_code SET (fillfactor = 70)',
    'ALTER TABLE orders_code RENAME TO x',
    'ALTER VIEW order_list RENAME TO x',
    'ALTER MATERIALIZED VIEW totals RENAME TO x',
    'ALTER SEQUENCE numbers RESTART',
    'ALTER SEQUENCE numbers OWNED BY orders.n',
    'ALTER TABLE derived NO INHERIT base',
    'ALTER TABLE loose INHERIT base',
  ],
};
