-- case: narrower and different
-- history:
CREATE TABLE "S"."Orders" ("Id" bigserial PRIMARY KEY, code char(3) UNIQUE);
-- file:
CREATE TABLE items (order_id int REFERENCES "S"."Orders" ("Id"), code text, /* by code */ CONSTRAINT c FOREIGN KEY (code) REFERENCES "S"."Orders" (code));
-- expect: narrower "REFERENCES"
-- expect: differs "CONSTRAINT c"
ALTER TABLE items ADD COLUMN n numeric REFERENCES "S"."Orders" ("Id");
-- expect: differs "REFERENCES"

-- case: they fit
-- history:
CREATE TABLE orders (id int PRIMARY KEY, code varchar(10) UNIQUE, u uuid UNIQUE);
CREATE DOMAIN number AS int;
-- file:
CREATE TABLE items (a int REFERENCES orders, b bigint REFERENCES orders, c text REFERENCES orders (code), d uuid REFERENCES orders (u), e number REFERENCES orders, f int REFERENCES unknown_table);

-- case: aligned later
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (a int REFERENCES orders);
ALTER TABLE items ALTER a TYPE bigint;

-- case: refused anyway
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (a text REFERENCES orders);
