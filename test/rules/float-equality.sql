-- case: floating point
-- query
-- history:
CREATE TABLE shop.rates (id bigint PRIMARY KEY, rate real, "Größe" double precision, n numeric);
-- file:
SELECT id FROM shop.rates WHERE rate = 0.1;
-- expect: rounded "rate = 0.1"
SELECT r.id FROM shop.rates r JOIN x ON x.v /* x */ = r."Größe"; SELECT 1;
-- expect: rounded

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE rates (id bigint PRIMARY KEY, rate real, n numeric);
-- file:
SELECT id FROM rates WHERE rate = 1 AND n = 0.1 AND rate > 0.1;
SELECT id FROM unknown WHERE rate = 0.1;
