import { numberOf } from '../plan';
import { counted, percent } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

const fewHits = 0.1;
const manyLookups = 100;

export const memoizeUseless: Reason = {
  id: 'memoize-useless',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      const hits = numberOf(node, 'Cache Hits');
      const lookups = hits + numberOf(node, 'Cache Misses');
      if (!ran(node) || lookups < manyLookups || hits >= lookups * fewHits) return undefined;
      return {
        title: 'The cache of the join almost never has the answer',
        text: `${counted(hits, 'hit')} in ${counted(lookups, 'look-up')} (${percent(hits / lookups)}): PostgreSQL expected values to repeat more often. ANALYZE, or set n_distinct of the column, so that it knows how many different values there are.`,
      };
    }),
};
