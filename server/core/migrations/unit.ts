/**
 * How a file is run.
 * `one`: everything in one transaction (a framework that wraps the file, or a file sent as one string).
 * `each`: every statement commits by itself unless the file says BEGIN.
 * `unknown`: nobody told us; claims that need a transaction stay silent.
 */
export type TransactionMode = 'one' | 'each' | 'unknown';

/** Which part of a migration a range of a file is. `down` parts are linted on their own and do not count for the history. */
export interface MigrationPart {
  readonly direction: 'up' | 'down';
  readonly start: number;
  readonly end: number;
  readonly transaction: TransactionMode;
}

/** One file of the migration history. */
export interface MigrationFile {
  readonly path: string;
  readonly parts: readonly MigrationPart[];
}

export type FrameworkName =
  | 'plain' | 'flyway' | 'golang-migrate' | 'goose' | 'dbmate' | 'sqlx' | 'diesel' | 'prisma'
  | 'drizzle' | 'knex' | 'node-pg-migrate' | 'supabase' | 'atlas' | 'liquibase' | 'alembic';
