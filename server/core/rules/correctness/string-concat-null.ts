import type { Node } from '@pgsql/types';
import { operatorOf } from '../../sql/expression';
import { extentOf, spanFor } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { columnIn, scopeOf, sourcesOf } from '../sources';
import { targetValues } from '../../sql/expression';
import { walk } from '../../sql/walk';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './string-concat-null.md';

export const stringConcatNull = defineRule({
  id: 'string-concat-null',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  peers: ['sqlcheck'],
  doc,
  messages: {
    wholeNull: '{column} may be NULL, and then the whole text is NULL. Use concat(), which leaves NULL out, or coalesce({column}, \'\').',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const columns = targetValues(select).flatMap(concatenated);
      if (columns.length === 0) return;
      const sources = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      for (const node of columns) {
        const known = columnIn(node, sources);
        if (known === undefined || known.column.type.array || !texts.has(known.column.type.name) || (known.column.notNull && !known.source.nullable)) continue;
        context.report({ span: spanFor(node, context.statement), message: 'wholeNull', data: { column: quoteIdentifier(known.column.name) }, fixes: emptyForNull(node, context) });
      }
    },
  },
});

function emptyForNull(node: Node, { statement }: RuleContext): readonly FixDraft[] {
  const span = extentOf(node, statement);
  if (span === undefined) return [];
  return [{
    title: 'Read NULL as an empty text',
    kind: 'suggestion',
    edits: [{ start: span.start, end: span.start, text: 'coalesce(' }, { start: span.end, end: span.end, text: ", '')" }],
  }];
}

const texts: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);

/** The columns that `||` puts together, at the level of the query itself. */
function concatenated(value: Node): readonly Node[] {
  const found: Node[] = [];
  walk(value, (tag, node, ancestors) => {
    if (tag !== 'A_Expr' || ancestors.some((each) => each.tag === 'SelectStmt' || each.tag === 'CoalesceExpr')) return;
    const { lexpr, rexpr } = node as { lexpr?: Node; rexpr?: Node };
    if (operatorOf(node) === '||') found.push(...[lexpr, rexpr].filter((side) => side !== undefined && 'ColumnRef' in side).map((side) => side as Node));
  });
  return found;
}
