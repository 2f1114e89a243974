-- case: nothing comes back
-- query
INSERT INTO shop.tags (name) VALUES ('a') ON CONFLICT (name) DO NOTHING RETURNING id;
-- expect: noRow "RETURNING"
INSERT INTO "Tags" ("Größe") SELECT 'returning' on conflict do nothing /* x */ returning *; SELECT 1;
-- expect: noRow "returning"

-- case: silent
-- query
-- crlf
INSERT INTO tags (name) VALUES ('a') ON CONFLICT (name) DO NOTHING;
INSERT INTO tags (name) VALUES ('a') ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id;
INSERT INTO tags (name) VALUES ('a') RETURNING id;
