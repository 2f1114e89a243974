-- case: two statements of one transaction
-- transaction: one
ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (a) REFERENCES users NOT VALID;
ALTER /* second */ TABLE "Shop"."Orders" ADD CONSTRAINT b FOREIGN KEY (b) REFERENCES users NOT VALID;
-- expect: locks "ALTER /* second */ TABLE"
ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (c) REFERENCES yards NOT VALID;

-- case: one statement
ALTER TABLE orders ADD COLUMN a int REFERENCES users, ADD FOREIGN KEY (b) REFERENCES shops NOT VALID;
-- expect: locks "ALTER TABLE"
CREATE TABLE links (a int REFERENCES users, b int REFERENCES shops, c int, FOREIGN KEY (c) REFERENCES "Yards");
-- expect: locks "CREATE TABLE"

-- case: BEGIN and COMMIT
BEGIN;
ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (a) REFERENCES users NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE orders ADD CONSTRAINT b FOREIGN KEY (b) REFERENCES shops NOT VALID;
ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (c) REFERENCES yards NOT VALID;
-- expect: locks "ALTER TABLE"
COMMIT;

-- case: two tables, new tables, the table itself, no transaction
-- transaction: one
CREATE TABLE shops (id int PRIMARY KEY);
CREATE TABLE orders (a int REFERENCES users, b int REFERENCES shops, c int REFERENCES orders, d int REFERENCES yards);
ALTER TABLE users ADD FOREIGN KEY (a) REFERENCES users NOT VALID, ADD CHECK (b > 0) NOT VALID;

-- case: nobody knows whether it is one transaction
ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (a) REFERENCES users NOT VALID;
ALTER TABLE orders ADD CONSTRAINT b FOREIGN KEY (b) REFERENCES shops NOT VALID;
