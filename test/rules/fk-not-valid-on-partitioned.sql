-- case: before 18
-- pg-version: 17
-- history:
CREATE TABLE shop."Events" (user_id int, at date) PARTITION BY RANGE (at);
-- file:
ALTER TABLE shop."Events" ADD n int, ADD CONSTRAINT /* to users */ f FOREIGN KEY (user_id) REFERENCES users NOT VALID;
-- expect: refused "ADD CONSTRAINT /* to users */ f FOREIGN KEY (user_id) REFERENCES users NOT VALID"
CREATE TABLE fresh (user_id int, at date) PARTITION BY RANGE (at);
ALTER TABLE fresh ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;
-- expect: refused "ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID"

-- case: partitions, plain tables, a CHECK
-- pg-version: 17
-- history:
CREATE TABLE events (user_id int, at date) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events DEFAULT;
CREATE TABLE plain (user_id int);
-- file:
ALTER TABLE events_1 ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;
ALTER TABLE plain ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;
ALTER TABLE unknown_table ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;
ALTER TABLE events ADD CONSTRAINT c CHECK (user_id > 0) NOT VALID;

-- case: since 18
-- pg-version: 18
-- history:
CREATE TABLE events (user_id int, at date) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID;
ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users NOT ENFORCED;
