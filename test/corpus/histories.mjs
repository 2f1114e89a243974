// Histories of real projects that the trace is compared with. They are no part of this repository: `npm run corpus` brings them.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const histories = [
  { name: 'lemmy', repository: 'LemmyNet/lemmy', folder: 'migrations' },
  { name: 'crates', repository: 'rust-lang/crates.io', folder: 'migrations' },
];

/** Where they lie: `$SQL_COACH_CORPUS`, else a folder of the user's cache. */
export function corpusFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return process.env.SQL_COACH_CORPUS || join(cache, 'sql-coach', 'corpus');
}

export function migrationsOf({ name, folder }) {
  return join(corpusFolder(), name, folder);
}

/** Those that nobody has brought. */
export function absentHistories() {
  return histories.filter((history) => !existsSync(migrationsOf(history)));
}
