-- case: on a column, on the table, added
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES "Shop"."Users" (id) ON DELETE CASCADE DEFERRABLE, note text);
-- expect: deletes "ON DELETE CASCADE"
CREATE TABLE lines (order_id bigint, CONSTRAINT f FOREIGN KEY (order_id) REFERENCES orders /* of it */ MATCH FULL on update cascade on delete cascade, CHECK (order_id > 0));
-- expect: deletes "on delete cascade"
-- expect: updates "on update cascade"
ALTER TABLE old ADD FOREIGN KEY (a) REFERENCES other ON DELETE CASCADE NOT VALID, ADD b bigint REFERENCES other ON DELETE NO ACTION;
-- expect: deletes "ON DELETE CASCADE"

-- case: the clause of another column
CREATE TABLE t (a bigint REFERENCES x, b bigint REFERENCES y ON DELETE SET NULL, c bigint REFERENCES z ON DELETE SET DEFAULT ON UPDATE RESTRICT);

-- case: temporary
CREATE TEMP TABLE t (a bigint REFERENCES x ON DELETE CASCADE);

-- case: undone
-- down
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES x ON DELETE CASCADE;
