import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { builtinName, columnReferences, conjuncts, targetValues } from '../../sql/expression';
import { extentOf } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { equalitiesIn, isUniqueBy, joinTerms, mentionedIn, scopeOf, sourceOf, sourcesOf, type Equality, type Source } from '../sources';
import { walk } from '../../sql/walk';
import { defineRule } from '../rule';
import doc from './join-multiplies-aggregate.md';

export const joinMultipliesAggregate = defineRule({
  id: 'join-multiplies-aggregate',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    multiplied: 'The join repeats each row of {counted} for every matching row of {many}, so {function} takes it several times and the result is too large. Aggregate before joining, in a sub-select or LATERAL.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause, groupClause } = select;
      if (fromClause === undefined || (fromClause.length < 2 && !fromClause.some((item) => 'JoinExpr' in item))) return;
      const calls = sums(select);
      if (calls.length === 0) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      // One source that is not known could filter or choose what repeats.
      if (sources.some(({ relation }) => relation === undefined)) return;
      const equalities = equalitiesIn([...conjuncts(select.whereClause), ...joinTerms(fromClause)], sources);
      for (const call of calls) {
        const counted = ownerOf(call, sources);
        const many = counted === undefined ? undefined : repeating(counted, sources, equalities);
        if (counted === undefined || many === undefined || isGroupedBy(groupClause, many, sources)) continue;
        const span = extentOf({ FuncCall: call }, context.statement);
        if (span === undefined) continue;
        const [one, other] = [counted, many].map(({ alias }) => quoteIdentifier(alias ?? ''));
        context.report({ span, message: 'multiplied', data: { counted: one ?? '', many: other ?? '', function: context.statement.text.slice(span.start, span.end) } });
      }
    },
  },
});

/** `sum`, and `count` of a column. `avg` is weighted by repetitions too, `min` and `max` do not care. */
function sums(select: SelectStmt): readonly FuncCall[] {
  const found: FuncCall[] = [];
  for (const value of targetValues(select)) {
    walk(value, (tag, node, ancestors) => {
      if (tag !== 'FuncCall' || ancestors.some((each) => each.tag === 'SelectStmt')) return;
      const call = node as FuncCall;
      const name = builtinName(call);
      if (call.over === undefined && call.agg_distinct !== true && (name === 'sum' || name === 'avg' || (name === 'count' && call.agg_star !== true))) found.push(call);
    });
  }
  return found;
}

/** The one source whose columns are aggregated. */
function ownerOf(call: FuncCall, sources: readonly Source[]): Source | undefined {
  const owners = new Set(columnReferences({ FuncCall: { ...call, agg_filter: undefined } as unknown as FuncCall }).map((parts) => sourceOf(parts, sources)));
  const [owner] = owners;
  return owners.size === 1 ? owner : undefined;
}

/** A source that can match a row of `from` more than once, reached along the equalities. */
function repeating(from: Source, sources: readonly Source[], equalities: readonly Equality[]): Source | undefined {
  const reached = new Set([from]);
  for (const current of reached) {
    for (const next of sources) {
      if (reached.has(next) || next.relation === undefined) continue;
      const own = equalities.filter(({ source }) => source === next);
      if (!own.some(({ with: other }) => typeof other !== 'string' && other.source === current)) continue;
      // What is fixed, or equal to anything that is reached, chooses its rows.
      const columns = new Set(own.filter(({ with: other }) => typeof other === 'string' ? other === 'fixed' : reached.has(other.source)).map(({ column }) => column));
      if (!isUniqueBy(next.relation, columns)) return next;
      reached.add(next);
    }
  }
  return undefined;
}

/** In groups of the repeating side, the value is meant to be taken once for each of its rows. */
function isGroupedBy(group: readonly Node[] | undefined, many: Source, sources: readonly Source[]): boolean {
  return (group ?? []).some((item) => {
    if ('A_Const' in item || 'GroupingSet' in item) return true;
    const mentioned = mentionedIn(item, sources);
    return mentioned === 'unknown' || mentioned.size === 0 || mentioned.has(many);
  });
}
