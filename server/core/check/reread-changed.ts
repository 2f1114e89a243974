import type { CheckRequest, CheckResult } from '../coach';
import type { Segment } from '../document/statement';
import type { Catalogs } from './catalogs';
import type { EndResult } from './end-rules';
import { readStatement, rereadRules, type Reading, type StatementRecord } from './read-statement';
import { writeTheSame } from './same-writes';
import { silent, speakingAfter, speakingIn, type Speaking } from './speaking';
import { StatementNumbers } from './statement-numbers';
import type { Surroundings } from './transaction';

/** The last check of a file; where it was stopped, of the statements that it came to. */
export interface LastCheck {
  readonly request: CheckRequest;
  readonly numbers: StatementNumbers;
  /** The catalogs before the first statement. */
  readonly start: Catalogs;
  readonly records: readonly StatementRecord[];
  readonly speaking: Speaking;
  /** Of the file, one for each record. */
  readonly segments: readonly Segment[];
  readonly around: readonly Surroundings[];
  /** The catalogs after the last statement. */
  readonly after: Catalogs;
  /** The catalogs before the statement that was edited last: the next edit is mostly in the same one. */
  readonly before: { readonly index: number; readonly catalogs: Catalogs } | undefined;
  readonly end: EndResult | undefined;
}

/** What a host keeps for an open document, so that the next check costs what was edited. */
export interface CheckMemory {
  last: LastCheck | undefined;
  /** While a check runs: what it has found in the statements it came to. They keep these findings. */
  soFar?: (() => CheckResult) | undefined;
}

export interface Reread extends Reading, Pick<LastCheck, 'start' | 'after' | 'before' | 'records' | 'speaking'> {
  /** The file changes the database as it did at the last check, statement by statement. */
  readonly sameEffects: boolean;
}

/** A check on its way: `records` and `catalogs` tell how far it is. */
export interface Progress {
  readonly reading: Reading;
  readonly last: LastCheck;
  /** The catalogs before the first statement, and the entries in which they differ from those of the last check. */
  readonly start: Catalogs;
  readonly moved: ReadonlySet<string>;
  /** The first statement that differs. */
  readonly first: number;
  /** The catalogs before it at the last check. */
  readonly before: Catalogs;
  readonly catalogs: Catalogs;
  readonly records: StatementRecord[];
  /** The statements of the last check from here on stand unchanged at the end of the file. */
  oldEnd: number;
}

/** The database before the file, where it is another one than at the last check. */
export interface Moved {
  readonly start: Catalogs;
  readonly changed: ReadonlySet<string>;
}

const unmoved: ReadonlySet<string> = new Set();

/** Finds what differs from the last check: `last` of nothing makes it a check from the beginning. */
export function startReading(reading: Omit<Reading, 'numbers'>, last: LastCheck, moved?: Moved): Progress {
  const { request, around } = reading;
  const { segments } = request.document;
  const { records, around: oldAround, segments: oldSegments } = last;
  // Segments that were not cut again are the same objects: that answers for nearly all without a look at any.
  const same = (old: number, now: number) => oldAround[old] === around[now] && (oldSegments[old] === segments[now] || records[old]?.statement === segments[now]?.statement);
  const shorter = Math.min(records.length, segments.length);
  let first = 0;
  while (first < shorter && same(first, first)) first += 1;
  let tail = 0;
  while (tail < shorter - first && same(records.length - 1 - tail, segments.length - 1 - tail)) tail += 1;
  const oldEnd = records.length - tail;
  const before = catalogsBefore(last, first);
  const numbers = last.numbers.replaced(first, oldEnd, segments.length - tail - first);
  const known = { reading: { ...reading, numbers }, last, first, before, oldEnd };
  if (moved === undefined) return { ...known, start: last.start, moved: unmoved, catalogs: before.fork(), records: records.slice(0, first) };
  return { ...known, start: moved.start, moved: moved.changed, catalogs: moved.start.fork(), records: [] };
}

