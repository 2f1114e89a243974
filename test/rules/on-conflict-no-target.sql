-- case: several keys
-- query
-- history:
CREATE TABLE shop.users (id bigint PRIMARY KEY, "Email" text UNIQUE, größe int);
CREATE UNIQUE INDEX users_g ON shop.users (größe) WHERE größe > 0;
-- file:
INSERT INTO shop.users (id, "Email") VALUES (1, $1) ON CONFLICT DO NOTHING;
-- expect: anyConflict "ON CONFLICT"
INSERT INTO shop.users AS u SELECT 1 on /* x */ conflict do nothing RETURNING id; SELECT 1;
-- expect: anyConflict

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE tags (name text PRIMARY KEY UNIQUE);
CREATE UNIQUE INDEX ON tags (name);
CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE);
-- file:
INSERT INTO tags (name) VALUES ('a') ON CONFLICT DO NOTHING;
INSERT INTO users (email) VALUES ('a') ON CONFLICT DO NOTHING;
INSERT INTO unknown (name) VALUES ('a') ON CONFLICT DO NOTHING;
INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO NOTHING;
INSERT INTO users (id) VALUES (1) ON CONFLICT ON CONSTRAINT users_pkey DO NOTHING;
INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET email = 'x';
