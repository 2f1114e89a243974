-- case: UUIDs and times
CREATE TABLE s."T" (a text DEFAULT gen_random_uuid(), "B" varchar(36) DEFAULT public.uuid_generate_v4()::text NOT NULL, c text DEFAULT CURRENT_TIMESTAMP, d TEXT DEFAULT now(), e text DEFAULT (CURRENT_DATE)::varchar /* x */);
-- expect: asText "text"
-- expect: asText "varchar(36)"
-- expect: asText "text"
-- expect: asText "TEXT"
-- expect: asText "text"

-- case: other defaults, other types
CREATE TABLE t (a uuid DEFAULT gen_random_uuid(), b text DEFAULT 'now', c text DEFAULT to_char(now(), 'YYYY'), d text DEFAULT 'id-' || gen_random_uuid(), e timestamptz DEFAULT now(), f text, jwt_secret varchar DEFAULT gen_random_uuid(), g text DEFAULT CURRENT_USER, h text DEFAULT md5(now()::text));

-- case: ADD COLUMN
ALTER TABLE t ADD a text DEFAULT gen_random_uuid();
-- expect: asText "text"
