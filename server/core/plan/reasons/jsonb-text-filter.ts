import { textOf } from '../plan';
import { eachNode, tableOf } from './reason';
import type { Reason } from './reason';

export const jsonbTextFilter: Reason = {
  id: 'jsonb-text-filter',
  structural: false,
  fromEstimates: true,
  find: (context) =>
    eachNode(context, (node) => {
      const filter = textOf(node, 'Filter');
      if (!node.type.endsWith('Seq Scan') || !/(?:->>|#>>)/.test(filter)) return undefined;
      return {
        title: `A key inside JSON is searched in every row of ${tableOf(node)}`,
        text: `The condition ${filter} takes each document apart. For this one key an index on the expression, written exactly like the condition, is smallest; for many keys compare with @> and create a GIN index on the column.`,
      };
    }),
};
