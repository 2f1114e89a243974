import type { PlacedStatement, Statement } from '../core/document/statement';
import type { Finding } from '../core/rules/finding';

/** A finding that stands, or stood before the statement became unreadable while the user types. */
interface Standing {
  readonly rule: string;
  readonly lesson: string | undefined;
  /** The statement as it was when the finding was made. */
  readonly text: string;
  readonly tag: string;
}

interface State {
  readonly statements: readonly PlacedStatement[];
  /** By index of the statement. */
  readonly standing: ReadonlyMap<number, readonly Standing[]>;
}

export interface Repair {
  readonly rule: string;
  readonly lesson: string | undefined;
}

/** A checked document: statements, what was found, and whether a comment ignores a rule for a statement. */
export interface Checked {
  readonly statements: readonly PlacedStatement[];
  readonly findings: readonly Finding[];
  readonly ignored: (rule: string, statement: number) => boolean;
}

/**
 * Watches one document and tells which findings an edit inside their statement made disappear. A statement that was deleted or
 * replaced by another kind, a comment that ignores, and changes elsewhere (configuration, other files) are no repairs.
 */
export class RepairWatch {
  #state: State | undefined;

  /** Takes the next checked state of the document. */
  next(checked: Checked): readonly Repair[] {
    const before = this.#state;
    const standing = standingOf(checked);
    const repairs: Repair[] = [];
    const placeNow = before === undefined ? () => undefined : counterparts(before.statements, checked.statements);
    for (const [index, older] of before?.standing ?? []) {
      const now = placeNow(index);
      const statement = now === undefined ? undefined : checked.statements[now]?.statement;
      if (now === undefined || statement === undefined) continue;
      for (const one of older) {
        if ((standing.get(now) ?? []).some(({ rule }) => rule === one.rule)) continue;
        if (statement.error !== undefined) standing.set(now, [...(standing.get(now) ?? []), one]);
        else if (statement.text !== one.text && tagOf(statement) === one.tag && !checked.ignored(one.rule, now)) repairs.push({ rule: one.rule, lesson: one.lesson });
      }
    }
    this.#state = { statements: checked.statements, standing };
    return repairs;
  }
}

function standingOf({ statements, findings }: Checked): Map<number, readonly Standing[]> {
  const standing = new Map<number, readonly Standing[]>();
  let index = 0;
  // Findings come sorted by place.
  for (const { rule, lesson, span } of findings) {
    while (index < statements.length && (statements[index]?.full.end ?? 0) < span.start) index++;
    const placed = statements[index];
    if (placed === undefined || placed.span.start > span.start || placed.statement.error !== undefined) continue;
    const entry = { rule, lesson, text: placed.statement.text, tag: tagOf(placed.statement) };
    standing.set(index, [...(standing.get(index) ?? []), entry]);
  }
  return standing;
}

function tagOf({ tree }: Statement): string {
  return tree === undefined ? '' : (Object.keys(tree)[0] ?? '');
}

/** Tells where a statement is now: statements are one object per text, so equal ends of both lists are found by identity. */
function counterparts(before: readonly PlacedStatement[], after: readonly PlacedStatement[]): (index: number) => number | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head]?.statement === after[head]?.statement) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail]?.statement === after[after.length - 1 - tail]?.statement) tail++;
  const [changedBefore, changedAfter] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const matched = changedBefore.length === changedAfter.length ? undefined : matchByStart(changedBefore, changedAfter);
  return (index) => {
    if (index < head) return index;
    if (index >= before.length - tail) return index + after.length - before.length;
    if (matched === undefined) return index;
    const position = matched[index - head];
    return position === undefined ? undefined : position + head;
  };
}

/** Among lists of different length, the statement that starts with the same words is the same one, in order. */
function matchByStart(before: readonly PlacedStatement[], after: readonly PlacedStatement[]): readonly (number | undefined)[] {
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
