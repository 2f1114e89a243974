-- case: wide conditions
UPDATE orders SET state = 'open' WHERE state IS NULL;
-- expect: oneGo "UPDATE orders"
SELECT 1; delete /* old */ from "Shop"."Sessions" where expires_at < now();
-- expect: oneGo "delete /* old */ from "Shop"."Sessions""
UPDATE orders o SET total = l.total FROM lines l WHERE l.order_id = o.id;
-- expect: oneGo "UPDATE orders"
DELETE FROM orders WHERE user_id NOT IN (SELECT id FROM users);
-- expect: oneGo "DELETE FROM orders"
WITH gone AS (DELETE FROM orders WHERE closed_at IS NOT NULL RETURNING id) SELECT count(*) FROM gone;
-- expect: oneGo "DELETE FROM orders"

-- case: inside a transaction, without a lock from before
-- transaction: one
UPDATE orders SET state = 'open' WHERE state IS NULL;
-- expect: oneGo "UPDATE orders"
ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'open';
UPDATE orders SET state = 'open' WHERE state IS NULL;

-- case: by a key, by values, in batches
UPDATE orders SET state = 'open' WHERE id = 3;
UPDATE orders SET state = 'open' WHERE id BETWEEN 1 AND 1000 AND state IS NULL;
UPDATE orders SET state = 'open' WHERE id > 1 AND id <= 1000;
UPDATE settings SET value = 'x' WHERE name = 'y';
DELETE FROM settings WHERE name IN ('a', 'b') AND old IS NULL;
DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < now() LIMIT 1000);

-- case: other rules say it
UPDATE orders SET state = 'open';
DELETE FROM orders WHERE true;

-- case: new and temporary tables
CREATE TABLE fresh (id int, x int);
UPDATE fresh SET x = 1 WHERE x IS NULL;
CREATE TEMP TABLE t AS SELECT 1 AS x;
DELETE FROM t WHERE x > 0;

-- case: no migration
-- query
UPDATE orders SET state = 'open' WHERE state IS NULL;

-- case: undone
-- down
UPDATE orders SET state = NULL WHERE state IS NOT NULL;

-- case: in a block, and in one that commits batch by batch
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- file:
DO $$ BEGIN
  IF true THEN UPDATE orders SET state = 'open' WHERE state IS NULL; END IF;
-- expect: oneGo "UPDATE orders"
END $$;
DO $$ BEGIN
  LOOP
    WITH batch AS (SELECT id FROM orders WHERE state IS NULL LIMIT 1000) UPDATE orders SET state = 'open' FROM batch WHERE batch.id = orders.id;
    EXIT WHEN NOT FOUND;
    COMMIT;
  END LOOP;
END $$;
CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET state = 'open' WHERE state IS NULL; END $$;

-- case: tables that are left alone
-- options: { "ignoreTables": ["public.countries"] }
UPDATE countries SET name = upper(name) WHERE name IS NOT NULL;
UPDATE orders SET note = '' WHERE note IS NULL;
-- expect: oneGo

-- case: nothing to fill in a column that is never NULL
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL, note text);
-- file:
UPDATE orders SET state = 'open' WHERE state IS NULL;
UPDATE orders SET note = '' WHERE note IS NULL;
-- expect: oneGo "UPDATE orders"
