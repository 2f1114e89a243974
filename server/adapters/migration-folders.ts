import { isDownFile, migrationName, migrationsFolder, nameOf } from '../core/migrations/source-file';

/** Names of folders that frameworks make or advise: Flyway `db/migration`, Rails `db/migrate`, Supabase, Prisma, sqlx, goose and most others `migrations`. */
const folderName = /^(?:migrations?|migrate|db[-_.]?migrations?|sql[-_.]?migrations?|schema[-_.]?migrations?|drizzle)$/i;

/** Names that only a migration has: Flyway's versions, timestamps of fourteen digits, and pairs of up and down. */
const fileName = /^(?:[VU]\d+(?:[._]\d+)*__.*|R__.*|\d{14}[._-].*|\d+[._-].*\.(?:up|down))\.sql$/;

export interface MigrationGroup {
  readonly folder: string;
  readonly paths: readonly string[];
}

/** Folders below that hold the same migrations for another database each. */
const dialectName = /^(?:postgres(?:ql)?|pg|pgsql|psql|cockroach(?:db)?|yugabyte(?:db)?|redshift|mysql|mariadb|sqlite3?|mssql|sqlserver|oracle|h2|hsqldb|db2|clickhouse|duckdb|snowflake|spanner|bigquery)$/i;

/** Picks out of a project's SQL files those that are migrations, one group for each history. */
export function groupByHistory(paths: readonly string[]): readonly MigrationGroup[] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const folder = namedFolder(path) ?? (fileName.test(nameOf(path)) ? migrationsFolder(path) : undefined);
    if (folder !== undefined) groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  return [...groups].flatMap(([folder, members]) => separated({ folder, paths: members }));
}

/** The nearest folder around a file whose name says migrations, or the one in it whose name says for which database. */
function namedFolder(path: string): string | undefined {
  const parts = path.split('/');
  const at = parts.findLastIndex((part, index) => index < parts.length - 1 && folderName.test(part));
  if (at < 0) return undefined;
  const own = at + 2 < parts.length && dialectName.test(parts[at + 1] ?? '') ? at + 2 : at + 1;
  return parts.slice(0, own).join('/');
}

/**
 * Where folders below count their migrations each from its own start (`tenant/0001-a.sql` beside `shared/0001-b.sql`) they are histories of their own.
 * Folders that are numbered themselves (`1.0/001.sql`, `v2/001.sql`) are parts of one.
 */
function separated(group: MigrationGroup): readonly MigrationGroup[] {
  const below = new Map<string, string[]>();
  for (const path of group.paths) {
    const [first = '', ...rest] = path.slice(group.folder.length + 1).split('/');
    // A file beside the folders, or a migration that is a folder: all of it is one history.
    if (rest.length === 0 || migrationName(path) === first || /^v?\d/i.test(first)) return [group];
    below.set(first, [...(below.get(first) ?? []), path]);
  }
  const versions = [...below.values()].map((paths) => new Set(paths.map((path) => `${/^[a-z]?\d+/i.exec(migrationName(path))?.[0] ?? ''}${isDownFile(path) ? ' down' : ''}`)));
  const repeated = versions.some((own, index) => versions.slice(index + 1).some((other) => [...own].some((version) => /\d/.test(version) && other.has(version))));
  return repeated ? [...below].map(([name, paths]) => ({ folder: `${group.folder}/${name}`, paths })) : [group];
}
