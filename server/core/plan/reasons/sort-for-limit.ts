import { rowsOut, textOf } from '../plan';
import { counted } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const manyTimes = 100;
const manyRows = 10_000;

export const sortForLimit: Reason = {
  id: 'sort-for-limit',
  structural: false,
  fromEstimates: true,
  find: (context) =>
    eachNode(context, (node) => {
      const parent = context.parentOf.get(node.id);
      const [child] = node.children;
      if (node.type !== 'Sort' || parent?.type !== 'Limit' || !child || (node.actual && !ran(child))) return undefined;
      const input = node.actual ? rowsOut(child) : child.planRows;
      const output = node.actual ? rowsOut(parent) : parent.planRows;
      if (input < manyRows || input < output * manyTimes) return undefined;
      return {
        share: context.share(node) + context.share(child),
        title: `${counted(input, 'row')} are sorted to return ${counted(output, 'row')}`,
        text: `All of them are read to find the first by ${textOf(node, 'Sort Key')}. An index on the columns compared for equality followed by these, in the same directions, gives them in order and lets PostgreSQL stop after ${counted(output, 'row')}.`,
      };
    }),
};
