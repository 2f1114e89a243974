-- case: plain, quotes, options
DROP DATABASE shop;
-- expect: dataLoss "DROP DATABASE shop"
drop /* it */ database IF EXISTS "Größe" WITH (FORCE); SELECT 1;
-- expect: dataLoss "drop /* it */ database IF EXISTS "Größe" WITH (FORCE)"

-- case: other things
CREATE DATABASE shop;
ALTER DATABASE shop SET lock_timeout = '5s';
DROP SCHEMA shop;
DROP TABLESPACE fast;
