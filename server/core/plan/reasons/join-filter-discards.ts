import { rowsOut, textOf, totalOf } from '../plan';
import { counted } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const manyRemoved = 100_000;

export const joinFilterDiscards: Reason = {
  id: 'join-filter-discards',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const removed = totalOf(node, 'Rows Removed by Join Filter');
      // With an equality it is a missing index or a wrong estimate that made a nested loop of it.
      if (!ran(node) || removed < manyRemoved || removed < rowsOut(node) * 10 || textOf(node, 'Join Filter').includes(' = ')) return undefined;
      return {
        title: `The join forms ${counted(removed, 'pair')} of rows only to drop them`,
        text: `The condition ${textOf(node, 'Join Filter')} is tried on every pair, because it is not an equality that could be hashed, sorted or looked up. Split an OR into a UNION of joins, add an equality that narrows the pairs, or use a range type with a GiST index.`,
      };
    }),
};
