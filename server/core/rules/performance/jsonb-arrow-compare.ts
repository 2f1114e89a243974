import type { A_Expr, Node } from '@pgsql/types';
import { columnParts, isFixed, operatorOf, stringOf, withoutCasts } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { tokensOf } from '../../sql/find';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { spanOfType } from '../../sql/type-span';
import { indexBefore } from '../search-index';
import { hasExpressionIndex, isFoundOtherwise, searchOf, tableOf, type Search } from '../searched-columns';
import type { Source } from '../sources';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './jsonb-arrow-compare.md';

export const jsonbArrowCompare = defineRule({
  id: 'jsonb-arrow-compare',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
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
  if (source === undefined || isFoundOtherwise(source, found) || hasExpressionIndex(source, term.lexpr)) return;
  context.report({ span: spanFor({ A_Expr: term }, context.statement), message: 'noIndex', data: { column: column.at(-1) ?? '', operator }, fixes: expressionIndex(term.lexpr, source, context) });
}

/** Types that a text is cast to in the same way always, which an index demands. */
const immutable: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'numeric', 'uuid', 'bool', 'text']);

function expressionIndex(searched: Node, source: Source, context: RuleContext): readonly FixDraft[] {
  const taken = withoutCasts(searched);
  const cast = castOf(searched, context);
  const column = 'A_Expr' in taken ? columnParts(taken.A_Expr.lexpr)?.at(-1) : undefined;
  const field = 'A_Expr' in taken && taken.A_Expr.rexpr !== undefined && 'A_Const' in taken.A_Expr.rexpr ? stringOf(taken.A_Expr.rexpr) : undefined;
  if (!('A_Expr' in taken) || column === undefined || field === undefined || cast === undefined) return [];
  const expression = `${quoteIdentifier(column)} ${operatorOf(taken.A_Expr) ?? ''} '${field.replaceAll("'", "''")}'`;
  const words = (field.match(/\w+/g) ?? []).join('_');
  return indexBefore(source, { name: `${column}_${words}_idx`, key: cast === '' ? `((${expression}))` : `(((${expression})::${cast}))` }, context);
}

/** The type as written; empty where nothing is cast, undefined where an index cannot have it. */
function castOf(searched: Node, { statement }: RuleContext): string | undefined {
  if (!('TypeCast' in searched)) return '';
  const { typeName, arg } = searched.TypeCast;
  const span = spanOfType(typeName, tokensOf(statement))?.whole;
  if (arg === undefined || 'TypeCast' in arg || span === undefined || typeName?.arrayBounds !== undefined || !immutable.has(namesOf(typeName?.names).at(-1) ?? '')) return undefined;
  return statement.text.slice(span.start, span.end);
}
