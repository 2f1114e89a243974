import type { FindingGroup } from '../core/check/finding-groups';
import type { Document, Segment, Statement } from '../core/document/statement';
import type { Fix } from '../core/rules/finding';
import { applyEdits } from '../core/text/span';

/** A finding that stands, or stood before the statement became unreadable while the user types. */
interface Standing {
  readonly rule: string;
  readonly lesson: string | undefined;
  /** The statement as it was when the finding was made. */
  readonly text: string;
  readonly tag: string;
  /** Its quick fixes; none once the statement was edited step by step. */
  readonly fixes: readonly Fix[];
}

interface State {
  readonly document: Document;
  readonly groups: readonly FindingGroup[];
  /** Findings of statements that cannot be read at the moment, from before. */
  readonly waiting: ReadonlyMap<Segment, readonly Standing[]>;
}

export interface Repair {
  readonly rule: string;
  readonly lesson: string | undefined;
  /** `quick fix`: one edit left exactly what a quick fix of the finding writes. */
  readonly by: 'hand' | 'quick fix';
}

/** A checked document: what was found in its statements, and whether a comment ignores a rule for a statement. */
export interface Checked {
  readonly document: Document;
  readonly groups: readonly FindingGroup[];
  readonly ignored: (rule: string, statement: number) => boolean;
}

/**
 * Watches one document and tells which findings an edit inside their statement made disappear. A statement that was deleted or
 * replaced by another kind, a comment that ignores, and changes elsewhere (configuration, other files) are no repairs.
 * It looks at the statements that were edited only.
 */
export class RepairWatch {
  #state: State | undefined;

  /** Takes the next checked state of the document. */
  next({ document, groups, ignored }: Checked): readonly Repair[] {
    const before = this.#state;
    const waiting = new Map(before?.waiting);
    this.#state = { document, groups, waiting };
    if (before === undefined) return [];
    const edited = editedBetween(before.document.segments, document.segments);
    const older = standingOf(before, edited.first, edited.oldEnd);
    const newer = standingOf({ document, groups, waiting: new Map() }, edited.first, edited.end);
    const repairs: Repair[] = [];
    const placeNow = counterparts(before.document.segments.slice(edited.first, edited.oldEnd), document.segments.slice(edited.first, edited.end));
    for (const [place, stood] of older) {
      const gone = before.document.segments[edited.first + place];
      if (gone !== undefined) waiting.delete(gone);
      const now = placeNow(place);
      const segment = now === undefined ? undefined : document.segments[edited.first + now];
      if (now === undefined || segment === undefined) continue;
      const { statement } = segment;
      const missing = stood.filter((one) => !(newer.get(now) ?? []).some(({ rule }) => rule === one.rule));
      if (missing.length > 0 && statement.error !== undefined) waiting.set(segment, missing.map((one) => ({ ...one, fixes: [] })));
      else for (const one of missing) if (statement.text !== one.text && tagOf(statement) === one.tag && !ignored(one.rule, edited.first + now)) repairs.push({ rule: one.rule, lesson: one.lesson, by: wroteFix(one, statement.text) ? 'quick fix' : 'hand' });
    }
    return repairs;
  }
}

/** Where two lists differ: segments that an edit did not touch are the same objects. */
function editedBetween(before: readonly Segment[], after: readonly Segment[]): { readonly first: number; readonly oldEnd: number; readonly end: number } {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first++;
  let tail = 0;
  while (tail < shorter - first && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { first, oldEnd: before.length - tail, end: after.length - tail };
}

/** What stands in the segments from `first` to before `end`, by their place after `first`. */
function standingOf({ document: { segments, starts }, groups, waiting }: State, first: number, end: number): ReadonlyMap<number, readonly Standing[]> {
  const places = new Map<number, number>();
  const standing = new Map<number, readonly Standing[]>();
  for (let index = first; index < end; index++) {
    const segment = segments[index];
    if (segment === undefined) continue;
    places.set((starts[index] ?? 0) + segment.span.start, index - first);
    const waits = waiting.get(segment);
    if (waits !== undefined) standing.set(index - first, waits);
  }
  for (const { start, findings } of groups) {
    const place = places.get(start);
    const statement = place === undefined ? undefined : segments[first + place]?.statement;
    if (place === undefined || statement === undefined || statement.error !== undefined) continue;
    // A finding of the file itself counts from the file's start, where a statement may stand too.
    const found = findings.filter(({ span }) => span.start < statement.text.length).map(({ rule, lesson, fixes }): Standing => ({ rule, lesson, fixes, text: statement.text, tag: tagOf(statement) }));
    standing.set(place, [...(standing.get(place) ?? []), ...found]);
  }
  return standing;
}

/** Whether the statement now reads as one of the fixes writes it; what a fix adds after the statement is another one. */
function wroteFix({ fixes, text: before }: Standing, now: string): boolean {
  return fixes.some(({ edits }) => edits.every(({ start, end }) => start >= 0 && end <= before.length) && applyEdits(before, edits).trimStart().startsWith(now.trim()));
}

function tagOf({ tree }: Statement): string {
  return tree === undefined ? '' : (Object.keys(tree)[0] ?? '');
}

/** Tells where each of the edited statements is now. */
function counterparts(before: readonly Segment[], after: readonly Segment[]): (place: number) => number | undefined {
  if (before.length === after.length) return (place) => place;
  const matched = matchByStart(before, after);
  return (place) => matched[place];
}

/** Among lists of different length, the statement that starts with the same words is the same one, in order. */
function matchByStart(before: readonly Segment[], after: readonly Segment[]): readonly (number | undefined)[] {
  const places = new Map<string, number[]>();
  for (const [index, { statement }] of after.entries()) {
    const words = firstWords(statement);
    const known = places.get(words);
    if (known === undefined) places.set(words, [index]);
    else known.push(index);
  }
  for (const list of places.values()) list.reverse();
  let from = 0;
  return before.map(({ statement }) => {
    const candidates = places.get(firstWords(statement)) ?? [];
    let found = candidates.pop();
    while (found !== undefined && found < from) found = candidates.pop();
    if (found !== undefined) from = found + 1;
    return found;
  });
}

function firstWords({ text }: Statement): string {
  return text.trim().split(/\s+/, 2).join(' ').toLowerCase();
}
