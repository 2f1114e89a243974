import { readIgnores } from '../document/ignore-comments';
import type { IgnoreComment, Statement } from '../document/statement';
import type { RuleReport, RuleSet } from '../rules/run';
import type { Ignore } from '../rules/suppress';
import { placed, statementBody, type StatementBody } from '../sql/body-parts';
import { tokenize } from '../sql/tokens';
import type { Span } from '../text/span';
import { unusedIgnoreReports } from './unused-ignores';

/** The reports without those that a comment in the body ignores, and one for each comment that ignores none. Spans are relative to the statement. */
export function withoutIgnored(statement: Statement, reports: readonly RuleReport[], rules: RuleSet, off: (rule: string) => boolean): readonly RuleReport[] {
  const body = statementBody(statement);
  if (body === undefined || !body.text.text.includes('sql-coach-ignore')) return reports;
  const used = new Set<Ignore>();
  const ignores = ignoresIn(body).map((ignore): Ignore & { readonly covers: Span | undefined } => ({ ...ignore, statement: 0, covers: coveredBy(ignore.comment, body.statements) }));
  const kept = reports.filter(({ rule, report }) => {
    const matching = ignores.filter(({ rule: name, covers }) => name === rule.id && covers !== undefined && report.span.start >= covers.start && report.span.start < covers.end);
    for (const ignore of matching) used.add(ignore);
    return matching.length === 0;
  });
  return [...kept, ...unusedIgnoreReports(ignores.filter((ignore) => !used.has(ignore)), statement, rules, off)];
}

function ignoresIn({ text }: StatementBody): readonly IgnoreComment[] {
  const comments = tokenize(text.text).filter(({ kind }) => kind === 'comment');
  return readIgnores(text.text, comments, 0).filter(({ wholeFile }) => !wholeFile).map((ignore) => ({ ...ignore, name: placed(ignore.name, text), comment: placed(ignore.comment, text) }));
}

/** The statement that follows a comment, with what is nested in it. */
function coveredBy(comment: Span, statements: readonly Span[]): Span | undefined {
  let next: Span | undefined;
  for (const each of statements) {
    if (each.start < comment.end) continue;
    if (next === undefined || each.start < next.start || (each.start === next.start && each.end > next.end)) next = each;
  }
  return next;
}
