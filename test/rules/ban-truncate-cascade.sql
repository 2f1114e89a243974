-- case: unknown tables
TRUNCATE orders CASCADE;
-- expect: unknown "TRUNCATE orders CASCADE"
truncate "Shop"."Cascade", b /* and */ cascade; SELECT 1;
-- expect: unknown "truncate "Shop"."Cascade", b /* and */ cascade"

-- case: known tables
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));
CREATE TABLE lines (order_id int REFERENCES orders (id));
CREATE TABLE other (id int);
-- file:
TRUNCATE users CASCADE;
-- expect: known "TRUNCATE users CASCADE"
TRUNCATE users, orders CASCADE;
-- expect: known "TRUNCATE users, orders CASCADE"
TRUNCATE other CASCADE;
-- expect: unknown "TRUNCATE other CASCADE"

-- case: new tables
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));
TRUNCATE users CASCADE;

-- case: without CASCADE
TRUNCATE orders;
TRUNCATE orders RESTRICT;
