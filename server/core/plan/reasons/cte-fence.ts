import { rowsOut, textOf, totalOf } from '../plan';
import { counted, percent } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const mostly = 0.9;
const manyRemoved = 1000;

export const cteFence: Reason = {
  id: 'cte-fence',
  structural: true,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const removed = totalOf(node, 'Rows Removed by Filter');
      const read = removed + rowsOut(node);
      if (node.type !== 'CTE Scan' || !ran(node) || removed < manyRemoved || removed < read * mostly) return undefined;
      const name = textOf(node, 'CTE Name');
      return {
        title: `WITH ${name} computes rows that are thrown away`,
        text: `It was computed in full (${counted(read, 'row')} read), and only then ${textOf(node, 'Filter')} removed ${percent(removed / read)} of it. Write the condition inside of ${name}, or WITH ${name} AS NOT MATERIALIZED so that PostgreSQL may push it in.`,
      };
    }),
};
