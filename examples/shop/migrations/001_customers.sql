CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  country text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO customers (email, name, country, created_at)
SELECT 'customer' || n || '@example.com',
       'Customer ' || n,
       (ARRAY['AT', 'DE', 'FR', 'IT', 'PL'])[1 + n % 5],
       timestamptz '2026-01-01' + n * interval '1 hour'
FROM generate_series(1, 500) AS n;
