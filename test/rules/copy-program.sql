-- case: both directions
COPY s."T" (a, b) FROM /* x */ PROGRAM 'cat /etc/passwd';
-- expect: runs "PROGRAM"
copy (SELECT 'program' AS program) to program 'gzip > /tmp/x';
-- expect: runs

-- case: files and streams
COPY t FROM '/tmp/program.csv';
COPY t TO STDOUT;
SELECT program FROM t;
