import { isCorrelated } from '../cost-shares';
import { nodesOf } from '../plan';
import { counted } from '../words';
import type { Reason } from './reason';

const manyLoops = 100;

export const correlatedSubplan: Reason = {
  id: 'correlated-subplan',
  structural: true,
  fromEstimates: true,
  find: ({ nodes, share }) =>
    nodes.flatMap((parent) =>
      parent.children.flatMap((child) => {
        if (!isCorrelated(parent, child)) return [];
        const runs = child.actual ? child.actual.loops : parent.planRows;
        if (runs < manyLoops) return [];
        const tables = [...new Set([...nodesOf(child)].flatMap(({ relation }) => relation ?? []))].join(', ');
        return [{
          node: child,
          share: [...nodesOf(child)].reduce((sum, node) => sum + share(node), 0),
          title: `A subquery ${child.actual ? 'ran' : 'runs'} ${counted(runs, 'time')}, once per row`,
          text: `${child.subplanName ?? 'The subquery'}${tables ? ` on ${tables}` : ''} depends on the row around it and is evaluated anew for each. Join with the subquery grouped by the outer column, or use LEFT JOIN LATERAL with an index on the column it looks up.`,
        }];
      }),
    ),
};
