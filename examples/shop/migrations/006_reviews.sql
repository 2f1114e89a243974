CREATE TABLE reviews (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES products (id),
  customer_id bigint NOT NULL REFERENCES customers (id),
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  body text
);
CREATE INDEX reviews_product_id_idx ON reviews (product_id);
