import { nameOfWords, type NextVersions } from './next-versions';
import type { SourceFile } from './source-file';
import type { FrameworkName } from './unit';

/** One migration that is to be written. Statements are without their semicolon. */
export interface Migration {
  /** Words for its name. */
  readonly name: string;
  /** Lines for the reader, without `--`. */
  readonly comments: readonly string[];
  readonly up: readonly string[];
  /** What undoes it; empty where nothing is to be undone. */
  readonly down: readonly string[];
  /** It cannot run inside a transaction. One statement then, because several that are sent as one string are a transaction. */
  readonly outside: boolean;
}

/** Where migrations are written, and how. */
export interface Desk {
  readonly framework: FrameworkName;
  readonly folder: string;
  readonly next: NextVersions;
  /** Migrations have a file beside them that undoes them. */
  readonly pairs: boolean;
  readonly lineBreak: string;
}

/** What a framework can do with a migration that must not run inside a transaction: how it is told, or why it cannot be. */
const withoutTransaction: Readonly<Record<FrameworkName, { readonly ok: true } | { readonly ok: false; readonly reason: string }>> = {
  plain: { ok: true }, flyway: { ok: true }, 'golang-migrate': { ok: true }, goose: { ok: true }, dbmate: { ok: true }, sqlx: { ok: true },
  diesel: { ok: true }, prisma: { ok: true }, atlas: { ok: true }, liquibase: { ok: true },
  drizzle: { ok: false, reason: 'Drizzle runs every migration inside a transaction' },
  knex: { ok: false, reason: 'Knex leaves its transaction out only where a JavaScript migration exports that, never for a file of SQL' },
  'node-pg-migrate': { ok: false, reason: 'node-pg-migrate leaves its transaction out only where a JavaScript migration calls pgm.noTransaction(), never for a file of SQL' },
  supabase: { ok: false, reason: 'Supabase sends every migration as one transaction' },
  alembic: { ok: false, reason: 'this file was written by Alembic, and would be written over' },
};

/** Why a framework takes no migrations in several files of SQL; undefined where it does. */
export function reasonAgainstSteps(framework: FrameworkName): string | undefined {
  if (framework === 'drizzle') return 'Drizzle runs all pending migrations in one transaction, so steps in files of their own would still hold each other\'s locks. Deploy each step on its own, made with drizzle-kit generate --custom.';
  if (framework === 'alembic') return 'This file was written by Alembic. Make the steps in revisions of their own, in Python, and write the SQL again.';
  return undefined;
}

/** Why a framework cannot run a migration outside a transaction; undefined where it can. */
export function reasonAgainstOutside(framework: FrameworkName): string | undefined {
  const answer = withoutTransaction[framework];
  return answer.ok ? undefined : `A step must run outside a transaction, and ${answer.reason}.`;
}

/** What somebody who uses the framework must do or know beside the files; sentences. */
export function adviceFor(framework: FrameworkName, outside: boolean): readonly string[] {
  return [
    ...(framework === 'atlas' ? ['Run atlas migrate hash afterwards: atlas.sum does not know the new files.'] : []),
    ...(framework === 'node-pg-migrate' ? ['Run node-pg-migrate with --no-single-transaction, or deploy the steps one by one: it puts all pending migrations into one transaction otherwise.'] : []),
    ...(framework === 'flyway' ? ['Leave flyway.group off: it would put all steps into one transaction.'] : []),
    ...(framework === 'flyway' && outside ? ['Set flyway.postgresql.transactional.lock=false: CREATE INDEX CONCURRENTLY would wait for the transaction in which Flyway keeps its own lock, and never end.'] : []),
    ...(framework === 'plain' && outside ? ['Run the step that says so without a transaction around it, psql without --single-transaction for example.'] : []),
  ];
}

