-- file: 001_role.sql
CREATE ROLE shop LOGIN PASSWORD 'secret';
-- expect: create-role-password-literal "'secret'"
