import type { A_Expr, Node } from '@pgsql/types';
import { columnParts, isFixed, operatorOf, withoutCasts } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { hasExpressionIndex, isFoundOtherwise, searchOf, tableOf, type Search } from '../searched-columns';
import { defineRule, type RuleContext } from '../rule';
import doc from './jsonb-arrow-compare.md';

export const jsonbArrowCompare = defineRule({
  id: 'jsonb-arrow-compare',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  doc,
  messages: {
    noIndex: 'An index on {column} does not serve {operator}: every row is read and taken apart. Make an index on this expression, or search with @> and a GIN index.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      if (select.whereClause === undefined) return;
      const found = searchOf(select, context, ancestors);
      for (const term of found.terms) if ('A_Expr' in term) look(term.A_Expr, found, context);
    },
  },
});

function look(term: A_Expr, found: Search, context: RuleContext): void {
  if ((term.kind !== 'AEXPR_OP' && term.kind !== 'AEXPR_IN') || operatorOf(term) !== '=' || term.lexpr === undefined) return;
  const taken: Node = withoutCasts(term.lexpr);
  const operator = 'A_Expr' in taken ? operatorOf(taken.A_Expr) : undefined;
  const column = 'A_Expr' in taken ? columnParts(taken.A_Expr.lexpr) : undefined;
  if ((operator !== '->>' && operator !== '#>>' && operator !== '->') || column === undefined || !isFixed(term.rexpr)) return;
  const source = tableOf(column, found.sources);
  if (source === undefined || isFoundOtherwise(source, found) || hasExpressionIndex(source, taken) || hasExpressionIndex(source, term.lexpr)) return;
  context.report({ span: spanFor({ A_Expr: term }, context.statement), message: 'noIndex', data: { column: column.at(-1) ?? '', operator } });
}
