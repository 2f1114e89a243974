-- case: TimescaleDB
SELECT public.create_hypertable('shop."Points"' /* old */, by_range('at'), migrate_data => TRUE);
-- expect: hypertable "public.create_hypertable('shop."Points"' /* old */, by_range('at'), migrate_data => TRUE)"
SELECT create_hypertable(relation => 'points'::regclass, migrate_data => 'true');
-- expect: hypertable "create_hypertable(relation => 'points'::regclass, migrate_data => 'true')"

-- case: Citus
SELECT create_distributed_table('orders', 'user_id');
-- expect: distributed "create_distributed_table('orders', 'user_id')"
SELECT create_reference_table('users');
-- expect: distributed "create_reference_table('users')"
SELECT create_distributed_table_concurrently('orders', 'user_id');

-- case: new tables, no rows moved, no name
CREATE TABLE orders (id bigint PRIMARY KEY);
SELECT create_distributed_table('orders', 'id');
SELECT create_hypertable('orders', 'id', migrate_data => true);
SELECT create_hypertable('points', 'at');
SELECT create_hypertable('points', 'at', migrate_data => false);
SELECT create_distributed_table($1, 'id');
SELECT create_distributed_table(name::regclass, 'id') FROM x;

-- case: not a migration
-- query
SELECT create_distributed_table('orders', 'user_id');