/** The files of one migration, the one that is run first. Paths are absolute. */
export function writeMigration(desk: Desk, migration: Migration, version: string): readonly SourceFile[] {
  const { framework, folder, next, lineBreak } = desk;
  const name = `${version}${next.separator}${nameOfWords(migration.name, framework === 'flyway' ? '_' : next.joiner)}`;
  const file = (path: string, lines: readonly string[]): SourceFile => ({ path: `${folder}/${path}`, text: `${lines.join('\n')}\n`.replaceAll('\n', lineBreak) });
  const up = [...commentLines(migration.comments), ...statementLines(migration.up, framework)];
  const down = downLines(migration, framework);
  const { outside } = migration;
  switch (framework) {
    case 'goose':
      return [file(`${name}.sql`, [...(outside ? ['-- +goose NO TRANSACTION'] : []), '-- +goose Up', ...up, '', '-- +goose Down', ...down])];
    case 'dbmate': {
      const option = outside ? ' transaction:false' : '';
      return [file(`${name}.sql`, [`-- migrate:up${option}`, ...up, '', `-- migrate:down${option}`, ...down])];
    }
    case 'node-pg-migrate':
      return [file(`${name}.sql`, ['-- Up Migration', ...up, '', '-- Down Migration', ...down])];
    case 'diesel':
      return [file(`${name}/up.sql`, up), file(`${name}/down.sql`, down), ...(outside ? [file(`${name}/metadata.toml`, ['run_in_transaction = false'])] : [])];
    case 'prisma':
      return [file(`${name}/migration.sql`, up)];
    case 'golang-migrate':
      return [file(`${name}.up.sql`, up), file(`${name}.down.sql`, down)];
    case 'sqlx': {
      const first = outside ? ['-- no-transaction'] : [];
      return desk.pairs ? [file(`${name}.up.sql`, [...first, ...up]), file(`${name}.down.sql`, [...first, ...down])] : [file(`${name}.sql`, [...first, ...up])];
    }
    case 'flyway': {
      const undo = desk.pairs ? [file(`U${name.slice(1)}.sql`, down)] : [];
      return [file(`${name}.sql`, up), ...(outside ? [file(`${name}.sql.conf`, ['executeInTransaction=false'])] : []), ...undo];
    }
    case 'atlas':
      return [file(`${name}.sql`, [...(outside ? ['-- atlas:txmode none', ''] : []), ...up])];
    default:
      return desk.pairs ? [file(`${name}.up.sql`, up), file(`${name}.down.sql`, down)] : [file(`${name}.sql`, up)];
  }
}

/** A changeset of Liquibase's formatted SQL. */
export function writeChangeset(migration: Migration, id: string): readonly string[] {
  const options = `${migration.outside ? ' runInTransaction:false' : ''}${migration.up.some(isBody) ? ' splitStatements:false' : ''}`;
  const down = migration.down.length === 0 ? ['--rollback empty'] : migration.down.map((statement) => `--rollback ${statement.replaceAll(/^--.*\n/gm, '').replaceAll(/\s*\n\s*/g, ' ')};`);
  return [`--changeset ${id}${options}`, ...commentLines(migration.comments), ...statementLines(migration.up, 'liquibase'), ...down];
}

/** Semicolons inside of it end no statement, which goose must be told. */
export function isBody(statement: string): boolean {
  return /\$[a-z_]*\$/i.test(statement);
}

export function commentLines(comments: readonly string[]): readonly string[] {
  return comments.map((line) => (line === '' ? '--' : `-- ${line}`));
}

export function statementLines(statements: readonly string[], framework: FrameworkName): readonly string[] {
  return statements.flatMap((statement) => {
    const lines = `${statement};`.split('\n');
    return framework === 'goose' && isBody(statement) ? ['-- +goose StatementBegin', ...lines, '-- +goose StatementEnd'] : lines;
  });
}

function downLines({ down }: Migration, framework: FrameworkName): readonly string[] {
  return down.length === 0 ? ['-- There is nothing to undo.'] : statementLines(down, framework);
}
