-- case: roles and mappings
CREATE ROLE bob LOGIN PASSWORD 'secret';
-- expect: plain "'secret'"
CREATE USER "Bob" WITH ENCRYPTED PASSWORD /* x */ 'secret' VALID UNTIL 'infinity';
-- expect: plain "'secret'"
ALTER ROLE bob PASSWORD E'md5c3824ca1d0b0bc5b8c8fbd3a7a3ccd1d';
-- expect: plain
ALTER USER bob SET work_mem = '1MB';
CREATE USER MAPPING FOR bob SERVER s OPTIONS (user 'a', password 'b');
-- expect: plain "'b'"

-- case: none, a verifier, something else
CREATE ROLE bob LOGIN;
ALTER ROLE bob PASSWORD NULL;
ALTER ROLE bob PASSWORD '';
ALTER ROLE bob PASSWORD 'SCRAM-SHA-256$4096:abc$def:ghi';
CREATE TABLE t (id bigint PRIMARY KEY, password text DEFAULT 'secret');

-- case: a placeholder
-- query
CREATE ROLE bob PASSWORD :'password';
CREATE ROLE bob PASSWORD '${DB_PASSWORD}';
CREATE ROLE bob PASSWORD '{{ password }}';
CREATE ROLE bob PASSWORD '<password>';
