-- case: other names
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_idx;
-- expect: renames "ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_idx"
ALTER TABLE "Crm"."Users" ADD n int, ADD CONSTRAINT /* the key */ "Users_pk" PRIMARY KEY USING INDEX "By id" DEFERRABLE;
-- expect: renames "ADD CONSTRAINT /* the key */ "Users_pk" PRIMARY KEY USING INDEX "By id" DEFERRABLE"

-- case: one name
ALTER TABLE users ADD CONSTRAINT "i" UNIQUE USING INDEX I, ADD UNIQUE USING INDEX j;
ALTER TABLE users ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_new_idx;

-- case: refused, which another rule says
-- history:
CREATE TABLE users (id bigint NOT NULL, email text);
CREATE INDEX plain ON users (email);
CREATE UNIQUE INDEX fine ON users (email);
-- file:
ALTER TABLE users ADD CONSTRAINT one UNIQUE USING INDEX plain;
ALTER TABLE users ADD CONSTRAINT two UNIQUE USING INDEX fine;
-- expect: renames
