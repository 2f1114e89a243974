/** A text that belongs to a migration history: a migration, or a side file that says how migrations are run. */
export interface SourceFile {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Texts of the side files that exist, by path. */
export type SideFiles = ReadonlyMap<string, string>;

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Names of migrations that are a folder: `up.sql` and `down.sql` of Diesel, `migration.sql` of Prisma and Drizzle. */
const folderMigration = /^(?:up|down|migration)\.sql$/i;

/** The name that orders a migration: its file's, or its folder's where every migration is a folder. */
export function migrationName(path: string): string {
  return folderMigration.test(nameOf(path)) ? nameOf(folderOf(path)) : nameOf(path);
}

/** The folder that holds all migrations of which `path` is one. */
export function migrationsFolder(path: string): string {
  const folder = folderOf(path);
  return folderMigration.test(nameOf(path)) ? folderOf(folder) : folder;
}

/** Paths of the files that may say how a migration is run or ordered. Most of them do not exist. */
export function sideFilesOf(path: string): readonly string[] {
  const root = migrationsFolder(path);
  const project = folderOf(root);
  const inFolder = folderMigration.test(nameOf(path)) ? [`${folderOf(path)}/metadata.toml`] : [`${path}.conf`];
  return [
    ...inFolder,
    `${root}/meta/_journal.json`, `${root}/atlas.sum`, `${root}/migration_lock.toml`,
    `${project}/diesel.toml`, `${project}/Cargo.toml`, `${project}/package.json`,
  ];
}

/** Whether a change of `path` may change how migrations are run or ordered. */
export function isSideFile(path: string): boolean {
  const name = nameOf(path);
  return /\.sql\.conf$/i.test(name) || ['metadata.toml', 'atlas.sum', 'migration_lock.toml', 'diesel.toml', 'Cargo.toml', 'package.json'].includes(name)
    || path.endsWith('/meta/_journal.json');
}

/** Whether the name says that the file undoes a migration. */
export function isDownFile(path: string): boolean {
  const name = nameOf(path);
  return /(?:^|[._-])(?:down|undo|rollback|revert)\.sql$/i.test(name) || /^U[\d._]+__.*\.sql$/.test(name);
}

/** Whether the name says that the file is run on databases other than PostgreSQL: `20240101_a.mysql.up.sql`. */
export function isForAnotherDatabase(path: string): boolean {
  return /\.(?:mysql|mariadb|sqlite3?|cockroach(?:db)?|mssql|sqlserver|oracle|h2|clickhouse)(?:\.(?:up|down|do|undo))?\.sql$/i.test(nameOf(path));
}
