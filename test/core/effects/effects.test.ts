import assert from 'node:assert/strict';
import { effectsNow, effectsOf, type Effects } from '../../../server/core/effects/effects';
import { createBench, type Bench } from '../catalog/harness';

let bench: Bench;
before(async () => {
  bench = await createBench();
});

const shop = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), note text);
  CREATE INDEX orders_user ON orders (user_id);`;

/** The effects of a statement after a history. */
function effects(sql: string, history = shop, pgVersion = 18): Effects {
  const [placed] = bench.open(sql).statements;
  assert.ok(placed, sql);
  return effectsOf(placed.statement, bench.apply(history), { pgVersion });
}

/** `name mode` of each lock, then what is written anew (`!`) or read (`*`). */
function brief(sql: string, history = shop, pgVersion = 18): readonly string[] {
  const { locks, rewrites, scans } = effects(sql, history, pgVersion);
  const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }) => (schema === 'public' ? name : `${schema}.${name}`);
  return [...locks.map(({ relation, mode }) => `${nameOf(relation)} ${mode}`), ...rewrites.map((name) => `!${nameOf(name)}`), ...scans.map((name) => `*${nameOf(name)}`)];
}

function certainty(sql: string, history = shop): string {
  return effects(sql, history).certainty;
}

describe('effects', () => {
  it('are told with every field', () => {
    assert.deepEqual(effects('CREATE INDEX orders_note ON orders (note)'), {
      locks: [{ relation: { schema: 'public', name: 'orders' }, mode: 'ShareLock' }],
      rewrites: [], scans: [{ schema: 'public', name: 'orders' }],
      creates: [{ schema: 'public', name: 'orders_note' }], drops: [], transaction: 'any', certainty: 'exact',
    });
  });

  it('give each relation its strongest lock, in the order of the names', () => {
    assert.deepEqual(brief('ALTER TABLE orders ALTER COLUMN note SET STATISTICS 10, ADD COLUMN x bigint REFERENCES users (id)'), [
      'orders AccessExclusiveLock', 'users ShareRowExclusiveLock',
    ]);
    assert.deepEqual(brief('UPDATE orders SET user_id = u.id FROM users u'), ['orders RowExclusiveLock', 'users AccessShareLock']);
    assert.deepEqual(brief('INSERT INTO orders (user_id) VALUES ((SELECT id FROM users)), (1)'), ['orders RowExclusiveLock', 'users RowShareLock']);
  });

  it('do not read a table that is written anew once more', () => {
    assert.deepEqual(brief('ALTER TABLE orders ALTER COLUMN note SET NOT NULL, ADD COLUMN x float DEFAULT random()'), ['orders AccessExclusiveLock', '!orders']);
  });

  it('know what a default from a function of the history comes to once it is inlined', () => {
    const functions = `${shop}
      CREATE FUNCTION steady() RETURNS text LANGUAGE sql AS $$SELECT 'a' || 'b'$$;
      CREATE FUNCTION of_rows() RETURNS text LANGUAGE sql AS $$SELECT string_agg(i::text, '') FROM generate_series(1, 10) i$$;
      CREATE FUNCTION procedural() RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN 'a'; END$$;
      CREATE FUNCTION strict_one() RETURNS text LANGUAGE sql STRICT AS $$SELECT 'a' || 'b'$$;`;
    for (const [name, rewrites, certain] of [['steady', [], 'exact'], ['of_rows', ['!orders'], 'exact'], ['procedural', ['!orders'], 'exact'], ['strict_one', [], 'at-least']] as const) {
      const sql = `ALTER TABLE orders ADD COLUMN x text NOT NULL DEFAULT ${name}()`;
      assert.deepEqual([brief(sql, functions), certainty(sql, functions)], [['orders AccessExclusiveLock', ...rewrites], certain], name);
    }
  });

  it('follow EXECUTE to what was prepared, until it is deallocated', () => {
    const prepared = `${shop} PREPARE one (text) AS INSERT INTO users VALUES (1, $1);`;
    assert.deepEqual([brief("EXECUTE one ('x')", prepared), certainty("EXECUTE one ('x')", prepared)], [['users RowExclusiveLock'], 'exact']);
    assert.equal(certainty("EXECUTE one ('x')", `${prepared} DEALLOCATE one;`), 'unknown');
    assert.equal(certainty("EXECUTE one ('x')"), 'unknown');
  });

  it('tell an index that was attached from one that stands alone when a partitioned index ON ONLY goes', () => {
    const history = `
      CREATE TABLE p (id int NOT NULL, at date) PARTITION BY RANGE (id);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
      CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
      CREATE INDEX p_at ON ONLY p (at); CREATE INDEX p1_at ON p1 (at); CREATE INDEX p2_at ON p2 (at);
      ALTER INDEX p_at ATTACH PARTITION p1_at;`;
    assert.deepEqual(effects('DROP INDEX p_at', history).drops.map(({ name }) => name), ['p1_at', 'p_at']);
    assert.deepEqual(effects('ALTER TABLE ONLY p ADD PRIMARY KEY (id)', history).creates.map(({ name }) => name), ['p_pkey']);
  });

  it('know a table still that a block which cannot be read gives to another owner', () => {
    const block = (text: string) => `${shop} DO $$BEGIN EXECUTE '${text} ' || current_setting('app.owner'); END$$;`;
    const add = 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS x text';
    assert.equal(certainty(add, block('ALTER TABLE public.orders OWNER TO')), 'exact');
    assert.notEqual(certainty(add, block('ALTER TABLE orders ADD COLUMN')), 'exact');
  });

  it('do not take an index that a block renames for a new one', () => {
    const { creates, drops } = effects('DO $$BEGIN ALTER INDEX orders_user RENAME TO orders_by_user; END$$');
    assert.deepEqual([creates, drops], [[], []]);
  });

  it('leave the statement, the catalog and temporary tables alone', () => {
    const catalog = bench.apply(shop);
    const before = [...catalog.relations()];
    const [placed] = bench.open('DROP TABLE orders').statements;
    assert.ok(placed);
    effectsOf(placed.statement, catalog, { pgVersion: 18 });
    assert.deepEqual([...catalog.relations()], before);
    assert.deepEqual(brief('ALTER TABLE t ADD COLUMN x int', 'CREATE TEMP TABLE t (a int)'), []);
  });

  it('follow a statement into the catalog only for what it creates and drops', () => {
    const catalog = bench.apply(shop);
    const [placed] = bench.open('CREATE INDEX orders_note ON orders (note)').statements;
    assert.ok(placed);
    let followed = 0;
    const { text, reader } = placed.statement;
    const statement = { kind: 'sql', masked: text, placeholders: [], tree: placed.statement.tree, error: undefined, ...(reader && { reader }), get text() {
      followed += 1;
      return text;
    } } as const;
    const now = effectsNow(statement, catalog, { pgVersion: 18 });
    assert.deepEqual(now.locks.map(({ relation }) => relation.name), ['orders']);
    assert.equal(followed, 0);
    assert.deepEqual(now.creates, [{ schema: 'public', name: 'orders_note' }]);
    assert.ok(followed > 0);
    const { locks, rewrites, scans, creates, drops, transaction, certainty: sure } = now;
    assert.deepEqual(effectsOf(placed.statement, catalog, { pgVersion: 18 }), { locks, rewrites, scans, creates, drops, transaction, certainty: sure });
  });

  it('follow the search path, quotes and schemas', () => {
    const history = 'CREATE SCHEMA "My"; CREATE TABLE "My"."Orders" (id int); SET search_path = "My"';
    assert.deepEqual(brief('ALTER TABLE "Orders" ADD COLUMN x int', history), ['My.Orders AccessExclusiveLock']);
  });

  it('say what kind of transaction a statement needs', () => {
    const need = (sql: string) => effects(sql).transaction;
    for (const sql of [
      'CREATE INDEX CONCURRENTLY ON orders (note)', 'DROP INDEX CONCURRENTLY orders_user', 'VACUUM orders', 'VACUUM FULL orders', 'REINDEX TABLE CONCURRENTLY orders',
      'REINDEX (CONCURRENTLY) INDEX orders_user', 'REINDEX SCHEMA public', 'CLUSTER', 'ALTER SYSTEM SET work_mem = 1', 'CREATE DATABASE x',
    ]) assert.equal(need(sql), 'forbidden', sql);
    assert.equal(need('ALTER TABLE orders DETACH PARTITION users CONCURRENTLY'), 'forbidden');
    assert.equal(need('LOCK TABLE orders'), 'required');
    for (const sql of ['REFRESH MATERIALIZED VIEW CONCURRENTLY v', 'ANALYZE orders', 'REINDEX TABLE orders', 'REINDEX (CONCURRENTLY false) TABLE orders']) assert.equal(need(sql), 'any', sql);
  });

  it('of statements that stand outside of transactions', () => {
    assert.deepEqual(brief('CREATE INDEX CONCURRENTLY ON orders (note)'), ['orders ShareUpdateExclusiveLock', '*orders']);
    assert.deepEqual(brief('DROP INDEX CONCURRENTLY orders_user'), ['orders ShareUpdateExclusiveLock']);
    assert.deepEqual(brief('VACUUM FULL orders'), ['orders AccessExclusiveLock', '!orders']);
    assert.deepEqual(brief('VACUUM (FULL false) orders'), ['orders ShareUpdateExclusiveLock']);
    assert.deepEqual(brief('REINDEX TABLE CONCURRENTLY orders'), ['orders ShareUpdateExclusiveLock', '*orders']);
  });

  it('depend on the release where it matters', () => {
    const generated = 'ALTER TABLE orders ADD COLUMN x bigint GENERATED ALWAYS AS (id * 2)';
    assert.deepEqual(brief(generated), ['orders AccessExclusiveLock']);
    assert.deepEqual(brief(generated, shop, 17), ['orders AccessExclusiveLock', '!orders']);
  });

  it('are at least what is listed where tables or functions are not known', () => {
    assert.deepEqual(brief('ALTER TABLE strange ADD COLUMN x int'), ['strange AccessExclusiveLock']);
    assert.equal(certainty('ALTER TABLE strange ADD COLUMN x int'), 'at-least');
    assert.equal(certainty('ALTER TABLE orders ADD COLUMN x int DEFAULT mystery()'), 'at-least');
    assert.equal(certainty('ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES strange (id)'), 'at-least');
    assert.equal(certainty('ALTER TABLE orders ALTER COLUMN nothing TYPE int'), 'at-least');
    assert.equal(certainty('ALTER TABLE orders DROP CONSTRAINT nothing'), 'at-least');
    assert.equal(certainty('SELECT mystery()'), 'at-least');
    for (const sql of ['CREATE EXTENSION x', 'VACUUM', 'ALTER TABLE orders SET ACCESS METHOD heap', 'FETCH c', 'ALTER PUBLICATION p SET TABLE orders']) assert.equal(certainty(sql), 'at-least', sql);
  });

  it('are unknown where anything may happen', () => {
    for (const sql of [
      'CALL p()', 'EXECUTE s', 'SELEC 1', 'IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c', 'REASSIGN OWNED BY a TO b', 'DROP OWNED BY a', 'DROP EXTENSION x CASCADE',
      'ALTER TABLE orders SET TABLESPACE fast', 'ALTER TABLE ALL IN TABLESPACE slow SET TABLESPACE fast', 'DROP INDEX nothing', 'REINDEX INDEX nothing',
    ]) assert.equal(certainty(sql), 'unknown', sql);
  });

  it('know what is not there in a history from the beginning alone', () => {
    const partly = `${shop} ALTER TABLE strange ADD COLUMN x int;`;
    for (const sql of ['DROP TABLE IF EXISTS odd', 'ALTER TABLE IF EXISTS odd ADD COLUMN x int', 'DROP INDEX IF EXISTS odd', 'DROP TRIGGER IF EXISTS t ON odd']) {
      assert.deepEqual([brief(sql), certainty(sql), certainty(sql, partly)], [[], 'exact', 'at-least'], sql);
    }
    const create = 'CREATE TABLE IF NOT EXISTS odd (id bigint REFERENCES users (id))';
    assert.deepEqual([brief(create), certainty(create), certainty(create, partly)], [['users ShareRowExclusiveLock'], 'exact', 'unknown']);
  });

  it('of subcommands follow the order in which PostgreSQL does them', () => {
    const proven = 'CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (a IS NOT NULL))';
    assert.deepEqual(brief('ALTER TABLE t ALTER COLUMN a SET NOT NULL, DROP CONSTRAINT c', proven), ['t AccessExclusiveLock', '*t']);
    assert.deepEqual(brief('ALTER TABLE t ALTER COLUMN x SET NOT NULL, ADD COLUMN x int', proven), ['t AccessExclusiveLock', '*t']);
  });

  it('take the settings of the database where the history makes none', () => {
    const told = (settings: Record<string, string>, history = 'CREATE TABLE t (a timestamp)') => {
      const [placed] = bench.open('ALTER TABLE t ALTER COLUMN a TYPE timestamptz').statements;
      assert.ok(placed);
      const { rewrites, certainty: sure } = effectsOf(placed.statement, bench.apply(history), { pgVersion: 18, settings });
      return [rewrites.length, sure];
    };
    assert.deepEqual([told({}), told({ timezone: 'UTC' }), told({ timezone: 'Asia/Tokyo' })], [[0, 'at-least'], [0, 'exact'], [1, 'exact']]);
    assert.deepEqual(told({ timezone: 'UTC' }, `CREATE TABLE t (a timestamp); SET TimeZone = 'Asia/Tokyo'`), [1, 'exact']);
  });

  it('of IF EXISTS and IF NOT EXISTS depend on what is there', () => {
    assert.deepEqual(brief('DROP TABLE IF EXISTS orders'), ['orders AccessExclusiveLock', 'users AccessExclusiveLock']);
    assert.deepEqual(brief('ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text DEFAULT random()'), ['orders AccessExclusiveLock']);
    assert.deepEqual(brief('CREATE TABLE IF NOT EXISTS orders (u bigint REFERENCES users (id))'), []);
  });

  it('know a proof that no row is NULL', () => {
    const table = 'CREATE TABLE t (a int, CONSTRAINT c CHECK (a IS NOT NULL))';
    assert.deepEqual(brief('ALTER TABLE t ALTER COLUMN a SET NOT NULL', table), ['t AccessExclusiveLock']);
    const unproved = 'CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID';
    assert.deepEqual(brief('ALTER TABLE t ALTER COLUMN a SET NOT NULL', unproved), ['t AccessExclusiveLock', '*t']);
  });

  it('create and drop by name, and nothing by renaming', () => {
    const changes = (sql: string) => [effects(sql).creates, effects(sql).drops].map((names) => names.map(({ name }) => name));
    assert.deepEqual(changes('DROP TABLE orders'), [[], ['orders', 'orders_pkey', 'orders_user']]);
    assert.deepEqual(changes('CREATE TABLE t (id serial PRIMARY KEY)'), [['t', 't_id_seq', 't_pkey'], []]);
    assert.deepEqual(changes('ALTER TABLE orders RENAME TO purchases'), [[], []]);
    assert.deepEqual(changes('ALTER TABLE strange ADD COLUMN x int'), [[], []]);
  });

  it('go through partitions of partitions', () => {
    const tree = `
      CREATE TABLE a (x int) PARTITION BY LIST (x); CREATE TABLE b PARTITION OF a FOR VALUES IN (1) PARTITION BY LIST (x);
      CREATE TABLE c PARTITION OF b FOR VALUES IN (1)`;
    assert.deepEqual(brief('ALTER TABLE a ADD COLUMN y float DEFAULT random()', tree), ['a AccessExclusiveLock', 'b AccessExclusiveLock', 'c AccessExclusiveLock', '!c']);
    assert.deepEqual(brief('DROP TABLE c', tree), ['b AccessExclusiveLock', 'c AccessExclusiveLock']);
  });
});
