import { nodesOf, rowsOut } from '../plan';
import { counted, times } from '../words';
import { ran } from './reason';
import type { Reason } from './reason';

const manyLoops = 10_000;
const innerShare = 0.3;
const tooLow = 10;

export const nestedLoopMany: Reason = {
  id: 'nested-loop-many',
  structural: false,
  fromEstimates: false,
  find: ({ nodes, share }) =>
    nodes.flatMap((loop) => {
      const [outer, inner] = loop.children;
      if (!loop.type.includes('Nested Loop') || !outer || !inner || !ran(inner)) return [];
      const loops = inner.actual?.loops ?? 0;
      const whole = [...nodesOf(inner)].reduce((sum, node) => sum + share(node), 0);
      const error = ((outer.actual?.rows ?? 0) + 1) / (outer.planRows + 1);
      if (loops < manyLoops || whole < innerShare || error < tooLow) return [];
      return [{
        node: loop,
        share: whole,
        title: `The inner side of the nested loop ran ${counted(loops, 'time')}`,
        text: `PostgreSQL expected ${counted(outer.planRows, 'row')} on the outer side and got ${counted(rowsOut(outer), 'row')}, ${times(error)} as many; with the true number it would have joined in another way. Correct the estimate first: ANALYZE the tables, or extended statistics where conditions depend on each other.`,
      }];
    }),
};
