-- case: CHECK, foreign key and NOT NULL, some validated
-- history:
CREATE TABLE shop."Orders" (id bigint PRIMARY KEY, total int, user_id bigint);
CREATE TABLE users (id bigint PRIMARY KEY);
-- file:
ALTER TABLE shop."Orders" ADD CONSTRAINT "C" CHECK (total > 0) NOT VALID /* later */, ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID;
-- expect: never "ADD CONSTRAINT "C" CHECK (total > 0) NOT VALID"
ALTER TABLE shop."Orders" ADD CONSTRAINT n NOT NULL user_id NOT VALID;
-- expect: never "ADD CONSTRAINT n NOT NULL user_id NOT VALID"
-- later:
ALTER TABLE shop."Orders" VALIDATE CONSTRAINT f;

-- case: without a name
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, total int);
-- file:
ALTER TABLE orders ADD CHECK (total > 0) NOT VALID;
-- expect: never "ADD CHECK (total > 0) NOT VALID"
-- later:
CREATE TABLE x (id bigint PRIMARY KEY);

-- case: validated in the same file, later, or dropped
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, total int);
-- file:
ALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT a;
ALTER TABLE orders ADD CONSTRAINT b CHECK (total > 0) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT d CHECK (total > 0) NOT ENFORCED;
-- later:
ALTER TABLE orders VALIDATE CONSTRAINT b;
-- later:
ALTER TABLE orders DROP CONSTRAINT c;

-- case: the newest file
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, total int);
-- file:
ALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID;

-- case: the table was renamed, or goes
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, total int);
CREATE TABLE old (id bigint PRIMARY KEY, total int);
-- file:
ALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID;
ALTER TABLE old ADD CONSTRAINT a CHECK (total > 0) NOT VALID;
-- later:
ALTER TABLE orders RENAME TO orders_2024;
DROP TABLE old;

-- case: undone
-- down
ALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID;
-- later:
CREATE TABLE x (id bigint PRIMARY KEY);
