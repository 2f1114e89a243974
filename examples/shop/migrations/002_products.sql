CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  price numeric(10, 2) NOT NULL CHECK (price >= 0),
  description text
);

INSERT INTO products (name, price, description)
SELECT 'Product ' || n, 1 + n % 90, repeat('About product ' || n || '. ', 20)
FROM generate_series(1, 200) AS n;
