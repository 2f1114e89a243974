-- case: casts, defaults
BEGIN;
ALTER TYPE mood ADD VALUE 'calm';
SELECT 'calm';
SELECT 'calm'::text, /* now */ 'calm'::mood;
-- expect: unsafe "'calm'"
COMMIT;

-- case: columns that the history knows
-- transaction: one
-- history:
CREATE TYPE mood AS ENUM ('happy');
CREATE TABLE days (id int, "theMood" mood, note text);
-- file:
ALTER TYPE mood ADD VALUE 'calm' AFTER 'happy';
INSERT INTO days (id, note) VALUES (1, 'calm');
UPDATE days SET note = 'calm' WHERE note = 'calm';
UPDATE days SET "theMood" = 'calm' WHERE id = 1;
-- expect: unsafe "'calm'"

-- case: an insert without columns
-- transaction: one
-- history:
CREATE TYPE app.mood AS ENUM ('happy');
CREATE TABLE days (id int, mood app.mood, note text);
-- file:
ALTER TYPE app.mood ADD VALUE 'calm';
INSERT INTO days VALUES (1, 'happy', 'calm');
INSERT INTO days VALUES (1, 'calm', 'happy');
-- expect: unsafe "'calm'"

-- case: a condition, a new default
-- transaction: one
-- history:
CREATE TYPE mood AS ENUM ('happy');
CREATE TABLE days (id int, mood mood);
-- file:
ALTER TYPE mood ADD VALUE 'calm'; ALTER TYPE mood ADD VALUE 'tired';
SELECT id FROM days WHERE mood IN ('happy', 'calm');
-- expect: unsafe "'calm'"
ALTER TABLE days ALTER COLUMN mood SET DEFAULT 'tired';
-- expect: unsafe "'tired'"

-- case: committed in between
BEGIN;
ALTER TYPE mood ADD VALUE 'calm';
COMMIT;
BEGIN;
SELECT 'calm'::mood;
COMMIT;

-- case: each by itself, or not known
-- transaction: each
ALTER TYPE mood ADD VALUE 'calm';
SELECT 'calm'::mood;

-- case: a renamed value, another type, a value that was there
-- transaction: one
-- history:
CREATE TYPE mood AS ENUM ('happy', 'sad');
-- file:
ALTER TYPE mood RENAME VALUE 'happy' TO 'glad';
SELECT 'glad'::mood;
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad';
SELECT 'sad'::mood;
ALTER TYPE mood ADD VALUE 'calm';
SELECT 'calm'::weather, 'calm'::other.mood;
CREATE FUNCTION f() RETURNS mood LANGUAGE sql AS $$ SELECT 'calm'::mood $$;

-- case: a new type
-- transaction: one
CREATE TYPE mood AS ENUM ('happy');
ALTER TYPE mood ADD VALUE 'calm';
SELECT 'calm'::mood;

-- case: a new type, before 17
-- transaction: one
-- pg-version: 16
CREATE TYPE mood AS ENUM ('happy');
ALTER TYPE mood ADD VALUE 'calm';
SELECT 'calm'::mood;
-- expect: unsafe "'calm'"
