-- file: 001_tables.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL, paid_at timestamptz);
CREATE TABLE payments (order_id bigint PRIMARY KEY REFERENCES orders (id), paid_at timestamptz NOT NULL);
-- query: changes.sql
UPDATE orders SET state = 'paid', paid_at = p.paid_at FROM payments p WHERE p.order_id = orders.id AND orders.state = 'new';
DELETE FROM orders WHERE state = 'cancelled' AND paid_at IS NULL;
UPDATE orders SET paid_at = NULL WHERE id = $1;
