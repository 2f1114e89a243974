import { compare } from './progress-event';
import type { ProgressEvent } from './progress-event';
import { readEvent } from './read-event';

/** One line of a log. `event` is undefined where a newer version wrote it: the line is kept, but says nothing here. */
export interface LogEntry {
  readonly id: string;
  readonly line: string;
  readonly event: ProgressEvent | undefined;
}

export interface ProgressLog {
  /** One for each id. */
  readonly entries: readonly LogEntry[];
  /** Lines, from 1, that are no events. */
  readonly damaged: readonly number[];
}

/** Reads the text of a log: one event a line, as JSON. */
export function readLog(text: string): ProgressLog {
  const read: LogEntry[] = [];
  const damaged: number[] = [];
  text.replace(/^\uFEFF/, '').split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return;
    const found = readEvent(line);
    if (found === undefined) damaged.push(index + 1);
    else read.push({ id: found.id, line, event: found.event === 'unknown' ? undefined : found.event });
  });
  return { entries: oneForEachId(read), damaged };
}

/** The union of two logs by id, in one order whichever comes first. */
export function mergeLogs(one: readonly LogEntry[], other: readonly LogEntry[]): readonly LogEntry[] {
  return oneForEachId([...one, ...other]).toSorted((a, b) => compare(timeOf(a), timeOf(b)) || compare(a.id, b.id));
}

export function eventsOf(entries: readonly LogEntry[]): readonly ProgressEvent[] {
  return entries.flatMap(({ event }) => (event === undefined ? [] : [event]));
}

/** Lines of the second log that the first does not have: what an import adds. */
export function newEntries(known: readonly LogEntry[], other: readonly LogEntry[]): readonly LogEntry[] {
  const ids = new Set(known.map(({ id }) => id));
  return other.filter(({ id }) => !ids.has(id));
}

export function logText(entries: readonly LogEntry[]): string {
  return entries.map(({ line }) => `${line}\n`).join('');
}

/** Where two lines have the same id, the same one wins on every machine. */
function oneForEachId(entries: readonly LogEntry[]): readonly LogEntry[] {
  const byId = new Map<string, LogEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known === undefined || entry.line < known.line) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

function timeOf({ event }: LogEntry): string {
  return event?.time ?? '';
}
