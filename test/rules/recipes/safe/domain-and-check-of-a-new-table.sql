-- file: 001_people.sql
CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%_@_%');
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email email_address NOT NULL,
  born date CHECK (born > '1900-01-01'),
  UNIQUE (email)
);
