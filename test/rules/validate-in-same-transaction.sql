-- case: between BEGIN and COMMIT
BEGIN;
ALTER TABLE shop."Users" ADD CONSTRAINT "C" CHECK (age > 0) NOT VALID;
SET search_path = shop;
ALTER TABLE "Users" /* all */ VALIDATE CONSTRAINT "C", ADD n int;
-- expect: sameTransaction "VALIDATE CONSTRAINT "C""
COMMIT;

-- case: a foreign key and a NOT NULL
-- transaction: one
ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID;
ALTER TABLE orders ADD CONSTRAINT n NOT NULL user_id NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT f;
-- expect: sameTransaction "VALIDATE CONSTRAINT f"
ALTER TABLE orders VALIDATE CONSTRAINT n;
-- expect: sameTransaction "VALIDATE CONSTRAINT n"

-- case: one statement
ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID, VALIDATE CONSTRAINT c;
-- expect: sameStatement "VALIDATE CONSTRAINT c"
ALTER TABLE IF EXISTS users ADD CONSTRAINT c CHECK (age > 0) NOT VALID, VALIDATE CONSTRAINT c /* now */, ADD n int;
-- expect: sameStatement "VALIDATE CONSTRAINT c"

-- case: transactions of their own
BEGIN;
ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE users VALIDATE CONSTRAINT c;
COMMIT;
ALTER TABLE users ADD CONSTRAINT d CHECK (age > 0) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT d;

-- case: a savepoint ends nothing
BEGIN;
ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;
SAVEPOINT s;
ALTER TABLE users VALIDATE CONSTRAINT c;
-- expect: sameTransaction "VALIDATE CONSTRAINT c"
RELEASE s;
COMMIT;

-- case: another table, another constraint, a new table, an earlier migration
-- transaction: one
-- history:
ALTER TABLE users ADD CONSTRAINT old CHECK (age > 0) NOT VALID;
-- file:
ALTER TABLE users VALIDATE CONSTRAINT old;
ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;
ALTER TABLE other.users VALIDATE CONSTRAINT c;
ALTER TABLE users VALIDATE CONSTRAINT d;
CREATE TABLE a (x int);
ALTER TABLE a ADD CONSTRAINT e CHECK (x > 0) NOT VALID;
ALTER TABLE a VALIDATE CONSTRAINT e;
