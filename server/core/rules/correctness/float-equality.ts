import type { A_Expr } from '@pgsql/types';
import { operatorOf } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { searchOf } from '../searched-columns';
import { columnIn, type Source } from '../sources';
import { defineRule, type RuleContext } from '../rule';
import doc from './float-equality.md';

export const floatEquality = defineRule({
  id: 'float-equality',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  doc,
  messages: {
    rounded: '{column} is {type}, which holds a binary fraction near the decimal one, so equality depends on how each was rounded. Compare with a tolerance, or make the column numeric.',
  },
  visit: {
    SelectStmt: (select, context, ancestors) => {
      if (select.whereClause === undefined && select.fromClause === undefined) return;
      const { terms, sources } = searchOf(select, context, ancestors);
      for (const term of terms) if ('A_Expr' in term) look(term.A_Expr, sources, context);
    },
  },
});

const shown: Readonly<Record<string, string>> = { float4: 'real', float8: 'double precision' };

function look(term: A_Expr, sources: readonly Source[], context: RuleContext): void {
  if (term.kind !== 'AEXPR_OP' || operatorOf(term) !== '=') return;
  const known = columnIn(term.lexpr, sources) ?? columnIn(term.rexpr, sources);
  const type = known === undefined || known.column.type.array || known.column.type.schema !== undefined ? undefined : shown[known.column.type.name];
  // Whole numbers are held exactly.
  if (known === undefined || type === undefined || [term.lexpr, term.rexpr].some((side) => side !== undefined && 'A_Const' in side && side.A_Const.ival !== undefined)) return;
  context.report({ span: spanFor({ A_Expr: term }, context.statement), message: 'rounded', data: { column: quoteIdentifier(known.column.name), type } });
}
