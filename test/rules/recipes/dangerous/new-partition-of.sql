-- tables: readings
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
CREATE TABLE readings_2027 PARTITION OF readings FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- expect: create-partition-of-locks-parent "PARTITION OF"
