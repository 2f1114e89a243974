import type { Document } from '../document/statement';
import { readPiece } from '../sql/split';
import { folderOf, isDownFile, isForAnotherDatabase, nameOf, type SideFiles, type SourceFile } from './source-file';
import type { FrameworkName, MigrationPart, TransactionMode } from './unit';

/** How a framework sends what it runs. */
interface Runner {
  /** Around each migration unless the file says otherwise. */
  readonly transaction: TransactionMode;
  /** The file, or a file beside it, asks for no transaction. */
  readonly optsOut: (file: SourceFile, sides: SideFiles) => boolean;
  /** Sent as one string: without a transaction around it, several statements are still one implicit transaction. */
  readonly oneString: boolean;
}

const neverOptsOut = (): boolean => false;
const textSays = (pattern: RegExp) => ({ text }: SourceFile): boolean => pattern.test(text);

/** Statements that Flyway itself takes out of its transaction. */
const flywayWithout = /^\s*(?:(?:create|drop)\s+(?:unique\s+)?index\s+concurrently|reindex\b.*\bconcurrently|vacuum|alter\s+system|(?:create|drop)\s+(?:database|tablespace|subscription))\b/im;

const runners: Readonly<Record<FrameworkName, Runner>> = {
  plain: { transaction: 'unknown', optsOut: neverOptsOut, oneString: false },
  flyway: {
    transaction: 'one', oneString: false,
    optsOut: ({ path, text }, sides) => /^\s*executeInTransaction\s*=\s*false\b/im.test(sides.get(`${path}.conf`) ?? '') || flywayWithout.test(text),
  },
  'golang-migrate': { transaction: 'each', optsOut: neverOptsOut, oneString: true },
  goose: { transaction: 'one', optsOut: textSays(/^\s*--\s*\+goose\s+no\s+transaction\b/im), oneString: false },
  dbmate: { transaction: 'one', optsOut: neverOptsOut, oneString: true },
  sqlx: { transaction: 'one', optsOut: ({ text }) => text.startsWith('-- no-transaction'), oneString: true },
  diesel: {
    transaction: 'one', oneString: true,
    optsOut: ({ path }, sides) => /^\s*run_in_transaction\s*=\s*false\b/m.test(sides.get(`${folderOf(path)}/metadata.toml`) ?? ''),
  },
  prisma: { transaction: 'each', optsOut: neverOptsOut, oneString: true },
  drizzle: { transaction: 'one', optsOut: neverOptsOut, oneString: false },
  knex: { transaction: 'one', optsOut: neverOptsOut, oneString: false },
  'node-pg-migrate': { transaction: 'one', optsOut: neverOptsOut, oneString: true },
  supabase: { transaction: 'one', optsOut: neverOptsOut, oneString: false },
  atlas: { transaction: 'one', optsOut: textSays(/^\s*--\s*atlas:txmode\s+none\b/m), oneString: false },
  liquibase: { transaction: 'one', optsOut: neverOptsOut, oneString: false },
  alembic: { transaction: 'each', optsOut: neverOptsOut, oneString: false },
};

/** Files in the folders of these frameworks that have another name are never run. */
const runNames: Readonly<Partial<Record<FrameworkName, RegExp>>> = {
  flyway: /^(?:[VUB]\d+(?:[._]\d+)*|R)__.*\.sql$/,
  'golang-migrate': /^\d+_.*\.(?:up|down)\.sql$/,
  diesel: /^(?:up|down)\.sql$/,
  prisma: /^(?:migration|down)\.sql$/,
};

/** A marker line and what begins with it. */
interface Marker {
  readonly start: number;
  readonly direction: MigrationPart['direction'];
  readonly optsOut: boolean;
}

const sections: Readonly<Partial<Record<FrameworkName, RegExp>>> = {
  goose: /^[ \t]*--[ \t]*\+goose[ \t]+(up|down)\b.*$/gim,
  dbmate: /^[ \t]*--[ \t]*migrate:(up|down)\b.*$/gim,
  'node-pg-migrate': /^[ \t]*--[ \t]*(up|down) migration\b.*$/gim,
  liquibase: /^[ \t]*--[ \t]*(changeset)[ \t]+\S+.*$/gim,
  alembic: /(?:^BEGIN;\s*)?^-- Running (upgrade|downgrade)\b.*$/gm,
};

