import type { PlanNode } from '../plan';
import { nodesOf, textOf } from '../plan';
import { counted } from '../words';
import { eachNode } from './reason';
import type { Reason } from './reason';

const conditionFields = ['Index Cond', 'Recheck Cond', 'Cache Key', 'Filter', 'One-Time Filter', 'Function Call', 'TID Cond', 'Join Filter', 'Table Function Call'];

export const cartesian: Reason = {
  id: 'cartesian',
  structural: true,
  fromEstimates: true,
  find: (context) =>
    eachNode(context, (node) => {
      const [outer, inner] = node.children;
      if (node.type !== 'Nested Loop' || !outer || !inner || textOf(node, 'Join Filter') !== '') return undefined;
      if (outer.planRows <= 1 || inner.planRows <= 1 || (node.actual && Math.min(outer.actual?.rows ?? 0, inner.actual?.rows ?? 0) <= 1)) return undefined;
      if (mentionsOuter(inner, outer)) return undefined;
      const rows = node.actual ? node.actual.rows : node.planRows;
      return {
        share: 1,
        title: 'Every row is joined with every row',
        text: `No condition connects the two sides, so ${counted(outer.actual?.rows ?? outer.planRows, 'row')} and ${counted(inner.actual?.rows ?? inner.planRows, 'row')} make ${counted(rows, 'row')}. If this is not meant, a join condition is missing between ${names(outer)} and ${names(inner)}.`,
      };
    }),
};

/** Whether a condition on the inner side uses a value of the outer side, as in a look-up per row. */
function mentionsOuter(inner: PlanNode, outer: PlanNode): boolean {
  const outerNames = [...nodesOf(outer)].flatMap(({ alias, relation }) => alias ?? relation ?? []);
  const conditions = [...nodesOf(inner)].flatMap((node) => conditionFields.map((name) => textOf(node, name))).join(' ');
  return outerNames.some((name) => conditions.includes(`${name}.`) || conditions.includes(`"${name}".`));
}

function names(side: PlanNode): string {
  return [...new Set([...nodesOf(side)].flatMap(({ relation }) => relation ?? []))].join(', ') || 'the other side';
}
