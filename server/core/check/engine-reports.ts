import type { Document, Statement } from '../document/statement';
import type { RuleReport, RuleSet } from '../rules/run';

/** One report for a file of another dialect. */
export function* dialectReports({ name, evidence }: NonNullable<Document['otherDialect']>, rules: RuleSet): Generator<RuleReport> {
  const rule = rules.find('other-dialect');
  if (rule !== undefined) yield { rule, report: { span: evidence, message: 'otherDialect', data: { dialect: name } } };
}

/** What no rule can see because there is no tree: a statement that PostgreSQL rejects. */
export function* syntaxReports({ error, text }: Statement, rules: RuleSet): Generator<RuleReport> {
  const rule = rules.find('syntax-error');
  if (rule !== undefined && error !== undefined) yield { rule, report: { span: wordAt(text, error.offset), message: 'rejected', data: { message: error.message } } };
}

/** The word at an offset; at the end of the text the last character, so that there is something to underline. */
export function wordAt(text: string, offset: number): { start: number; end: number } {
  const start = Math.max(0, Math.min(offset, text.length - 1));
  const word = /^(?:[\p{L}\p{N}_$]+|[^\s])/u.exec(text.slice(start, start + 200));
  return { start, end: Math.min(text.length, start + Math.max(1, word?.[0].length ?? 1)) };
}
