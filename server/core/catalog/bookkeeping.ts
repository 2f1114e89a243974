/** Tables in which migration frameworks keep which migrations have run: they make them themselves, so a history that names one is no less complete. */
export const bookkeeping: ReadonlySet<string> = new Set([
  '__diesel_schema_migrations', '_sqlx_migrations', '_prisma_migrations', 'schema_migrations', 'goose_db_version', 'flyway_schema_history', 'alembic_version', 'knex_migrations', 'pgmigrations',
]);
