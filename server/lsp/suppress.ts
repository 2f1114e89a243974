import type { PlacedStatement } from '../core/document/statement';
import type { Finding } from '../core/rules/finding';
import { statementBody } from '../core/sql/body-parts';
import type { Edit } from '../core/text/span';
import type { Snapshot } from './documents';

/** What stands for the reason until the user writes one. */
export const reasonPlaceholder = 'why this is fine here';

/** An insertion: the text before the reason, and after it. */
export interface SuppressEdit {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

export function plainEdit({ offset, before, after }: SuppressEdit): Edit {
  return { start: offset, end: offset, text: `${before}${reasonPlaceholder}${after}` };
}

/** Ignores the rule for the statement that the finding is in, the innermost one of a body; undefined where it is in none. */
export function ignoreForStatement(finding: Finding, { document: { statements, text } }: Snapshot): SuppressEdit | undefined {
  const statement = statementAt(statements, finding.span.start);
  if (statement === undefined) return undefined;
  const start = startInBody(statement, finding) ?? statement.span.start;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const eol = lineBreakOf(text);
  const comment = `-- sql-coach-ignore ${finding.rule}: `;
  const alone = lineStart + indent.length === start;
  // Above a line that starts with another statement the comment would belong to that one.
  if (!alone) return { offset: start, before: `${eol}${indent}${comment}`, after: `${eol}${indent}` };
  return { offset: lineStart, before: `${indent}${comment}`, after: eol };
}

/** Where the statement of a body starts that a finding is in. In other quotes than dollars a reason could end the body. */
function startInBody({ statement, span: { start } }: PlacedStatement, finding: Finding): number | undefined {
  const body = statementBody(statement);
  if (body?.text.takes({ start: 0, end: 0 }, "'") !== true) return undefined;
  const at = finding.span.start - start;
  const inner = body.statements.filter((each) => each.start <= at && at < each.end).toSorted((a, b) => b.start - a.start || a.end - b.end)[0];
  return inner === undefined ? undefined : start + inner.start;
}

/** Ignores the rule for the whole file. */
export function ignoreForFile(rule: string, { document: { text } }: Snapshot): SuppressEdit {
  const eol = lineBreakOf(text);
  // Liquibase takes a file as formatted SQL by its first line only.
  const header = /^--\s*liquibase formatted sql[^\r\n]*(?:\r\n|\r|\n)/i.exec(text)?.[0] ?? '';
  return { offset: header.length, before: `-- sql-coach-ignore-file ${rule}: `, after: eol };
}

/** The statement whose text, comments or semicolon the offset is in. */
export function statementAt(statements: readonly PlacedStatement[], offset: number): PlacedStatement | undefined {
  return statements.find(({ span, full }) => offset >= span.start && offset <= full.end);
}

function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}
