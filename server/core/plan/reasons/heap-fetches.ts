import { numberOf, rowsOut } from '../plan';
import { counted } from '../words';
import { eachNode, ran, tableOf } from './reason';
import type { Reason } from './reason';

const manyFetches = 1000;
const fetchShare = 0.2;

export const heapFetches: Reason = {
  id: 'heap-fetches',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const fetches = numberOf(node, 'Heap Fetches');
      if (!ran(node) || fetches < manyFetches || fetches < rowsOut(node) * fetchShare) return undefined;
      return {
        title: `The index-only scan of ${tableOf(node)} reads the table all the same`,
        text: `For ${counted(fetches, 'row')} of ${counted(rowsOut(node), 'row')} it had to look into the table, because the visibility map does not say that their pages are visible to all. VACUUM ${node.relation ?? ''} sets it; where this comes back soon, autovacuum is too slow for the table or a long transaction holds it back.`,
      };
    }),
};
