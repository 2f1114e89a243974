-- tables: orders
-- query: query.sql
UPDATE orders SET state = 'paid';
-- expect: update-without-where "UPDATE orders"
