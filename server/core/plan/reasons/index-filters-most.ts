import { rowsOut, textOf, totalOf } from '../plan';
import { counted, percent, wholeNumber } from '../words';
import { eachNode, ran, tableOf } from './reason';
import type { Reason } from './reason';

const manyRemoved = 1000;
const mostly = 0.9;

export const indexFiltersMost: Reason = {
  id: 'index-filters-most',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      if (!ran(node) || !/Index (?:Only )?Scan|Bitmap Heap Scan/.test(node.type)) return undefined;
      const removed = totalOf(node, 'Rows Removed by Filter');
      const kept = rowsOut(node);
      if (removed < manyRemoved || removed < (removed + kept) * mostly) return undefined;
      return {
        title: `The index finds far more rows of ${tableOf(node)} than are kept`,
        text: `It led to ${counted(removed + kept, 'row')}, and the condition ${textOf(node, 'Filter')} then threw ${percent(removed / (removed + kept))} of them away (${wholeNumber(removed)}). An index that also contains the columns of that condition, after those used now, finds only what is kept.`,
      };
    }),
};
