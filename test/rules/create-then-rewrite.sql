-- case: retyped, and made NOT NULL
-- history:
CREATE TABLE shop."Orders" (id bigint PRIMARY KEY, a text);
-- file:
ALTER TABLE shop."Orders" ADD COLUMN "State" text DEFAULT 'open' /* first */, ADD b text;
ALTER TABLE shop."Orders" ALTER COLUMN "State" SET NOT NULL, ALTER b TYPE int USING b::int;
-- expect: required "ALTER COLUMN "State" SET NOT NULL"
-- expect: retyped "ALTER b TYPE int USING b::int"

-- case: without a default, with one that was set later, a column from before, a new table, another table
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, a text DEFAULT 'x');
CREATE TABLE other (id bigint PRIMARY KEY, b text DEFAULT 'x');
-- file:
ALTER TABLE orders ADD b text;
UPDATE orders SET b = 'x' WHERE id BETWEEN 1 AND 5;
ALTER TABLE orders ALTER b SET DEFAULT 'x';
ALTER TABLE orders ALTER b SET NOT NULL;
ALTER TABLE orders ALTER a SET NOT NULL, ALTER a TYPE varchar(5);
ALTER TABLE other ALTER b TYPE int USING b::int;
CREATE TABLE new (a text);
ALTER TABLE new ADD b text DEFAULT 'x';
ALTER TABLE new ALTER b SET NOT NULL;

-- case: undone
-- down
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file:
ALTER TABLE orders ADD b text DEFAULT 'x';
ALTER TABLE orders ALTER b SET NOT NULL;
