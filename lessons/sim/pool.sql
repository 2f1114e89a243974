-- A pool of k servers with one bounded queue, in whole ticks. Limits of this model: arrivals do not react to slowness (nobody retries or gives up),
-- servers are equally fast and never fail, and switching between requests costs nothing.
CREATE SCHEMA IF NOT EXISTS sim;

-- Pseudo-random numbers from 0 to 1 (1 excluded): element n of the sequence of a seed. A mix of two multiplications, so neighbours differ; no state.
CREATE FUNCTION sim.rand(seed bigint, n bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ((((x # (x >> 15)) * 73244475) & 4294967295) % 1000003) / 1000003.0::double precision
  FROM (SELECT ((seed * 48271 + n) * 69621 + 12345) & 2147483647 AS x)
$$;

-- What became of each request of the last run.
CREATE TABLE sim.request (
  id integer PRIMARY KEY,
  arrived integer NOT NULL,
  started integer,
  finished integer,
  rejected boolean NOT NULL DEFAULT false
);

-- Runs requests through the pool. `gap` and `service` are mean ticks between two arrivals and of the work of one request; both vary from 0.5 to 1.5 times.
-- A request that finds `queue` others waiting is rejected at once. The same arguments always give the same rows.
CREATE FUNCTION sim.pool(seed integer, servers integer, queue integer, gap double precision, service double precision, requests integer DEFAULT 10000)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  free_at double precision[] := array_fill(0.0::double precision, ARRAY[greatest(servers, 1)]);
  starts double precision[] := array_fill(0.0::double precision, ARRAY[greatest(queue, 1)]);
  clock double precision := 0;
  accepted integer := 0;
  best integer;
  start double precision;
BEGIN
  IF servers < 1 OR queue < 0 OR gap <= 0 OR service <= 0 OR requests NOT BETWEEN 1 AND 100000 THEN
    RAISE EXCEPTION 'sim.pool needs servers >= 1, queue >= 0, gap > 0, service > 0 and 1 to 100000 requests' USING ERRCODE = '22023';
  END IF;
  TRUNCATE sim.request;
  FOR i IN 1 .. requests LOOP
    clock := clock + gap * (0.5 + sim.rand(seed, 2 * i));
    best := 1;
    FOR s IN 2 .. servers LOOP
      IF free_at[s] < free_at[best] THEN best := s; END IF;
    END LOOP;
    start := greatest(clock, free_at[best]);
    -- Requests start in the order of their arrival: the queue is full while the one accepted `queue` places before still waits.
    IF start > clock AND (queue = 0 OR (accepted >= queue AND starts[1 + (accepted % queue)] > clock)) THEN
      INSERT INTO sim.request VALUES (i, round(clock), NULL, NULL, true);
      CONTINUE;
    END IF;
    free_at[best] := start + service * (0.5 + sim.rand(seed, 2 * i + 1));
    IF queue > 0 THEN starts[1 + (accepted % queue)] := start; END IF;
    accepted := accepted + 1;
    INSERT INTO sim.request VALUES (i, round(clock), round(start), round(free_at[best]), false);
  END LOOP;
END $$;

-- One row: shares in percent, times in ticks. `waited` is the mean wait, `p50`, `p95`, `p99` are of the whole time from arrival to end.
CREATE VIEW sim.pool_metrics AS
SELECT count(*) AS requests,
       round(100.0 * count(*) FILTER (WHERE rejected) / greatest(count(*), 1), 2) AS rejected_percent,
       round(avg(started - arrived), 1) AS waited,
       percentile_disc(0.50) WITHIN GROUP (ORDER BY finished - arrived) AS p50,
       percentile_disc(0.95) WITHIN GROUP (ORDER BY finished - arrived) AS p95,
       percentile_disc(0.99) WITHIN GROUP (ORDER BY finished - arrived) AS p99,
       round(1000.0 * count(finished) / nullif(max(finished), 0), 2) AS finished_per_1000_ticks
FROM sim.request;
