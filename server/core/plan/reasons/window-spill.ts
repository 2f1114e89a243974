import { numberOf } from '../plan';
import { kilobytes } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

/** PostgreSQL 18 says where WindowAgg, Materialize and CTE Scan kept their rows. */
export const windowSpill: Reason = {
  id: 'window-spill',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      if (!ran(node) || node.raw['Storage'] !== 'Disk') return undefined;
      return {
        title: `${node.type} kept its rows on disk`,
        text: `It needed ${kilobytes(numberOf(node, 'Maximum Storage'))}, more than work_mem allows. Read fewer or narrower rows, give a window a smaller frame, or raise work_mem for this statement.`,
      };
    }),
};
