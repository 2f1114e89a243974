import { numberOf } from '../plan';
import { counted, kilobytes } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

export const hashBatches: Reason = {
  id: 'hash-batches',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const batches = numberOf(node, 'Hash Batches');
      if (!ran(node) || batches <= 1) return undefined;
      const planned = numberOf(node, 'Original Hash Batches');
      const parent = context.parentOf.get(node.id);
      const grew = planned > 0 && batches > planned ? ` It planned with ${counted(planned, 'part')}: the estimate was too low.` : '';
      return {
        share: context.share(node) + (parent ? context.share(parent) : 0),
        title: `The hash table went to disk in ${counted(batches, 'part')}`,
        text: `Both sides of the join were written to temporary files and read again.${grew} About ${kilobytes(numberOf(node, 'Peak Memory Usage') * batches)} of work_mem (or more hash_mem_multiplier) would keep it in memory; fewer or narrower rows on the hashed side do the same.`,
      };
    }),
};
