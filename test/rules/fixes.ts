import assert from 'node:assert/strict';
import { fixSafely, safeFixes } from '../../server/core/check/safe-fixes';
import { drain } from '../../server/core/coach';
import { rules } from '../../server/core/rules/index';
import { severities, type Finding, type Fix } from '../../server/core/rules/finding';
import { applyEdits, type Edit } from '../../server/core/text/span';

/** Rules that are off unless somebody asks for them. */
const taste = new Set(rules.filter(({ optional }) => optional === true).map(({ id }) => id));

/** Who switches both on has to choose what they ask for. */
const otherTaste: Readonly<Record<string, string>> = { 'fk-explicit-on-delete': 'no-on-delete-cascade' };

export type Findings = (sql: string) => readonly Finding[];

/** Proves of one fix: PostgreSQL reads the text after it, the finding is gone from its place, and nothing as bad has come instead. */
export function proveFix(sql: string, { finding, fix }: { readonly finding: Finding; readonly fix: Fix }, findingsIn: Findings): string {
  const before = findingsIn(sql);
  const text = applyEdits(sql, fix.edits);
  const after = findingsIn(text);
  assert.deepEqual(news(before, after, 'syntax-error').map(({ message }) => message), [], `${fix.title}: parses`);
  const same = ({ rule, messageId }: Finding) => rule === finding.rule && messageId === finding.messageId;
  assert.ok(after.filter(same).length < before.filter(same).length, `${fix.title}: the finding at ${finding.span.start} is gone`);
  const { start, end } = finding.span;
  // Where the fix takes the words out, what follows has their place.
  const gone = fix.edits.some((edit) => edit.text === '' && edit.start <= start && edit.end >= end);
  const place = moved(start, fix.edits);
  assert.deepEqual(gone ? [] : after.filter((other) => same(other) && other.span.start === place), [], `${fix.title}: nothing is found at the same place`);
  const asBad = [...new Set(after.map(({ rule }) => rule))].filter((rule) => rule !== finding.rule && rule !== otherTaste[finding.rule] && (!taste.has(rule) || taste.has(finding.rule))).flatMap((rule) => news(before, after, rule)).filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(finding.severity));
  assert.deepEqual(asBad.map(({ rule, severity, message }) => `${rule} (${severity}): ${message}`), [], `${fix.title}: finds nothing new that is as bad as ${finding.severity}:\n${text}`);
  return text;
}

/** Proves of all safe fixes together: they come to an end, PostgreSQL reads the text, nothing safe is left, and no rule finds more errors or warnings than before. */
export function proveAll(sql: string, findingsIn: Findings): void {
  const before = findingsIn(sql);
  const { text, edits } = drain(fixSafely(sql, before, function* (now) {
    yield undefined;
    return findingsIn(now);
  }));
  assert.equal(applyEdits(sql, edits), text);
  const after = findingsIn(text);
  assert.deepEqual(safeFixes(after), [], `nothing safe is left in:\n${text}`);
  const worse = (list: readonly Finding[]) => list.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  assert.ok(worse(after) <= worse(before), `not less safe:\n${text}`);
  assert.deepEqual(news(before, after, 'syntax-error'), []);
}

/** Findings of a rule that are more than before, message by message. */
function news(before: readonly Finding[], after: readonly Finding[], rule: string): readonly Finding[] {
  const left = before.filter((finding) => finding.rule === rule).map(({ messageId }) => messageId);
  return after.filter((finding) => {
    if (finding.rule !== rule) return false;
    const at = left.indexOf(finding.messageId);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function moved(place: number, edits: readonly Edit[]): number {
  return edits.reduce((sum, { start, end, text }) => (end <= place ? sum + text.length - (end - start) : sum), place);
}
