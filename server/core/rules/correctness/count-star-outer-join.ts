import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { builtinName, conjuncts, targetValues } from '../../sql/expression';
import { extentOf } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { columnsRejectingNull } from '../../sql/null-rejection';
import { equalitiesIn, joinTerms, mentionedIn, scopeOf, sourceOf, sourcesOf, type Source } from '../sources';
import { walk } from '../../sql/walk';
import { defineRule, type FixDraft } from '../rule';
import doc from './count-star-outer-join.md';

export const countStarOuterJoin = defineRule({
  id: 'count-star-outer-join',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    countsNone: 'Where {relation} has no match, the outer join makes one row with NULLs, and this counts it: the result is 1 and not 0. Count a column of {relation} that is NULL there.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { groupClause, fromClause, whereClause } = select;
      if (groupClause === undefined || fromClause === undefined || !fromClause.some((item) => 'JoinExpr' in item)) return;
      const calls = countCalls(select);
      if (calls.length === 0) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      const [joined, more] = sources.filter(({ nullable }) => nullable);
      if (joined === undefined || more !== undefined || sources[0] === joined || !isGroupedByOthers(groupClause, joined, sources)) return;
      if (conjuncts(whereClause).some((term) => columnsRejectingNull(term, true).some((parts) => sourceOf(parts, sources) === joined))) return;
      const column = equalitiesIn(joinTerms(fromClause), sources).find(({ source }) => source === joined)?.column;
      for (const call of calls) {
        const span = extentOf({ FuncCall: call }, context.statement);
        const name = `${quoteIdentifier(joined.alias ?? '')}.${quoteIdentifier(column ?? '')}`;
        const fixes: readonly FixDraft[] = span === undefined || column === undefined || call.agg_filter !== undefined ? [] : [{ title: `Write count(${name})`, kind: 'suggestion', edits: [{ ...span, text: `count(${name})` }] }];
        if (span !== undefined) context.report({ span, message: 'countsNone', data: { relation: quoteIdentifier(joined.alias ?? '') }, fixes });
      }
    },
  },
});

/** `count(*)` and `count(1)` of the query itself. */
function countCalls(select: SelectStmt): readonly FuncCall[] {
  const found: FuncCall[] = [];
  for (const value of [...targetValues(select), ...(select.havingClause === undefined ? [] : [select.havingClause])]) {
    walk(value, (tag, node, ancestors) => {
      if (tag !== 'FuncCall' || ancestors.some((each) => each.tag === 'SelectStmt')) return;
      const call = node as FuncCall;
      const [first] = call.args ?? [];
      if (builtinName(call) === 'count' && call.over === undefined && call.agg_filter === undefined && (call.agg_star === true || (first !== undefined && 'A_Const' in first))) found.push(call);
    });
  }
  return found;
}

function isGroupedByOthers(group: readonly Node[], joined: Source, sources: readonly Source[]): boolean {
  return group.every((item) => {
    if ('A_Const' in item || 'GroupingSet' in item) return false;
    const mentioned = mentionedIn(item, sources);
    return mentioned !== 'unknown' && mentioned.size > 0 && !mentioned.has(joined);
  });
}
