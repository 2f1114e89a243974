-- case: plain
ALTER TABLE bookings ADD CONSTRAINT o EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0);
-- expect: builds "ADD CONSTRAINT o EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0)"
ALTER TABLE "Shop"."Bookings" ADD n int, ADD /* none */ EXCLUDE (a WITH =);
-- expect: builds "ADD /* none */ EXCLUDE (a WITH =)"

-- case: new tables
CREATE TABLE bookings (a int, EXCLUDE (a WITH =));
ALTER TABLE bookings ADD EXCLUDE (a WITH =);
