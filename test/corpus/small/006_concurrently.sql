CREATE INDEX CONCURRENTLY invoices_due ON billing.invoices (due);
REINDEX INDEX CONCURRENTLY billing.invoices_due;
DROP INDEX CONCURRENTLY billing.invoices_due;
VACUUM (ANALYZE) accounts;
VACUUM FULL page_views;
ANALYZE accounts;
CREATE UNIQUE INDEX CONCURRENTLY broken ON accounts ((1));
DROP INDEX CONCURRENTLY broken;
