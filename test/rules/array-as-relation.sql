-- case: keys
CREATE TABLE s."T" (id bigint PRIMARY KEY, tag_ids bigint[], "userIds" uuid[] /* x */ NOT NULL, a_id int ARRAY[3]);
-- expect: unchecked "bigint[]"
-- expect: unchecked "uuid[]"
-- expect: unchecked "int ARRAY[3]"
ALTER TABLE t ADD COLUMN b_ids int4[];
-- expect: unchecked "int4[]"

-- case: other lists
CREATE TABLE t (id bigint PRIMARY KEY, tags text[], scores int[], bids int[], external_ids text[]);
