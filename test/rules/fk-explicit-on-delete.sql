-- case: on a column, on the table, added
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES "Shop"."Users" (id) DEFERRABLE, other bigint references users ON DELETE CASCADE);
-- expect: unsaid "REFERENCES "Shop"."Users" (id)"
CREATE TABLE lines (order_id bigint, FOREIGN KEY (order_id) references orders /* whole */ match full on update cascade);
-- expect: unsaid "references orders /* whole */ match full"
ALTER TABLE old ADD b bigint REFERENCES other, ADD FOREIGN KEY (a) REFERENCES other ON DELETE SET NULL (a) NOT VALID;
-- expect: unsaid "REFERENCES other"

-- case: said
CREATE TABLE t (a bigint REFERENCES x ON UPDATE CASCADE ON DELETE NO ACTION, b bigint REFERENCES y ON DELETE SET NULL, c bigint REFERENCES z ON DELETE RESTRICT);

-- case: temporary, or without any
CREATE TEMP TABLE t (a bigint REFERENCES x);
CREATE TABLE u (a bigint CHECK (a > 0));

-- case: undone
-- down
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES x;
