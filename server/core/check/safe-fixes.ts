import type { Finding, Fix } from '../rules/finding';
import { allEdits, editText, unedited } from '../text/edited-text';
import type { Edit } from '../text/span';

/** Fixing makes new fixes possible, such as those that stood too close to another; more rounds than this mean that two rules disagree. */
const mostRounds = 20;

/** What the safe fixes of a text made of it. */
export interface FixedText {
  readonly text: string;
  /** From the text before to the text after; in order, none touches another. */
  readonly edits: readonly Edit[];
  /** How many fixes were made. */
  readonly count: number;
}

/** The safe fixes that can be made together, one for each finding: of two that touch the same text, the first. */
export function safeFixes(findings: readonly Finding[]): readonly Fix[] {
  const fixes: Fix[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ kind }) => kind === 'safe');
    if (fix !== undefined && fixes.every((other) => !touch(fix, other))) fixes.push(fix);
  }
  return fixes;
}

/** Also where they only meet: which of two insertions comes first would be chance. */
function touch(a: Fix, b: Fix): boolean {
  return a.edits.some((edit) => b.edits.some((other) => edit.end >= other.start && other.end >= edit.start));
}

/**
 * Makes the safe fixes of a text, and of what they leave, until there is none. `check` yields where its host may breathe.
 * A round after which PostgreSQL would reject more than before is taken back and is the last.
 */
export function* fixSafely(text: string, first: readonly Finding[], check: (text: string) => Generator<undefined, readonly Finding[]>): Generator<undefined, FixedText> {
  let edited = unedited(text);
  let findings = first;
  let count = 0;
  for (let round = 0; round < mostRounds; round++) {
    const fixes = safeFixes(findings);
    if (fixes.length === 0) break;
    const next = editText(edited, fixes.flatMap(({ edits }) => edits));
    const found = yield* check(next.text);
    if (rejected(found) > rejected(findings)) break;
    edited = next;
    findings = found;
    count += fixes.length;
  }
  return { text: edited.text, edits: allEdits(edited, text.length), count };
}

function rejected(findings: readonly Finding[]): number {
  return findings.filter(({ rule }) => rule === 'syntax-error').length;
}
