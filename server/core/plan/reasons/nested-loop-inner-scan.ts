import type { PlanNode } from '../plan';
import { textOf, totalOf } from '../plan';
import { counted, wholeNumber } from '../words';
import { ran, tableOf } from './reason';
import type { Reason } from './reason';

const manyLoops = 100;
/** Keep what was read, so that the next loop does not read the table again. */
const keepsRows = /Materialize|Memoize|Sort|Hash|CTE Scan/;

export const nestedLoopInnerScan: Reason = {
  id: 'nested-loop-inner-scan',
  structural: true,
  fromEstimates: true,
  find: ({ nodes, share }) =>
    nodes.flatMap((loop) => {
      const inner = loop.type.includes('Nested Loop') ? loop.children.find(({ relationship }) => relationship === 'Inner') : undefined;
      const scan = inner && scanWithin(inner);
      const loops = scan?.actual ? scan.actual.loops : (loop.children[0]?.planRows ?? 0);
      if (!scan || loops < manyLoops || (loop.actual && !ran(scan))) return [];
      const reads = scan.actual ? ` (${wholeNumber(totalOf(scan, 'Rows Removed by Filter') + scan.actual.rows * loops)} rows in all)` : '';
      const condition = textOf(scan, 'Filter') || textOf(loop, 'Join Filter');
      return [{
        node: scan,
        share: share(scan) + share(loop),
        title: `${tableOf(scan)} is read from start to end ${counted(loops, 'time')}`,
        text: `The nested loop scans it once for each row of its outer side${reads}. An index on its column of the join condition${condition ? ` ${condition}` : ''} turns each scan into a look-up.`,
      }];
    }),
};

function scanWithin(node: PlanNode): PlanNode | undefined {
  if (keepsRows.test(node.type)) return undefined;
  if (node.type === 'Seq Scan') return node;
  return node.children.filter(({ relationship }) => relationship !== 'InitPlan' && relationship !== 'SubPlan').map(scanWithin).find(Boolean);
}
