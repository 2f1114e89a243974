CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled');

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  status order_status NOT NULL DEFAULT 'open',
  placed_at timestamptz NOT NULL,
  total numeric(12, 2) NOT NULL
);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);

INSERT INTO orders (customer_id, status, placed_at, total)
SELECT 1 + n % 500,
       (ARRAY['open', 'paid', 'shipped', 'shipped'])[1 + n % 4]::order_status,
       timestamptz '2026-02-01' + n * interval '10 minutes',
       5 + n % 400
FROM generate_series(1, 20000) AS n;
