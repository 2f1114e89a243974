-- case: a pair without its other half
-- framework: golang-migrate
-- history: 1_a.up.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- history: 1_a.down.sql
DROP TABLE a;
-- file: 2_b.up.sql
CREATE TABLE b (id bigint PRIMARY KEY);
-- expect: file "CREATE"
CREATE TABLE c (id bigint PRIMARY KEY);

-- case: a pair
-- framework: golang-migrate
-- file: 1_a.up.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- later: 1_a.down.sql
DROP TABLE a;

-- case: one file without a way back
-- framework: goose
/* first */ create table "A" (id bigint PRIMARY KEY);
-- expect: section "create"

-- case: a section that says why
-- framework: dbmate
-- migrate:up
CREATE TABLE a (id bigint PRIMARY KEY);
-- migrate:down transaction:false
-- The rows cannot be brought back.

-- case: a section that says nothing
-- framework: dbmate
-- migrate:up
CREATE TABLE a (id bigint PRIMARY KEY);
-- expect: section "CREATE"
-- migrate:down

-- case: a tool that has none
-- framework: prisma
CREATE TABLE a (id bigint PRIMARY KEY);

-- case: the way back itself
-- down
-- framework: goose
DROP TABLE a;
