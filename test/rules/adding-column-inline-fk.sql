-- case: without a value
ALTER TABLE orders ADD COLUMN status_id int REFERENCES statuses (id);
-- expect: locks "REFERENCES statuses (id)"
ALTER TABLE orders ADD status_id int CONSTRAINT fk REFERENCES shop."Statuses" ON DELETE CASCADE DEFERRABLE, ADD n int;
-- expect: locks "CONSTRAINT fk REFERENCES shop."Statuses" ON DELETE CASCADE DEFERRABLE"

-- case: with a value
ALTER TABLE orders ADD COLUMN status_id int NOT NULL DEFAULT 1 REFERENCES statuses (id);
-- expect: scans "REFERENCES statuses (id)"
ALTER TABLE "Shop"."Orders" ADD "S" int DEFAULT 1 /* new */ CONSTRAINT fk REFERENCES statuses ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED /* end */ NOT NULL, ADD n int;
-- expect: scans "CONSTRAINT fk REFERENCES statuses ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"

-- case: with a value, inside a transaction
-- transaction: one
ALTER TABLE orders ADD COLUMN status_id int DEFAULT 1 REFERENCES statuses (id);
-- expect: scans "REFERENCES statuses (id)"

-- case: a partitioned table before 18
-- pg-version: 17
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD COLUMN status_id int DEFAULT 1 REFERENCES statuses (id);
-- expect: scans "REFERENCES statuses (id)"

-- case: to itself, to a new table, from a new table, not enforced
-- history:
CREATE TABLE orders (id int PRIMARY KEY);
-- file:
ALTER TABLE orders ADD COLUMN parent_id int REFERENCES orders (id);
ALTER TABLE orders ADD COLUMN first_id int DEFAULT 1 REFERENCES public.orders (id);
-- expect: scans "REFERENCES public.orders (id)"
CREATE TABLE statuses (id int PRIMARY KEY);
ALTER TABLE orders ADD COLUMN status_id int REFERENCES statuses (id);
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN order_id int DEFAULT 1 REFERENCES orders (id);
ALTER TABLE orders ADD COLUMN other_id int DEFAULT 1 REFERENCES others (id) NOT ENFORCED;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS id int REFERENCES others (id);
