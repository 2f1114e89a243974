-- file: 001_users.sql
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
-- query: users.sql
SELECT id FROM users WHERE email = $1;
SELECT id FROM users WHERE email = :email;
SELECT id, email FROM users WHERE id = ANY ($1::bigint[]);
INSERT INTO users (email) VALUES ($1) RETURNING id;
