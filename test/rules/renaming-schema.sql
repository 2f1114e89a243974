-- case: plain, quotes
ALTER SCHEMA shop RENAME TO store;
-- expect: breaks "ALTER SCHEMA shop RENAME TO store"
alter schema "Größe" /* now */ rename to "B"; SELECT 1;
-- expect: breaks "alter schema "Größe" /* now */ rename to "B""

-- case: new, other things
CREATE SCHEMA a;
ALTER SCHEMA a RENAME TO b;
ALTER SCHEMA c OWNER TO d;
ALTER DATABASE e RENAME TO f;

-- case: the way down
-- down
ALTER SCHEMA store RENAME TO shop;
