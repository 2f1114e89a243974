import type { QualifiedName } from '../catalog/model';
import type { DatabaseError } from '../database';
import type { HistoryFile } from '../migrations/history';
import { blockedBy, lockName } from '../effects/describe';
import { lockModes, type LockMode } from '../effects/lock-mode';
import { formatName } from '../sql/names';
import { indexLines, positionAt, type LineIndex, type Position } from '../text/line-index';
import type { TracedStatement } from './model';

/** A rehearsal for readers: plain data, names as they are written, lines and characters from 0. */
export interface RehearsalReport {
  /** One sentence: how many ran and failed, and the strongest lock. */
  readonly summary: string;
  /** `embedded PostgreSQL 18, after 12 migrations` */
  readonly source: string;
  readonly statements: readonly RehearsedStatement[];
  /** Statements of the migrations before it that failed, so that what follows may differ from a real database. */
  readonly problems: readonly ReplayProblem[];
  /** What is to be known to read the rest right. */
  readonly notes: readonly string[];
}

export interface ReplayProblem {
  /** Absolute path. */
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface RehearsedStatement {
  readonly kind: 'observed' | 'unwatched' | 'failed' | 'skipped';
  readonly place: Position;
  /** As it was run, to find it again after an edit. */
  readonly text: string;
  /** The strongest first. */
  readonly locks: readonly RehearsedLock[];
  readonly rewrites: readonly string[];
  readonly scans: readonly string[];
  readonly creates: readonly string[];
  readonly drops: readonly string[];
  /** Milliseconds; undefined where it did not run to its end. */
  readonly duration: number | undefined;
  /** Why it failed or was skipped; empty otherwise. */
  readonly message: string;
  /** Detail and hint of PostgreSQL. */
  readonly more: readonly string[];
  /** Where PostgreSQL points to. */
  readonly errorPlace: Position | undefined;
  /** How this differs from what the lens predicts. */
  readonly differences: readonly string[];
}

export interface RehearsedLock {
  readonly relation: string;
  /** As the manual names it: `ACCESS EXCLUSIVE`. */
  readonly mode: string;
  /** What others cannot do meanwhile. */
  readonly blocks: string;
  /** Made by the same file: nobody else knows it yet. */
  readonly own: boolean;
}

export interface Rehearsed {
  readonly file: HistoryFile;
  readonly statements: readonly TracedStatement[];
  readonly source: string;
  readonly problems: readonly ReplayProblem[];
  readonly notes: readonly string[];
}

export function rehearsalReport({ file, statements, source, problems, notes }: Rehearsed): RehearsalReport {
  const lines = indexLines(file.document.text);
  const made = new Set<string>();
  const rows = statements.map((traced) => {
    const row = rowOf(traced, lines, made);
    if ('observed' in traced.outcome) for (const name of traced.outcome.observed.creates) made.add(keyOf(name));
    return row;
  });
  return { summary: summaryOf(rows), source, statements: rows, problems, notes: [...notes, ...ownNotes(file, rows)] };
}

function rowOf({ placed, outcome, differences }: TracedStatement, lines: LineIndex, made: ReadonlySet<string>): RehearsedStatement {
  const observed = 'observed' in outcome ? outcome.observed : undefined;
  const error = outcome.kind === 'failed' ? outcome.error : undefined;
  return {
    kind: outcome.kind,
    place: positionAt(lines, placed.span.start),
    text: placed.statement.text,
    locks: (observed?.locks ?? []).toSorted((a, b) => strength(b.mode) - strength(a.mode)).map(({ relation, mode }) => ({
      relation: shown(relation), mode: lockName(mode), blocks: blockedBy(mode), own: made.has(keyOf(relation)),
    })),
    rewrites: (observed?.rewrites ?? []).map(shown),
    scans: (observed?.scans ?? []).map(shown),
    creates: (observed?.creates ?? []).map(shown),
    drops: (observed?.drops ?? []).map(shown),
    duration: observed?.duration,
    message: error?.message ?? (outcome.kind === 'skipped' ? outcome.reason : ''),
    more: error === undefined ? [] : extras(error),
    errorPlace: error?.offset === undefined ? undefined : positionAt(lines, placed.span.start + error.offset),
    differences: differences.map(({ message }) => message),
  };
}

function extras({ detail, hint }: DatabaseError): readonly string[] {
  return [detail, hint].filter((text) => text !== undefined);
}

function summaryOf(rows: readonly RehearsedStatement[]): string {
  const count = (...kinds: readonly RehearsedStatement['kind'][]) => rows.filter(({ kind }) => kinds.includes(kind)).length;
  const [ran, failed, skipped] = [count('observed', 'unwatched'), count('failed'), count('skipped')];
  const counts = [
    ran === 0 ? 'No statement ran' : `${plural(ran, 'statement')} ran`, ...(failed === 0 ? [] : [`${failed} failed`]), ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ].join(', ');
  const differing = rows.filter(({ differences }) => differences.length > 0).length;
  return [counts, strongestLock(rows), ...(differing === 0 ? [] : [`${plural(differing, 'difference')} to the prediction`])].filter((part) => part !== '').join('; ');
}

function strongestLock(rows: readonly RehearsedStatement[]): string {
  const held = rows.flatMap(({ locks, duration }) => locks.flatMap((lock) => (lock.own ? [] : [{ ...lock, duration: duration ?? 0 }])));
  const order = lockModes.map(lockName);
  const [worst, ...others] = held.toSorted((a, b) => order.indexOf(b.mode) - order.indexOf(a.mode) || b.duration - a.duration);
  if (worst === undefined) return rows.some(({ kind }) => kind === 'observed') ? 'nothing that others use was locked' : '';
  const relations = new Set([worst, ...others].filter(({ mode }) => mode === worst.mode).map(({ relation }) => relation));
  const more = relations.size > 1 ? ` and ${plural(relations.size - 1, 'more table')}` : '';
  return `strongest lock: ${worst.mode} on ${worst.relation}${more}`;
}

function ownNotes({ parts }: HistoryFile, rows: readonly RehearsedStatement[]): readonly string[] {
  const wrapped = parts.some(({ direction, transaction }) => direction === 'up' && transaction === 'one');
  if (parts.length > 0 && parts.every(({ direction }) => direction === 'down')) return ['The file holds only the way down; a rehearsal runs the way up.'];
  const locking = rows.filter(({ locks }) => locks.some(({ own }) => !own)).length > 0;
  return [
    'Times are those of a database that holds only what the migrations insert. On a real one, what scans or rewrites takes as long as the table is large.',
    ...(wrapped && locking && rows.length > 1 ? ['The file is deployed in one transaction: every lock is held until its end, and not only as long as its statement runs.'] : []),
    ...(rows.some(({ kind }) => kind === 'unwatched') ? ['What PostgreSQL runs only outside of a transaction has let go of its locks before anyone can look; those are not listed.'] : []),
  ];
}

function shown({ schema, name }: QualifiedName): string {
  return formatName(schema === 'public' ? { name } : { schema, name });
}

function keyOf({ schema, name }: QualifiedName): string {
  return `${schema}\u0000${name}`;
}

function strength(mode: LockMode): number {
  return lockModes.indexOf(mode);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
