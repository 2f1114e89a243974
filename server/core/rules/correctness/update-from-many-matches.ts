import type { Node, RangeVar, UpdateStmt } from '@pgsql/types';
import { columnReferences, conjuncts } from '../../sql/expression';
import { spanOfName, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { equalitiesIn, isUniqueBy, scopeOf, sourceOf, sourcesOf, type Source } from '../sources';
import { defineRule, type RuleContext } from '../rule';
import doc from './update-from-many-matches.md';

export const updateFromManyMatches = defineRule({
  id: 'update-from-many-matches',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    arbitrary: '{relation} can have several rows with the same {columns}: PostgreSQL then takes the values of one of them, which one is not said. Join on a unique key, or choose the row with DISTINCT ON or an aggregate.',
  },
  visit: {
    UpdateStmt(update, context, ancestors) {
      const { relation, fromClause, whereClause } = update;
      const [item, more] = fromClause ?? [];
      if (relation === undefined || whereClause === undefined || item === undefined || more !== undefined || !('RangeVar' in item)) return;
      const sources = sourcesOf([{ RangeVar: relation }, item], scopeOf(context.catalog, ancestors, update.withClause));
      const source = sources[1];
      // A view has no keys that would tell.
      if (source?.relation === undefined || source.relation.temporary || source.relation.kind === 'view' || !readsFrom(update, source, sources)) return;
      const columns = new Set(equalitiesIn(conjuncts(whereClause), sources).filter((equality) => equality.source === source && equality.with !== 'other').map(({ column }) => column));
      if (columns.size > 0 && !isUniqueBy(source.relation, columns)) report(item.RangeVar, [...columns], { source, context });
    },
  },
});

/** Whether an assignment takes a value from it; otherwise every match does the same. */
function readsFrom({ targetList }: UpdateStmt, source: Source, sources: readonly Source[]): boolean {
  const values: readonly Node[] = (targetList ?? []).flatMap((target) => ('ResTarget' in target && target.ResTarget.val !== undefined ? [target.ResTarget.val] : []));
  return values.some((value) => columnReferences(value).some((parts) => sourceOf(parts, sources) === source));
}

function report({ location }: RangeVar, columns: readonly string[], { source, context }: { source: Source; context: RuleContext }): void {
  const span = spanOfName(location ?? 0, tokensOf(context.statement));
  if (span !== undefined) context.report({ span, message: 'arbitrary', data: { relation: quoteIdentifier(source.alias ?? ''), columns: columns.map(quoteIdentifier).join(', ') } });
}
