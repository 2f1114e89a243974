-- case: plain, schemas, quotes, comments
DROP TRIGGER t ON orders;
-- expect: locks "DROP TRIGGER t ON orders"
SELECT 1; drop trigger "T" /* x */ on "Shop"."Orders" cascade;
-- expect: locks "drop trigger "T" /* x */ on "Shop"."Orders" cascade"

-- case: new tables, event triggers, other things
CREATE TABLE fresh (id int);
DROP TRIGGER t ON fresh;
DROP EVENT TRIGGER e;
DROP TABLE orders;
CREATE OR REPLACE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
