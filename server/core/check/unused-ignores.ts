import type { Document } from '../document/statement';
import { nearest } from '../rules/nearest';
import type { FixDraft, RegisteredRule, Report } from '../rules/rule';
import type { RuleSet } from '../rules/run';
import type { Ignore } from '../rules/suppress';

/** Reports of comments that ignore nothing. One for a rule that is switched off is left alone: it will be needed again. */
export function* unusedIgnoreReports(
  unused: readonly Ignore[],
  document: Pick<Document, 'text'>,
  rules: RuleSet,
  off: (rule: string) => boolean,
): Generator<{ readonly rule: RegisteredRule; readonly report: Report }> {
  const rule = rules.find('unused-ignore');
  if (rule === undefined) return;
  for (const ignore of unused) {
    if (off(ignore.rule)) continue;
    const known = rules.find(ignore.rule) !== undefined;
    const near = known ? undefined : nearest(ignore.rule, rules.rules.map(({ id }) => id));
    yield {
      rule,
      report: {
        span: ignore.name,
        message: known ? 'unused' : near === undefined ? 'unknown' : 'misspelt',
        data: { rule: ignore.rule, near: near ?? '' },
        fixes: known ? removal(ignore, document) : near === undefined ? [] : [{ title: 'Write {near}', kind: 'suggestion', edits: [{ ...ignore.name, text: near }] }],
      },
    };
  }
}

/** Takes the whole comment line out; only where it names one rule. */
function removal(ignore: Ignore, { text }: Pick<Document, 'text'>): readonly FixDraft[] {
  const names = text.slice(ignore.comment.start, ignore.comment.end).split(':', 1)[0] ?? '';
  if (names.includes(',')) return [];
  const lineStart = text.lastIndexOf('\n', ignore.comment.start - 1) + 1;
  const alone = text.slice(lineStart, ignore.comment.start).trim() === '';
  const lineBreak = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(ignore.comment.end));
  const span = alone ? { start: lineStart, end: ignore.comment.end + (lineBreak?.[0].length ?? 0) } : ignore.comment;
  return [{ title: 'Remove the comment', kind: 'safe', edits: [{ ...span, text: '' }] }];
}
