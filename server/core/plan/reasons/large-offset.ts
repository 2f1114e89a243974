import { rowsOut } from '../plan';
import { counted } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const manySkipped = 1000;

export const largeOffset: Reason = {
  id: 'large-offset',
  structural: true,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const [child] = node.children;
      if (node.type !== 'Limit' || !child || !ran(node) || !ran(child)) return undefined;
      const skipped = rowsOut(child) - rowsOut(node);
      if (skipped < manySkipped) return undefined;
      return {
        share: 1,
        title: `OFFSET makes ${counted(skipped, 'row')} only to skip them`,
        text: `${counted(rowsOut(child), 'row')} were produced to return ${counted(rowsOut(node), 'row')}, and the next page costs more than this one. Remember the last row that was shown and continue after it: WHERE (sort columns) > (its values) ORDER BY the same columns LIMIT n, with an index on them.`,
      };
    }),
};
