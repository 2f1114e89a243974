-- case: not trusted, and trusted
CREATE EXTENSION /* for maps */ postgis;
-- expect: privileged "CREATE EXTENSION /* for maps */ postgis"
create extension if not exists "vector" with schema public;
-- expect: privileged "create extension if not exists "vector""
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
-- expect: placed "CREATE EXTENSION IF NOT EXISTS "uuid-ossp""

-- case: with its schema, a language
CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA extensions;
CREATE EXTENSION plperl;

-- case: undone
-- down
CREATE EXTENSION postgis;
