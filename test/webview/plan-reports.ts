import type { PlanNodeReport, PlanReport } from '../../server/core/plan/report';
import type { PlanOrigin } from '../../webview/plan/protocol';

export const origin: PlanOrigin = { uri: 'file:///project/queries.sql', line: 3, character: 0, connection: null, analyze: false };

export function planNode(id: string, type: string, more: Partial<PlanNodeReport> = {}): PlanNodeReport {
  return {
    id, type, detail: '', relation: undefined, index: undefined, startupCost: 0, totalCost: 100, ownCost: 10, share: 0.1, estimatedRows: 10,
    actualRows: undefined, loops: undefined, ownTime: undefined, properties: [], children: [], ...more,
  };
}

/** A join whose scan of orders costs most; orders are sorted below an aggregate. */
export function joinReport(more: Partial<PlanReport> = {}): PlanReport {
  return {
    statement: 'select count(*)\nfrom orders\njoin customers using (customer_id)\nwhere note is null',
    source: 'embedded PostgreSQL 18.6, empty tables of your migrations',
    analyzed: false,
    root: planNode('0', 'Aggregate', {
      share: 0.02, estimatedRows: 1,
      children: [
        planNode('0.0', 'Hash Join', {
          detail: 'Inner', share: 0.06,
          children: [
            planNode('0.0.0', 'Seq Scan', { detail: 'on orders', relation: 'orders', share: 0.9, estimatedRows: 1_234_567, totalCost: 20406, properties: [{ name: 'Filter', value: '(note IS NULL)' }] }),
            planNode('0.0.1', 'Hash', { share: 0.02, children: [planNode('0.0.1.0', 'Index Scan', { detail: 'using customers_pkey on customers', share: 0.004 })] }),
          ],
        }),
      ],
    }),
    planningTime: 0.4,
    executionTime: undefined,
    costly: '0.0.0',
    verdict: '90 % of the cost is reading all of `orders`.',
    reasons: [
      { id: 'sequential-scan-filter', node: '0.0.0', severity: 'high', title: 'All rows of `orders` are read', text: 'No index helps with `note IS NULL`.', lesson: 't2-d03' },
      { id: 'hash-join', node: '0.0', severity: 'low', title: 'A hash of all customers is built', text: 'It fits into memory.', lesson: undefined },
    ],
    notes: ['The tables are empty, so the number of rows is a guess.'],
    ...more,
  };
}

/** `count` nodes: half as one deep chain, half as children of the root. */
export function hugeReport(count: number): PlanReport {
  let chain: PlanNodeReport | undefined;
  for (let depth = Math.floor(count / 2); depth >= 1; depth -= 1) {
    chain = planNode(`0${'.0'.repeat(depth)}`, 'Nested Loop', chain ? { children: [chain] } : {});
  }
  const siblings = Array.from({ length: count - Math.floor(count / 2) - 1 }, (_, index) => planNode(`0.${index + 1}`, 'Seq Scan', { detail: `on part_${index + 1}` }));
  return joinReport({ root: planNode('0', 'Append', { children: [...(chain ? [chain] : []), ...siblings] }), reasons: [], costly: siblings.at(-1)?.id });
}
