import type { PlanNode } from '../plan';
import { rowsOut } from '../plan';
import { counted, times } from '../words';
import { ran, tableOf } from './reason';
import type { Reason, ReasonContext } from './reason';

const factor = 10;
const manyRows = 100;

/** Only the deepest node that is wrong: the error flows up from there. */
export const rowMisestimate: Reason = {
  id: 'row-misestimate',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    context.nodes.flatMap((node) => {
      if (!isWrong(node, context) || node.children.some((child) => wrongWithin(child, context))) return [];
      const actual = node.actual?.rows ?? 0;
      const ratio = (actual + 1) / (node.planRows + 1);
      const place = node.relation ? `of ${tableOf(node)}` : `at ${node.type}`;
      return [{
        node,
        share: 0.2 + Math.min(1, Math.log10(Math.max(ratio, 1 / ratio)) - 1) * 0.3,
        title: `${ratio > 1 ? 'Far more' : 'Far fewer'} rows ${place} than expected`,
        text: `PostgreSQL estimated ${counted(node.planRows, 'row')} ${(node.actual?.loops ?? 1) > 1 ? 'per loop' : ''} and got ${counted(actual, 'row')}, ${times(Math.max(ratio, 1 / ratio))} ${ratio > 1 ? 'as many' : 'fewer'}; what is above was chosen for the wrong number. ANALYZE ${node.relation ?? 'the tables'}; where conditions depend on each other, CREATE STATISTICS on their columns; an expression needs statistics or an index of its own.`.replace('  ', ' '),
      }];
    }),
};

function isWrong(node: PlanNode, { parentOf }: ReasonContext): boolean {
  if (!ran(node) || node.planRows === 0 || Math.max(rowsOut(node), node.planRows) < manyRows || node.type.startsWith('Bitmap') && node.relation === undefined) return false;
  for (let child = node, parent = parentOf.get(node.id); parent; child = parent, parent = parentOf.get(parent.id)) if (stopsEarly(parent, child)) return false;
  const ratio = ((node.actual?.rows ?? 0) + 1) / (node.planRows + 1);
  return Math.max(ratio, 1 / ratio) >= factor;
}

/** Where the parent may stop before the child is done, the child's rows say nothing of its estimate. */
function stopsEarly(parent: PlanNode, child: PlanNode): boolean {
  if (parent.type === 'Limit') return true;
  if (/Semi|Anti/.test(parent.type) && child.relationship === 'Inner') return true;
  return parent.type.startsWith('Merge') || child.relationship === 'SubPlan';
}

function wrongWithin(node: PlanNode, context: ReasonContext): boolean {
  return isWrong(node, context) || node.children.some((child) => wrongWithin(child, context));
}
