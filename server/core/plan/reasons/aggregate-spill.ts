import { numberOf, textOf } from '../plan';
import { counted, kilobytes } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

export const aggregateSpill: Reason = {
  id: 'aggregate-spill',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      if (!ran(node) || (numberOf(node, 'HashAgg Batches') <= 1 && !(node.type.includes('Aggregate') && numberOf(node, 'Disk Usage') > 0))) return undefined;
      return {
        title: 'Grouping did not fit into memory',
        text: `The groups by ${textOf(node, 'Group Key') || 'all columns'} were kept in ${counted(numberOf(node, 'HashAgg Batches'), 'part')}, ${kilobytes(numberOf(node, 'Disk Usage'))} of them on disk. More work_mem or hash_mem_multiplier for this statement keeps them in memory; so does grouping by fewer columns, or an index in the order of the groups.`,
      };
    }),
};
