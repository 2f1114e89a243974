import { textOf } from '../plan';
import { eachNode, tableOf } from './reason';
import type { Reason } from './reason';

export const leadingWildcard: Reason = {
  id: 'leading-wildcard',
  structural: false,
  fromEstimates: true,
  find: (context) =>
    eachNode(context, (node) => {
      if (!node.type.endsWith('Seq Scan') || !/ !?~~\*? '%/.test(textOf(node, 'Filter'))) return undefined;
      return {
        title: `LIKE '%…' reads all of ${tableOf(node)}`,
        text: `A pattern that starts with a wildcard has no beginning that a btree index could look up. A trigram index (CREATE EXTENSION pg_trgm, then USING gin (column gin_trgm_ops)) finds text in the middle; it makes writing slower and takes more room than a btree.`,
      };
    }),
};
