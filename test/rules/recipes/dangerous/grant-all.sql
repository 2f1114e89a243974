-- file: 001_reports.sql
CREATE TABLE reports (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
CREATE ROLE reader NOLOGIN;
GRANT ALL ON reports TO reader;
-- expect: grant-all "ALL"
