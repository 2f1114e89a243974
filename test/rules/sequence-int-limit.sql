-- case: small types
CREATE SEQUENCE s."Q" AS INTEGER START 5;
-- expect: ends "INTEGER"
CREATE SEQUENCE IF NOT EXISTS q START WITH 1 NO MAXVALUE NO CYCLE AS /* x */ smallint;
-- expect: ends "smallint"

-- case: large, bounded, or round
CREATE SEQUENCE a;
CREATE SEQUENCE b AS bigint;
CREATE SEQUENCE c AS int MAXVALUE 100;
CREATE SEQUENCE d AS int CYCLE;
CREATE SEQUENCE e AS int INCREMENT -1;
CREATE TEMP SEQUENCE f AS int;

-- case: down
-- down
CREATE SEQUENCE a AS int;
