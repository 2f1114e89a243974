-- case: nine
-- query
SELECT 1 FROM shop.a JOIN "B" b ON true JOIN c ON true /* x */ JOIN d ON true JOIN e ON true JOIN f ON true JOIN g ON true JOIN h ON true JOIN größe ON true; SELECT 1;
-- expect: order "JOIN"

-- case: silent
-- query
-- crlf
SELECT 1 FROM a JOIN b ON true JOIN c ON true JOIN d ON true JOIN e ON true JOIN f ON true JOIN g ON true JOIN h ON true;
SELECT 1 FROM a;

-- case: as many as the configuration allows
-- query
-- options: { "maximum": 2 }
SELECT a.x FROM a JOIN b ON b.i = a.i;
SELECT a.x FROM a JOIN b ON b.i = a.i JOIN c ON c.i = a.i;
-- expect: order
