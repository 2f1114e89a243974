-- case: a CHECK of a known table
-- history:
CREATE TABLE shop."Orders" (id bigint PRIMARY KEY, total int);
-- file:
ALTER TABLE shop."Orders" ADD CHECK (total >= 0 /* cents */) NOT VALID;
-- expect: unnamed "ADD CHECK (total >= 0 /* cents */) NOT VALID"
ALTER TABLE shop."Orders" ADD UNIQUE (total);
-- expect: unnamed "ADD UNIQUE (total)"

-- case: a table that is not known
ALTER TABLE orders ADD UNIQUE (a, b);
-- expect: unnamed "ADD UNIQUE (a, b)"

-- case: a name that is taken, and several
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, total int CHECK (total > 0), user_id bigint);
-- file:
ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID, ADD CHECK (total > 1) NOT VALID;
-- expect: unnamed "ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID"
-- expect: unnamed "ADD CHECK (total > 1) NOT VALID"

-- case: two columns in a CHECK, a primary key
-- history:
CREATE TABLE orders (id bigint NOT NULL, a int, b int);
-- file:
ALTER TABLE orders ADD CHECK (a > b) NOT VALID;
-- expect: unnamed "ADD CHECK (a > b) NOT VALID"

-- case: named, from an index, a new table
CREATE TABLE new (id bigint);
ALTER TABLE new ADD CHECK (id > 0);
ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID, ADD UNIQUE USING INDEX i, ADD b int CHECK (b > 0);

-- case: undone
-- down
ALTER TABLE orders ADD UNIQUE (a, b);
