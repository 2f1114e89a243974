-- The safe way to a column that must be filled: nullable first, then a check that is validated later.
ALTER TABLE orders ADD COLUMN shipped_at timestamptz;

ALTER TABLE orders
  ADD CONSTRAINT orders_shipped_after_placed CHECK (shipped_at >= placed_at) NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_shipped_after_placed;
