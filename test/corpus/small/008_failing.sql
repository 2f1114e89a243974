CREATE TABLE before_failure (id int);
ALTER TABLE missing_table ADD COLUMN x int;
CREATE TABLE shape (outline geometry);
CREATE INDEX shape_outline ON shape (outline);
SELEC 1;
INSERT INTO accounts (email, name) VALUES (:'email', 'x');
ALTER TABLE before_failure ADD COLUMN after_failure text;
CREATE TRIGGER watch BEFORE INSERT ON __diesel_schema_migrations FOR EACH ROW EXECUTE FUNCTION touch();
