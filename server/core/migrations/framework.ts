import { folderOf, migrationName, nameOf, type SideFiles, type SourceFile } from './source-file';
import type { FrameworkName } from './unit';

interface Sign {
  readonly framework: FrameworkName;
  /** Whether one migration looks like one of the framework. */
  readonly matches: (file: SourceFile, sides: SideFiles) => boolean;
}

/** From the surest sign to the weakest: what a file says of itself, then files beside it, then its name. */
const signs: readonly Sign[] = [
  { framework: 'goose', matches: ({ text }) => /^\s*--\s*\+goose\s+up\b/im.test(text) },
  { framework: 'dbmate', matches: ({ text }) => /^\s*--\s*migrate:up\b/im.test(text) },
  { framework: 'liquibase', matches: ({ text }) => /^\s*--\s*liquibase formatted sql\b|^[ \t]*--[ \t]*changeset[ \t]+\S+:\S/im.test(text) },
  { framework: 'node-pg-migrate', matches: ({ text }) => /^\s*--\s*up migration\b/im.test(text) },
  { framework: 'alembic', matches: ({ text }) => /^-- Running (?:upgrade|downgrade)\b/m.test(text) && /\balembic_version\b/.test(text) },
  { framework: 'drizzle', matches: ({ path, text }, sides) => sides.has(`${folderOf(path)}/meta/_journal.json`) || /-->\s*statement-breakpoint/.test(text) },
  { framework: 'flyway', matches: ({ path }) => /^(?:[VUB]\d+(?:[._]\d+)*__|R__).*\.sql$/.test(nameOf(path)) },
  { framework: 'prisma', matches: ({ path }) => nameOf(path) === 'migration.sql' },
  { framework: 'diesel', matches: ({ path }) => /^(?:up|down)\.sql$/.test(nameOf(path)) },
  // Atlas also keeps the sums of files that golang-migrate runs, and checks them: `atlas:nolint` is no sign of who runs them.
  { framework: 'atlas', matches: ({ path, text }, sides) => (sides.has(`${folderOf(path)}/atlas.sum`) && !isPair(path)) || /^--\s*atlas:(?:txmode|delimiter|checkpoint|sum|import)\b/m.test(text) },
  { framework: 'supabase', matches: ({ path }) => /(?:^|\/)supabase\/migrations\/\d+_[^/]*\.sql$/.test(path) },
  { framework: 'sqlx', matches: ({ path, text }, sides) => text.startsWith('-- no-transaction') || isOfProject(path, sides, ['Cargo.toml', /^\s*(?:sqlx\b|\[[\w.-]*dependencies\.sqlx\])/m]) },
  { framework: 'golang-migrate', matches: ({ path }) => isPair(path) },
  { framework: 'node-pg-migrate', matches: ({ path }, sides) => isOfProject(path, sides, ['package.json', /"node-pg-migrate"\s*:/]) },
  { framework: 'knex', matches: ({ path }, sides) => isOfProject(path, sides, ['package.json', /"knex"\s*:/]) },
];

/** A sign of this many files is enough even where most others have none: an opt-out of sqlx or Atlas stands in few files. */
const rareSigns: ReadonlySet<FrameworkName> = new Set(['sqlx', 'atlas', 'drizzle', 'alembic']);

/**
 * Finds out which framework runs a folder of migrations. `plain` where nothing tells.
 * A sign counts where at least half of the files have it, one that only some files can have counts at once.
 */
export function detectFramework(files: readonly SourceFile[], sides: SideFiles = new Map()): FrameworkName {
  for (const { framework, matches } of signs) {
    const found = files.filter((file) => matches(file, sides)).length;
    if (found > 0 && (found * 2 >= files.length || rareSigns.has(framework))) return framework;
  }
  return 'plain';
}

function isPair(path: string): boolean {
  return /^\d+_.*\.(?:up|down)\.sql$/.test(nameOf(path));
}

function isOfProject(path: string, sides: SideFiles, [name, dependency]: readonly [string, RegExp]): boolean {
  const root = migrationName(path) === nameOf(path) ? folderOf(path) : folderOf(folderOf(path));
  const manifest = sides.get(`${folderOf(root)}/${name}`);
  return manifest !== undefined && dependency.test(manifest);
}
