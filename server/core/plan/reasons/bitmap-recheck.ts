import { numberOf, rowsOut, textOf, totalOf } from '../plan';
import { counted } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const manyRemoved = 1000;

export const bitmapRecheck: Reason = {
  id: 'bitmap-recheck',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const removed = totalOf(node, 'Rows Removed by Index Recheck');
      if (!ran(node) || numberOf(node, 'Lossy Heap Blocks') > 0 || removed < manyRemoved || removed < rowsOut(node)) return undefined;
      return {
        title: 'The index can only say where a row may be',
        text: `${counted(removed, 'row')} that the index proposed did not satisfy ${textOf(node, 'Recheck Cond') || 'the condition'}, and ${counted(rowsOut(node), 'row')} did. A longer search text, another operator class or one more column in the index makes it more exact.`,
      };
    }),
};
