import type { DeleteStmt, JoinExpr, UpdateStmt } from '@pgsql/types';
import { conjuncts } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { isHarmless, linkedGroups, namesOthers } from '../join-links';
import { quoteIdentifier } from '../../sql/names';
import { joinTerms, mentionedIn, scopeOf, sourcesOf, type Source } from '../sources';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './one-sided-join-condition.md';

export const oneSidedJoinCondition = defineRule({
  id: 'one-sided-join-condition',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['SQLFluff'],
  doc,
  messages: {
    oneSide: 'This condition does not compare {relation} with what it is joined to, so each row of one side is combined with every row of the other that it leaves. Compare columns of both sides, or write CROSS JOIN.',
  },
  visit: {
    JoinExpr(join, context, ancestors) {
      const { larg, rarg, quals } = join;
      if (larg === undefined || rarg === undefined || quals === undefined) return;
      const scope = scopeOf(context.catalog, ancestors, undefined);
      const [left, right] = [sourcesOf([larg], scope), sourcesOf([rarg], scope)];
      const both = [...left, ...right];
      const terms = conjuncts(quals);
      if (left.every((source) => isHarmless(source, both, terms)) || right.every((source) => isHarmless(source, both, terms))) return;
      const mentioned = mentionedIn(quals, both);
      if (mentioned === 'unknown' || connects(mentioned, left, right) || namesOthers(quals, both) || isConnectedElsewhere(join, { left, right, context, ancestors })) return;
      context.report({ span: spanFor(quals, context.statement), message: 'oneSide', data: { relation: quoteIdentifier(right[0]?.alias ?? 'this sub-select') } });
    },
  },
});

function connects(mentioned: ReadonlySet<Source>, left: readonly Source[], right: readonly Source[]): boolean {
  return left.some((source) => mentioned.has(source)) && right.some((source) => mentioned.has(source));
}

interface Sides {
  readonly left: readonly Source[];
  readonly right: readonly Source[];
  readonly context: RuleContext;
  readonly ancestors: readonly Ancestor[];
}

/** By WHERE, or by the conditions of other joins. */
function isConnectedElsewhere(join: JoinExpr, { left, right, context, ancestors }: Sides): boolean {
  const around = ancestors.findLast(({ tag }) => tag === 'SelectStmt' || tag === 'UpdateStmt' || tag === 'DeleteStmt');
  const { relation, whereClause, fromClause, usingClause } = (around?.node ?? {}) as Pick<UpdateStmt & DeleteStmt, 'relation' | 'whereClause' | 'fromClause' | 'usingClause'>;
  const items = [...(relation === undefined ? [] : [{ RangeVar: relation }]), ...(fromClause ?? []), ...(usingClause ?? [])];
  const sources = sourcesOf(items, scopeOf(context.catalog, ancestors, undefined));
  const own = new Set(conjuncts(join.quals));
  const terms = [...conjuncts(whereClause), ...joinTerms(items)].filter((term) => !own.has(term));
  const groups = linkedGroups(sources, terms, (_, index) => index);
  if (groups === undefined) return true;
  const groupsOf = (side: readonly Source[]) => new Set(sources.filter(({ alias }) => side.some((source) => source.alias === alias)).map((source) => groups.get(source)));
  const rights = groupsOf(right);
  return [...groupsOf(left)].some((group) => rights.has(group));
}
