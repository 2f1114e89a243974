-- case: each of them
ALTER SYSTEM SET work_mem = '64MB';
-- expect: privileged "ALTER SYSTEM"
COPY "Users" FROM '/tmp/users.csv';
-- expect: privileged "COPY "Users""
set session_replication_role = replica;
-- expect: privileged "set session_replication_role"
CREATE EVENT TRIGGER t ON ddl_command_start EXECUTE FUNCTION f();
-- expect: privileged "CREATE EVENT"
CREATE TABLESPACE t LOCATION '/data';
-- expect: privileged "CREATE TABLESPACE"
CREATE FOREIGN DATA WRAPPER w;
-- expect: privileged "CREATE FOREIGN"
CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p;
-- expect: privileged "CREATE SUBSCRIPTION"
CREATE /* all */ PUBLICATION p FOR ALL TABLES;
-- expect: privileged "CREATE /* all */ PUBLICATION"
CREATE PUBLICATION p FOR TABLES IN SCHEMA s;
-- expect: privileged "CREATE PUBLICATION"

-- case: what the owner of tables may do
COPY users TO STDOUT;
COPY users FROM PROGRAM 'cat';
SET work_mem = '64MB';
RESET session_replication_role;
CREATE PUBLICATION p FOR TABLE users;

-- case: not a migration
-- query
COPY users FROM '/tmp/users.csv';
