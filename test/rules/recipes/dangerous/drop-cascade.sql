-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
CREATE VIEW open_orders AS SELECT id, customer_id FROM orders WHERE state = 'new';
DROP TABLE orders CASCADE;
-- expect: ban-drop-table "DROP TABLE orders CASCADE"
-- expect: drop-cascade "CASCADE"
