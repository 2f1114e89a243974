import { nodesOf, rowsOut, totalOf } from '../plan';
import { counted } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const mostly = 0.9;
const manyRemoved = 1000;

export const lockRowsWide: Reason = {
  id: 'lock-rows-wide',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      if (node.type !== 'LockRows' || !ran(node)) return undefined;
      const scans = [...nodesOf(node)].filter(({ relation }) => relation !== undefined);
      const removed = scans.reduce((sum, scan) => sum + totalOf(scan, 'Rows Removed by Filter'), 0);
      const kept = rowsOut(node);
      if (removed < manyRemoved || removed < (removed + kept) * mostly) return undefined;
      return {
        share: 1,
        title: `Reads ${counted(removed + kept, 'row')} to lock ${counted(kept, 'row')}`,
        text: 'FOR UPDATE locks what is left after the conditions, but everything is read to find it, for each worker that asks. A queue with SKIP LOCKED needs a partial index on exactly the rows that are waiting.',
      };
    }),
};
