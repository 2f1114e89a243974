import type { Document } from '../document/statement';
import type { RegisteredRule, Report } from '../rules/rule';
import type { RuleSet } from '../rules/run';

export interface EngineReport {
  readonly rule: RegisteredRule;
  readonly report: Report;
  readonly statement: number | undefined;
}

/** What no rule can see because there is no tree: statements PostgreSQL rejects, and files of another dialect. */
export function* engineReports(document: Document, rules: RuleSet): Generator<EngineReport> {
  if (document.otherDialect !== undefined) {
    const rule = rules.find('other-dialect');
    if (rule !== undefined) yield { rule, report: { span: document.otherDialect.evidence, message: 'otherDialect', data: { dialect: document.otherDialect.name } }, statement: undefined };
    return;
  }
  const rule = rules.find('syntax-error');
  if (rule === undefined) return;
  for (const [statement, { statement: { error, text } }] of document.statements.entries()) {
    if (error !== undefined) yield { rule, report: { span: wordAt(text, error.offset), message: 'rejected', data: { message: error.message } }, statement };
  }
}

/** The word at an offset; at the end of the text the last character, so that there is something to underline. */
function wordAt(text: string, offset: number): { start: number; end: number } {
  const start = Math.max(0, Math.min(offset, text.length - 1));
  const word = /^(?:[\p{L}\p{N}_$]+|[^\s])/u.exec(text.slice(start, start + 200));
  return { start, end: Math.min(text.length, start + Math.max(1, word?.[0].length ?? 1)) };
}
