-- case: random keys
CREATE TABLE s."T" (id uuid DEFAULT gen_random_uuid() PRIMARY KEY);
-- expect: scattered "gen_random_uuid()"
CREATE TABLE u ("Id" UUID NOT NULL DEFAULT public . uuid_generate_v4 ( ), CONSTRAINT k PRIMARY KEY ("Id"));
-- expect: scattered "public . uuid_generate_v4 ( )"

-- case: before PostgreSQL 18
-- pg-version: 17
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
-- expect: scatteredBefore18

-- case: in order, not a key, part of a key
CREATE TABLE a (id uuid PRIMARY KEY DEFAULT uuidv7());
CREATE TABLE b (id bigint PRIMARY KEY, token uuid DEFAULT gen_random_uuid());
CREATE TABLE c (id uuid DEFAULT gen_random_uuid(), tenant int, PRIMARY KEY (tenant, id));
CREATE TABLE d (id uuid PRIMARY KEY);
