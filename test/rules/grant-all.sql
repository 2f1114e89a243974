-- case: once for a file
GRANT ALL ON s."T" TO bob, postgres;
-- expect: all "ALL"
GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA s TO bob;
GRANT all ON SCHEMA s TO bob;

-- case: schemas, databases, default privileges
ALTER DEFAULT PRIVILEGES FOR ROLE x IN SCHEMA s GRANT /* everything */ ALL ON TABLES TO bob;
-- expect: all "ALL"

-- case: a database
SELECT 1; GRANT ALL ON DATABASE d TO bob;
-- expect: all

-- case: chosen privileges, administrators, single privileges, PUBLIC
GRANT SELECT, INSERT ON t TO bob;
GRANT ALL ON t TO postgres, CURRENT_USER, app_owner, service_role;
GRANT ALL ON FUNCTION f() TO bob;
GRANT ALL ON SEQUENCE q TO bob;
GRANT ALL ON TYPE y TO bob;
GRANT ALL ON t TO PUBLIC;
GRANT bob TO alice;
REVOKE ALL ON t FROM bob;

-- case: down
-- down
GRANT ALL ON t TO bob;
