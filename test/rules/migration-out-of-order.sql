-- case: the same number
-- framework: diesel
-- history: 2024-01-01-120000_a/up.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- file: 20240101120000_b/up.sql
CREATE TABLE b (id bigint PRIMARY KEY);
-- expect: duplicate "CREATE"
CREATE TABLE c (id bigint PRIMARY KEY);

-- case: the same migration for one kind of database
-- framework: golang-migrate
-- history: 7_a.up.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- file: 7_a.postgres.up.sql
CREATE TABLE b (id bigint PRIMARY KEY);

-- case: Flyway
-- framework: flyway
-- history: V1.2__a.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- history: R__views.sql
SELECT 1;
-- file: V1.2.0__b.sql
CREATE TABLE b (id bigint PRIMARY KEY);
-- expect: duplicate "CREATE"

-- case: the first of the two says nothing
-- framework: goose
-- file: 00001_a.sql
CREATE TABLE b (id bigint PRIMARY KEY);
-- later: 1_b.sql
CREATE TABLE a (id bigint PRIMARY KEY);

-- case: a digit is missing
-- framework: supabase
-- history: 2024010112000_d.sql
SELECT 1;
-- history: 20240101120000_a.sql
SELECT 1;
-- history: 20240201120000_b.sql
SELECT 1;
-- file: 20240301120000_c.sql
CREATE TABLE b (id bigint PRIMARY KEY);

-- case: a digit is missing, here
-- framework: supabase
-- file: 2024030112000_c.sql
CREATE TABLE b (id bigint PRIMARY KEY);
-- expect: digits "CREATE"
-- later: 20240101120000_a.sql
SELECT 1;
-- later: 20240201120000_b.sql
SELECT 1;
-- later: 20240202120000_d.sql
SELECT 1;

-- case: meant to be the first
-- framework: supabase
-- file: 00_init.sql
CREATE TABLE b (id bigint PRIMARY KEY);
-- later: 20240101120000_a.sql
SELECT 1;
-- later: 20240201120000_b.sql
SELECT 1;
-- later: 20240202120000_d.sql
SELECT 1;

-- case: numbers that count up, and the way back
-- framework: golang-migrate
-- history: 8_a.up.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- history: 8_a.down.sql
DROP TABLE a;
-- history: 9_a.up.sql
SELECT 1;
-- file: 10_b.up.sql
CREATE TABLE b (id bigint PRIMARY KEY);

-- case: names are what counts
-- framework: prisma
-- history: 20240101120000_a/migration.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- file: 20240101120000_b/migration.sql
CREATE TABLE b (id bigint PRIMARY KEY);

-- case: nobody knows the tool
-- history: 1_a.sql
CREATE TABLE a (id bigint PRIMARY KEY);
-- file: 1_b.sql
CREATE TABLE b (id bigint PRIMARY KEY);
