-- case: another column
ALTER TABLE shop."Orders" ALTER COLUMN "Total" TYPE numeric USING total::numeric /* ? */, ALTER b SET DATA TYPE int USING coalesce(c, d);
-- expect: other "ALTER COLUMN "Total" TYPE numeric USING total::numeric"
-- expect: other "ALTER b SET DATA TYPE int USING coalesce(c, d)"

-- case: the column itself, a constant, none
ALTER TABLE orders ALTER a TYPE int USING a::int;
ALTER TABLE orders ALTER a TYPE int USING orders.a + b;
ALTER TABLE orders ALTER a TYPE int USING 0;
ALTER TABLE orders ALTER a TYPE text;

-- case: a new table
CREATE TABLE orders (a text, b text);
ALTER TABLE orders ALTER a TYPE int USING b::int;
