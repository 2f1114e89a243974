-- tables: orders
-- query: query.sql
UPDATE orders SET note = c.name FROM customers c WHERE c.email IS NOT NULL;
-- expect: update-from-without-binding "customers"
