import type { SelectStmt } from '@pgsql/types';
import { conjuncts, hasAggregate, targetValues } from '../../sql/expression';
import { spanOfName, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { starQualifier } from '../../catalog/star-columns';
import { equalitiesIn, isUniqueBy, joinTerms, mentionedIn, scopeOf, sourcesOf, type Source } from '../sources';
import { defineRule } from '../rule';
import doc from './distinct-over-join.md';

export const distinctOverJoin = defineRule({
  id: 'distinct-over-join',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['sqlcheck'],
  doc,
  messages: {
    repeats: 'The join repeats a row for each match in {relation}, of which nothing is selected, and DISTINCT drops the repetitions again. EXISTS asks whether there is a match and repeats nothing.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { distinctClause, groupClause, fromClause } = select;
      const plain = distinctClause?.length === 1 && Object.keys(distinctClause[0] ?? {}).length === 0;
      if (!plain || groupClause !== undefined || fromClause === undefined || targetValues(select).some(hasAggregate)) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      if (sources.length < 2) return;
      const selected = selectedFrom(select, sources);
      const equalities = equalitiesIn([...conjuncts(select.whereClause), ...joinTerms(fromClause)], sources);
      for (const source of sources) {
        if (selected === undefined || selected.has(source) || source.relation === undefined || source.nullable) continue;
        const columns = new Set(equalities.filter((equality) => equality.source === source).map(({ column }) => column));
        const span = spanOfName(source.location ?? 0, tokensOf(context.statement));
        if (columns.size === 0 || span === undefined || isUniqueBy(source.relation, columns) || isBridge(source, equalities)) continue;
        context.report({ span, message: 'repeats', data: { relation: quoteIdentifier(source.alias ?? '') } });
      }
    },
  },
});

/** Undefined where a star or an unknown column could be of any. */
function selectedFrom(select: SelectStmt, sources: readonly Source[]): ReadonlySet<Source> | undefined {
  const selected = new Set<Source>();
  const sorted = (select.sortClause ?? []).flatMap((item) => ('SortBy' in item && item.SortBy.node !== undefined ? [item.SortBy.node] : []));
  for (const value of [...targetValues(select), ...sorted]) {
    const star = starQualifier(value);
    if (star?.length === 0) return undefined;
    for (const source of sources) if (star !== undefined && source.alias === star.at(-1)) selected.add(source);
    const mentioned = mentionedIn(value, sources);
    if (mentioned === 'unknown') return undefined;
    for (const source of mentioned) selected.add(source);
  }
  return selected.size === 0 ? undefined : selected;
}

/** It ties two others together, so that EXISTS would have to take one of them along. */
function isBridge(source: Source, equalities: ReturnType<typeof equalitiesIn>): boolean {
  return new Set(equalities.flatMap((equality) => (equality.source === source && typeof equality.with !== 'string' ? [equality.with.source] : []))).size > 1;
}