/** Reads the statements that differ, then only those whose rules or effects read something that became different by them. */
export function* readChanged(progress: Progress): Generator<undefined, Reread> {
  const { reading, last, first, before, catalogs, records, moved } = progress;
  const { request } = reading;
  const end = request.document.segments.length - (last.records.length - progress.oldEnd);
  const isMoved = moved.size > 0;
  if (isMoved) yield* readDependent(progress, last.records.slice(0, first), new Set(moved));
  const finished = { ...reading, start: progress.start, before: { index: first, catalogs: isMoved ? catalogs.fork() : before } };
  if (!isMoved && first === request.document.segments.length && progress.oldEnd === first) return { ...finished, before: last.before, records: last.records, speaking: last.speaking, after: last.after, sameEffects: true };
  const old = before.fork();
  for (const record of last.records.slice(first, progress.oldEnd)) old.redo(record, request.file);
  yield* readUpTo(progress, end);
  let changed = progress.oldEnd === last.records.length ? undefined : catalogs.changedFrom(old);
  while (changed === undefined && progress.oldEnd < last.records.length) {
    // Until both stand in the same transaction again, each statement may mean something else.
    const record = last.records[progress.oldEnd];
    if (record !== undefined) old.redo(record, request.file);
    progress.oldEnd += 1;
    yield* readUpTo(progress, records.length + 1);
    changed = catalogs.changedFrom(old);
  }
  const [removed, added] = [last.records.slice(first, progress.oldEnd), records.slice(first)];
  const same = !isMoved && writeTheSame(removed, added);
  if (changed !== undefined && (changed.size === 0 || same)) {
    // A statement that came into another section or went out of one may count in the history no more.
    const sameEffects = (same && removed.length === added.length && removed.every(({ around }, index) => around === added[index]?.around)) || [...removed, ...added].every(({ effect }) => effect.writes.length === 0);
    // What stands before the edit was not read again either, unless the database before the file is another one.
    const now = records.concat(last.records.slice(progress.oldEnd));
    return { ...finished, records: now, speaking: isMoved ? speakingIn(now) : speakingAfter(last.speaking, progress, records), after: last.after, sameEffects };
  }
  if (changed !== undefined) yield* readDependent(progress, last.records.slice(progress.oldEnd), new Set(changed));
  return { ...finished, records, speaking: speakingIn(records), after: catalogs, sameEffects: false };
}

/** By making the remembered changes again; no statement is read for it. */
function catalogsBefore(last: LastCheck, index: number): Catalogs {
  const known = last.before !== undefined && last.before.index <= index ? last.before : { index: 0, catalogs: last.start };
  const catalogs = known.catalogs.fork();
  for (const record of last.records.slice(known.index, index)) catalogs.redo(record, last.request.file);
  return catalogs;
}

function* readUpTo({ reading: { request, rules, around, numbers }, catalogs, records }: Progress, end: number): Generator<undefined, void> {
  while (records.length < end) {
    records.push(readStatement({ request, rules, around, numbers, catalogs, index: records.length }));
    yield;
  }
}

/** The statements behind an edit that changed the catalog. */
function* readDependent({ reading, catalogs, records }: Progress, unread: readonly StatementRecord[], changed: Set<string>): Generator<undefined, void> {
  for (const record of unread) {
    const toRead = { ...reading, catalogs, index: records.length };
    if (record.effect.dependsOn(changed)) {
      const now = readStatement(toRead);
      for (const entry of [...record.effect.written(), ...now.effect.written()]) changed.add(entry);
      records.push(now);
      yield;
      continue;
    }
    const reads = record.rulesRead.dependsOn(changed);
    records.push(reads ? rereadRules(toRead, record) : record);
    catalogs.redo(record, reading.request.file);
    if (reads) yield;
  }
}

export function isSameSetting(a: CheckRequest, b: CheckRequest): boolean {
  if (a.file !== b.file || a.configuration.pgVersion !== b.configuration.pgVersion || (a.parts === undefined) !== (b.parts === undefined)) return false;
  return isSameMap(a.configuration.levels, b.configuration.levels) && isSameMap(a.configuration.options, b.configuration.options);
}

function isSameMap<T>(a: ReadonlyMap<string, T> | undefined, b: ReadonlyMap<string, T> | undefined): boolean {
  return a === b || ((a?.size ?? 0) === (b?.size ?? 0) && [...(a ?? [])].every(([key, value]) => b?.get(key) === value));
}

/** Before anything was read. */
export function nothingRead(request: CheckRequest, start: Catalogs): LastCheck {
  return { request, start, after: start, numbers: StatementNumbers.none(), records: [], speaking: silent, segments: [], around: [], before: undefined, end: undefined };
}

