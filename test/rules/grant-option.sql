-- case: with the option
GRANT SELECT ON s."T" TO bob, "Alice" WITH /* x */ GRANT OPTION;
-- expect: passesOn "WITH /* x */ GRANT OPTION"
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO bob with grant option;
-- expect: passesOn "with grant option"

-- case: without, for administrators, or taken back
GRANT SELECT ON t TO bob;
GRANT SELECT ON t TO app_owner WITH GRANT OPTION;
REVOKE GRANT OPTION FOR SELECT ON t FROM bob;
GRANT bob TO alice WITH ADMIN OPTION;
