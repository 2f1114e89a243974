import { textOf } from '../plan';
import { eachNode, tableOf } from './reason';
import type { Reason } from './reason';

/** Functions that are put around a column in a condition; PostgreSQL prints operators such as `IS NULL` in another way. */
const wrapped = /\b(lower|upper|btrim|ltrim|rtrim|date_trunc|date_part|extract|to_char|coalesce|substr|substring|"substring"|abs|date|md5|length|replace|timezone)\((?:'[^']*'(?:::\w+)?, |\w+ FROM )?\(*"?[a-z_][\w.]*"?/i;
const expensive = 100;

export const expressionOnColumn: Reason = {
  id: 'expression-on-column',
  structural: true,
  fromEstimates: true,
  find: (context) =>
    eachNode(context, (node) => {
      const filter = textOf(node, 'Filter');
      const call = node.type.endsWith('Seq Scan') ? wrapped.exec(filter)?.[1] : undefined;
      if (call === undefined || node.totalCost < expensive) return undefined;
      return {
        title: `A function around a column keeps ${tableOf(node)} from using an index`,
        text: `The condition ${filter} compares the result of ${call.replaceAll('"', '')}(), and an index on the column itself cannot answer that. Move the calculation to the other side of the comparison, or create an index on the same expression.`,
      };
    }),
};
