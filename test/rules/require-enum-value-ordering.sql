-- case: the last value is known
-- history:
CREATE TYPE shop."State" AS ENUM ('new', 'isn''t paid');
-- file:
ALTER TYPE shop."State" ADD VALUE IF NOT EXISTS 'packed' /* soon */;
-- expect: last "'packed'"

-- case: it is not known
ALTER TYPE state ADD VALUE 'packed';
-- expect: last "'packed'"

-- case: said, renamed
ALTER TYPE state ADD VALUE 'packed' BEFORE 'shipped';
ALTER TYPE state ADD VALUE 'packed' AFTER 'paid';
ALTER TYPE state RENAME VALUE 'a' TO 'b';

-- case: undone
-- down
ALTER TYPE state ADD VALUE 'packed';
