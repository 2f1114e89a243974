-- case: pairs
CREATE TABLE s."C" (id bigint PRIMARY KEY, commentable_type text, commentable_id bigint NOT NULL, "ownerType" varchar(20), "ownerId" uuid);
-- expect: unchecked
-- expect: unchecked

-- case: added later
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, target_type text);
-- file:
ALTER TABLE t ADD COLUMN target_id bigint;
-- expect: unchecked

-- case: other pairs, checked pairs
CREATE TABLE a (id bigint PRIMARY KEY, event_type text, event_id bigint, mime_type text);
CREATE TABLE b (id bigint PRIMARY KEY, owner_type text, owner_id bigint REFERENCES owners (id));
CREATE TABLE c (id bigint PRIMARY KEY, owner_id bigint, target_type text);
CREATE TABLE d (subject_id uuid PRIMARY KEY, subject_type text);
CREATE TABLE e (id bigint PRIMARY KEY, object_type text, object_id text);
CREATE TEMP TABLE f (target_type text, target_id bigint);

-- case: a foreign key behind
CREATE TABLE a (id bigint PRIMARY KEY, owner_type text, owner_id bigint);
ALTER TABLE a ADD CONSTRAINT o FOREIGN KEY (owner_id) REFERENCES owners (id);

-- case: dropped again
CREATE TABLE a (id bigint PRIMARY KEY, owner_type text, owner_id bigint);
ALTER TABLE a DROP COLUMN owner_id;
