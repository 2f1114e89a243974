import { migrationsFolder, nameOf } from '../core/migrations/source-file';

/** Names of folders that frameworks make or advise: Flyway `db/migration`, Rails `db/migrate`, Supabase, Prisma, sqlx, goose and most others `migrations`. */
const folderName = /^(?:migrations?|migrate|db[-_.]?migrations?|sql[-_.]?migrations?|schema[-_.]?migrations?|drizzle)$/i;

/** Names that only a migration has: Flyway's versions, timestamps of fourteen digits, and pairs of up and down. */
const fileName = /^(?:[VU]\d+(?:[._]\d+)*__.*|R__.*|\d{14}[._-].*|\d+[._-].*\.(?:up|down))\.sql$/;

export interface MigrationGroup {
  readonly folder: string;
  readonly paths: readonly string[];
}

/** Picks out of a project's SQL files those that are migrations, one group for each history. */
export function groupByHistory(paths: readonly string[]): readonly MigrationGroup[] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const folder = namedFolder(path) ?? (fileName.test(nameOf(path)) ? migrationsFolder(path) : undefined);
    if (folder !== undefined) groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  return [...groups].map(([folder, members]) => ({ folder, paths: members }));
}

/** The nearest folder around a file whose name says migrations. */
function namedFolder(path: string): string | undefined {
  const parts = path.split('/');
  const at = parts.findLastIndex((part, index) => index < parts.length - 1 && folderName.test(part));
  return at < 0 ? undefined : parts.slice(0, at + 1).join('/');
}
