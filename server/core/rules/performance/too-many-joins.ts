import type { Node } from '@pgsql/types';
import { findKeyword, tokensOf } from '../../sql/find';
import { firstLocation } from '../../sql/offset-clause';
import { defineOptions, wholeNumber } from '../options';
import { defineRule } from '../rule';
import doc from './too-many-joins.md';

const options = defineOptions({
  maximum: wholeNumber(8, { least: 2, most: 100 }, 'The most relations that a query may join. 8 is the default of `join_collapse_limit` and `from_collapse_limit`.'),
});

export const tooManyJoins = defineRule({
  id: 'too-many-joins',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  options,
  optional: true,
  peers: ['sqlcheck'],
  doc,
  messages: {
    order: 'With {count} relations PostgreSQL no longer tries all orders of joining: beyond join_collapse_limit ({limit} here) it keeps to the order that is written. Put those first that leave few rows, or split the query.',
  },
  visit: {
    SelectStmt({ fromClause = [] }, context) {
      const count = fromClause.reduce((sum, item) => sum + relationsIn(item), 0);
      const limit = context.options(options).maximum;
      if (count <= limit) return;
      const first = firstLocation(fromClause[0]) ?? 0;
      const join = findKeyword(tokensOf(context.statement), first, 'join');
      context.report({ span: join ?? { start: first, end: first + 1 }, message: 'order', data: { count: String(count), limit: String(limit) } });
    },
  },
});

function relationsIn(item: Node): number {
  if (!('JoinExpr' in item)) return 1;
  const { larg, rarg } = item.JoinExpr;
  return (larg === undefined ? 0 : relationsIn(larg)) + (rarg === undefined ? 0 : relationsIn(rarg));
}
