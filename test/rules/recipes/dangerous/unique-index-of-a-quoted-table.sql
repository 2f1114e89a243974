-- file: 001_tables.sql
CREATE SCHEMA "Sales";
CREATE TABLE "Sales"."Orders" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Number" text NOT NULL);
-- file: 002_index.sql, each
SET lock_timeout = '2s';
CREATE UNIQUE INDEX "Orders_Number_key" ON "Sales"."Orders" ("Number");
-- expect: require-concurrent-index-creation "CREATE UNIQUE INDEX"
