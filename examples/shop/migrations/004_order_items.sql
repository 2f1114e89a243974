CREATE TABLE order_items (
  order_id bigint NOT NULL REFERENCES orders (id),
  line integer NOT NULL,
  product_id bigint NOT NULL REFERENCES products (id),
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, line)
);

INSERT INTO order_items (order_id, line, product_id, quantity)
SELECT o, l, 1 + (o * 7 + l) % 200, 1 + (o + l) % 4
FROM generate_series(1, 20000) AS o, generate_series(1, 2) AS l;
