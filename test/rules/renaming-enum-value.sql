-- case: plain, schemas, quotes
ALTER TYPE order_state RENAME VALUE 'sent' TO 'shipped';
-- expect: breaks "ALTER TYPE order_state RENAME VALUE 'sent' TO 'shipped'"
alter type "Sales"."State" /* it's */ rename value 'größe' to 'it''s'; SELECT 1;
-- expect: breaks "alter type "Sales"."State" /* it's */ rename value 'größe' to 'it''s'"

-- case: new, other things
CREATE TYPE a AS ENUM ('x', 'y');
ALTER TYPE public.a RENAME VALUE 'x' TO 'z';
ALTER TYPE b ADD VALUE 'x';
ALTER TYPE b RENAME TO c;

-- case: the way down
-- down
ALTER TYPE order_state RENAME VALUE 'shipped' TO 'sent';
