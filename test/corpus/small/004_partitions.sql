CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, account_id bigint, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_2029 PARTITION OF events FOR VALUES FROM ('2029-01-01') TO ('2030-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_2030 (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
INSERT INTO events SELECT n, '2029-01-01', 1, 'seen' FROM generate_series(1, 50) n;
ALTER TABLE events ATTACH PARTITION events_2030 FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
CREATE INDEX events_account ON events (account_id);
ALTER TABLE events ADD COLUMN source text DEFAULT 'web';
ALTER TABLE events ADD PRIMARY KEY (id, at);
ALTER TABLE events ADD FOREIGN KEY (account_id) REFERENCES accounts (id);
ALTER TABLE events DETACH PARTITION events_2030;
DROP TABLE events_rest;
ALTER TABLE events DETACH PARTITION events_2029 CONCURRENTLY;
CREATE TABLE people (name text);
CREATE TABLE staff (salary numeric) INHERITS (people);
ALTER TABLE people ADD COLUMN born date;
ALTER TABLE staff NO INHERIT people;
CREATE TABLE measures (day date NOT NULL, value int) PARTITION BY RANGE (day);
CREATE FUNCTION add_measures(first date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE %I PARTITION OF measures FOR VALUES FROM (%L) TO (%L)', 'measures_' || to_char(first, 'YYYYMMDD'), first, first + 1);
END;
$$;
SELECT add_measures(CURRENT_DATE);
ALTER TABLE measures ADD COLUMN unit text;
CREATE INDEX measures_value ON measures (value);
DO $$ BEGIN
  ALTER TABLE events ADD COLUMN parent_id bigint REFERENCES accounts (id);
EXCEPTION WHEN duplicate_column THEN NULL;
END $$;
DROP TABLE measures;