const asksForNone = /\b(?:transaction:false|runInTransaction:false)\b/i;

/**
 * The parts of a migration file and how each is run. `configured` replaces what the framework does by default; what a file says of itself stays.
 * A file that the framework never runs has no part. Text before the first marker belongs to no part: the framework does not run it. Alembic's output is a plain script, all of it counts.
 */
export function migrationParts(framework: FrameworkName, file: SourceFile, { sides = new Map(), configured }: PartOptions = {}): readonly MigrationPart[] {
  if (runNames[framework]?.test(nameOf(file.path)) === false || isForAnotherDatabase(file.path)) return [];
  const runner = runners[framework];
  const optsOut = runner.optsOut(file, sides);
  const found = markers(framework, file.text);
  const whole: Marker = { start: 0, direction: isDownFile(file.path) ? 'down' : 'up', optsOut: false };
  const starts = found.length > 0 ? found : [whole];
  return starts.map((marker, position): MigrationPart => {
    const span = { start: marker.start, end: starts[position + 1]?.start ?? file.text.length };
    const optedOut = optsOut || marker.optsOut;
    const transaction = optedOut ? 'each' : (configured ?? runner.transaction);
    const asOneString = transaction === 'each' && runner.oneString && (optedOut || configured === undefined);
    const implicit = asOneString && hasSeveralStatements(file.text.slice(span.start, span.end));
    return { direction: marker.direction, ...span, transaction: implicit ? 'one' : transaction };
  });
}

/** What a text must have in it to be a marker, or to say something of how its file is run. */
const telling = /--[ \t]*(?:\+goose|migrate:|(?:up|down)\s+migration|changeset|running|atlas:|no-transaction)|\b(?:concurrently|vacuum|alter\s+system|database|tablespace|subscription)\b/i;

/** The parts of a file after an edit that moves them only; undefined where the file must be read again, because the edit touched what tells of parts or how they are run. */
export function movedParts(parts: readonly MigrationPart[], before: Document, after: Document): readonly MigrationPart[] | undefined {
  const [old, now] = [before.segments, after.segments];
  // One statement more may make an implicit transaction.
  if (old.length !== now.length || before.end.text !== after.end.text) return undefined;
  let first = 0;
  while (first < old.length && old[first] === now[first]) first += 1;
  let end = old.length;
  while (end > first && old[end - 1] === now[end - 1]) end -= 1;
  // A marker may stand on the line where the edited statement ends, or begin in the statement before it.
  const touched = (document: Document) => document.segments.slice(Math.max(0, first - 1), end + 1).some(({ text }) => telling.test(text));
  if (first < end && (touched(before) || touched(after) || (end === old.length && telling.test(after.end.text)))) return undefined;
  const edited = before.starts[end] ?? 0;
  const by = after.length - before.length;
  const moved = (offset: number) => (offset >= edited ? offset + by : offset);
  // A part that began inside of an edited segment would have a marker there, unless it is the beginning of the file.
  return by === 0 ? parts : parts.map((part) => ({ ...part, start: part.start === 0 ? 0 : moved(part.start), end: moved(part.end) }));
}

export interface PartOptions {
  readonly sides?: SideFiles;
  readonly configured?: TransactionMode | undefined;
}

function markers(framework: FrameworkName, text: string): readonly Marker[] {
  const pattern = sections[framework];
  if (!pattern) return [];
  return [...text.matchAll(pattern)].map((match, position): Marker => ({
    start: framework === 'alembic' && position === 0 ? 0 : match.index,
    direction: /^down/i.test(match[1] ?? '') ? 'down' : 'up',
    optsOut: asksForNone.test(match[0]),
  }));
}

function hasSeveralStatements(text: string): boolean {
  const first = readPiece(text, undefined).piece;
  return first !== undefined && readPiece(text, first).piece !== undefined;
}
