import type { ColumnRef, JoinExpr, Node, RangeVar, SelectStmt } from '@pgsql/types';
import { columnParts, conjuncts } from '../../sql/expression';
import { operandExtent } from '../../sql/extent';
import { indexAt, spanOfName, tokensOf, wordAt } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { equalitiesIn, isUniqueBy, scopeOf, sourcesOf, type Source } from '../sources';
import { isSymbol } from '../../sql/tokens';
import { walk } from '../../sql/walk';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './unused-outer-join.md';

export const unusedOuterJoin = defineRule({
  id: 'unused-outer-join',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['SQLFluff'],
  unnecessary: true,
  doc,
  messages: {
    unused: 'Nothing reads {relation}, and it has at most one row for each row that is joined, so this LEFT JOIN changes nothing. PostgreSQL leaves it out of the plan; leave it out of the query.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const joins = leftJoins(select.fromClause ?? []);
      if (joins.length === 0 || select.lockingClause !== undefined) return;
      const sources = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      for (const { join, range } of joins) {
        const source = sources.find(({ location, relation }) => relation !== undefined && location === (range.location ?? 0));
        if (source?.relation === undefined || join.quals === undefined || isRead(select, source, join.quals)) continue;
        const columns = new Set(equalitiesIn(conjuncts(join.quals), sources).filter((equality) => equality.source === source && equality.with !== 'other').map(({ column }) => column));
        const span = spanOfName(range.location ?? 0, tokensOf(context.statement));
        if (span === undefined || !isUniqueBy(source.relation, columns)) continue;
        context.report({ span, message: 'unused', data: { relation: quoteIdentifier(source.alias ?? '') }, fixes: leaveOut(join.quals, range, context) });
      }
    },
  },
});

interface LeftJoin {
  readonly join: JoinExpr;
  readonly range: RangeVar;
}

function leftJoins(items: readonly Node[]): readonly LeftJoin[] {
  return items.flatMap((item): readonly LeftJoin[] => {
    if (!('JoinExpr' in item)) return [];
    const { jointype, larg, rarg, quals } = item.JoinExpr;
    const inner = leftJoins([larg, rarg].filter((side) => side !== undefined));
    return jointype === 'JOIN_LEFT' && rarg !== undefined && 'RangeVar' in rarg && quals !== undefined ? [...inner, { join: item.JoinExpr, range: rarg.RangeVar }] : inner;
  });
}

/** Whether anything but its own condition could read it: by its name, by a star, or by a column without qualifier. */
function isRead(select: SelectStmt, { alias, relation }: Source, own: Node): boolean {
  let read = false;
  walk({ SelectStmt: select }, (tag, node, ancestors) => {
    if (tag !== 'ColumnRef' || read || ancestors.some((each) => each.node === Object.values(own)[0])) return;
    const parts = columnParts({ ColumnRef: node as ColumnRef });
    if (parts === undefined) {
      const [first, second] = (node as ColumnRef).fields ?? [];
      read = second === undefined || (first !== undefined && 'String' in first && first.String.sval === alias) || (node as ColumnRef).fields?.length === 3;
    } else {
      read = parts.includes(alias ?? '') || (parts.length === 1 && relation?.columns.some(({ name }) => name === parts[0]) === true);
    }
  });
  return read;
}

function leaveOut(quals: Node, range: RangeVar, { statement }: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(statement);
  const join = indexAt(tokens, range.location ?? 0) - 1;
  const left = wordAt(tokens, join - 1) === 'outer' ? join - 2 : join - 1;
  const [previous, end] = [tokens.list[left - 1], operandExtent(quals, statement)?.end];
  // Parentheses around a join do not stand around a table.
  const inParentheses = end !== undefined && isSymbol(tokens.text, tokens.list[indexAt(tokens, end)], ')');
  if (previous === undefined || end === undefined || inParentheses || wordAt(tokens, join) !== 'join' || wordAt(tokens, left) !== 'left') return [];
  return [{ title: 'Leave the join out', kind: 'suggestion', edits: [{ start: previous.end, end, text: '' }] }];
}
