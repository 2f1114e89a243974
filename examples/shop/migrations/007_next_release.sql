-- This is the migration you are about to ship. Look at what SQL Coach says before you do.

CREATE INDEX orders_placed_at_idx ON orders (placed_at);

ALTER TABLE orders ADD COLUMN coupon_id bigint;

CREATE TABLE coupons (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE
);

ALTER TABLE orders
  ADD CONSTRAINT orders_coupon_fk FOREIGN KEY (coupon_id) REFERENCES coupons (id);

ALTER TABLE customers ALTER COLUMN country TYPE varchar(2);

ALTER TABLE reviews ALTER COLUMN body SET NOT NULL;

UPDATE orders SET status = 'open';
