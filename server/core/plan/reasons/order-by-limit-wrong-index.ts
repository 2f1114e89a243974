import { rowsOut, textOf, totalOf } from '../plan';
import { counted } from '../words';
import { ran, tableOf } from './reason';
import type { Reason } from './reason';

const manyRemoved = 10_000;

/** The planner walks an index in the order of ORDER BY and hopes that the first matches come early. */
export const orderByLimitWrongIndex: Reason = {
  id: 'order-by-limit-wrong-index',
  structural: true,
  fromEstimates: false,
  find: ({ nodes, parentOf, share }) =>
    nodes.flatMap((node) => {
      if (!ran(node) || !/Index (?:Only )?Scan/.test(node.type) || textOf(node, 'Index Cond') !== '' || parentOf.get(node.id)?.type !== 'Limit') return [];
      const removed = totalOf(node, 'Rows Removed by Filter');
      if (removed < manyRemoved) return [];
      return [{
        node,
        share: share(node),
        title: `Walks ${node.index ?? 'an index'} in order until enough rows match`,
        text: `${counted(removed, 'row')} of ${tableOf(node)} were read and thrown away to find ${counted(rowsOut(node), 'row')}; PostgreSQL expected matches early (it estimated ${counted(node.planRows, 'matching row')}). An index that starts with the columns compared for equality in ${textOf(node, 'Filter')} and ends with those of ORDER BY finds them at once.`,
      }];
    }),
};
