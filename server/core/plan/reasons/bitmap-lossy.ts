import { numberOf, totalOf } from '../plan';
import { counted, percent } from '../words';
import { eachNode, ran, tableOf } from './reason';
import type { Reason } from './reason';

const lossyShare = 0.1;

export const bitmapLossy: Reason = {
  id: 'bitmap-lossy',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const lossy = numberOf(node, 'Lossy Heap Blocks');
      const exact = numberOf(node, 'Exact Heap Blocks');
      if (!ran(node) || lossy <= (lossy + exact) * lossyShare) return undefined;
      return {
        title: `The bitmap of ${tableOf(node)} did not fit into work_mem`,
        text: `For ${percent(lossy / (lossy + exact))} of the pages it remembers only the page and not the rows, so ${counted(totalOf(node, 'Rows Removed by Index Recheck'), 'row')} had to be read and checked in vain. More work_mem for this statement keeps the bitmap exact.`,
      };
    }),
};
