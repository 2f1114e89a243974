import type { Document } from '../document/statement';
import type { Span } from '../text/span';
import type { Finding } from './finding';

/** `-- sql-coach-ignore rule-id: reason` before a statement, or `-- sql-coach-ignore-file rule-id: reason` anywhere. */
export interface Ignore {
  readonly rule: string;
  /** The rule's name in the comment. */
  readonly name: Span;
  readonly comment: Span;
  /** Index of the statement that it covers; undefined for the whole file. */
  readonly statement: number | undefined;
}

const pattern = /^(?:--|\/\*)\s*sql-coach-ignore(-file)?\s+([\w-]+(?:\s*,\s*[\w-]+)*)/;

export function findIgnores(document: Document): readonly Ignore[] {
  // Most files have none: the search for the word costs less than looking at every comment.
  if (!document.text.includes('sql-coach-ignore')) return [];
  const ignores: Ignore[] = [];
  document.statements.forEach((placed, index) => {
    for (const comment of placed.comments) ignores.push(...readIgnore(document.text, comment, index));
  });
  for (const comment of document.trailingComments) ignores.push(...readIgnore(document.text, comment, document.statements.length));
  return ignores;
}

function readIgnore(text: string, comment: Span, statement: number): Ignore[] {
  const match = pattern.exec(text.slice(comment.start, comment.end));
  if (match === null) return [];
  const names = match[2] ?? '';
  const namesStart = comment.start + match[0].length - names.length;
  return [...names.matchAll(/[\w-]+/g)].map((name) => ({
    rule: name[0],
    name: { start: namesStart + name.index, end: namesStart + name.index + name[0].length },
    comment,
    statement: match[1] === undefined ? statement : undefined,
  }));
}

/** Takes out what is ignored. `statementOf` tells the statement a finding belongs to; undefined for one about the file. */
export function applyIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  statementOf: (finding: Finding) => number | undefined,
): { readonly kept: readonly Finding[]; readonly unused: readonly Ignore[] } {
  if (ignores.length === 0) return { kept: findings, unused: [] };
  const used = new Set<Ignore>();
  const kept = findings.filter((finding) => {
    const statement = statementOf(finding);
    const matching = ignores.filter((ignore) => ignore.rule === finding.rule && (ignore.statement === undefined || ignore.statement === statement));
    for (const ignore of matching) used.add(ignore);
    return matching.length === 0;
  });
  return { kept, unused: ignores.filter((ignore) => !used.has(ignore)) };
}
