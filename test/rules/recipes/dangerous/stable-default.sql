-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
-- expect: adding-column-stable-default-info "DEFAULT now()"
