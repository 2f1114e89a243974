import type { PlanNode } from './plan';
import { isScan, rowsOut, totalOf } from './plan';
import { detailOf } from './properties';
import type { ReasonContext } from './reasons/reason';
import type { PlanReason } from './report';
import { counted, milliseconds, percent } from './words';

export interface VerdictRequest {
  readonly context: ReasonContext;
  readonly costly: PlanNode | undefined;
  readonly reasons: readonly PlanReason[];
  readonly allEmpty: boolean;
}

/** One sentence: what costs most and why. */
export function verdictOf({ context, costly, reasons, allEmpty }: VerdictRequest): string {
  const [worst] = reasons;
  if (allEmpty) {
    const shape = worst ? ` The shape shows one thing: ${lowered(worst.title)}.` : '';
    return `The tables are empty here, so the costs say nothing about your data; read the shape of the plan, not its numbers.${shape}`;
  }
  const { plan } = context;
  if (!costly) {
    const finding = worst ? ` Worth a look: ${lowered(worst.title)}.` : ' Nothing to improve here.';
    return plan.executionTime === undefined ? `No step stands out.${finding}` : `It ran in ${milliseconds(plan.executionTime)}, and no step stands out.${finding}`;
  }
  const amount = context.ownTime(costly) === undefined ? `${percent(context.share(costly))} of the estimated cost` : `${percent(context.share(costly))} of ${milliseconds(plan.executionTime ?? context.ownTime(costly) ?? 0)}`;
  const place = `${costly.type} ${detailOf(costly)}`.trim();
  const reason = reasons.find(({ node }) => node === costly.id) ?? worst;
  return `${amount} ${context.ownTime(costly) === undefined ? 'lies' : 'was spent'} in ${place}, ${why(costly)}.${reason ? ` ${reason.title}.` : ''}`;
}

/** What the node did, with its numbers. */
function why(node: PlanNode): string {
  const loops = node.actual?.loops ?? 1;
  const repeated = loops > 1 ? `, ${counted(loops, 'time')}` : '';
  if (isScan(node)) {
    if (!node.actual) return `which reads ${node.type.endsWith('Seq Scan') ? 'the whole table' : 'through the index'} for ${counted(node.planRows, 'row')}`;
    const kept = rowsOut(node);
    const read = kept + totalOf(node, 'Rows Removed by Filter') + totalOf(node, 'Rows Removed by Index Recheck');
    return read > kept ? `which read ${counted(read, 'row')} and kept ${counted(kept, 'row')}${repeated}` : `which read ${counted(read, 'row')}${repeated}`;
  }
  const input = node.children.filter(({ relationship }) => relationship !== 'InitPlan' && relationship !== 'SubPlan');
  const rows = node.actual ? input.reduce((sum, child) => sum + rowsOut(child), 0) : input.reduce((sum, child) => sum + child.planRows, 0);
  if (input.length === 0) return `which ${node.actual ? 'made' : 'makes'} ${counted(node.actual ? rowsOut(node) : node.planRows, 'row')}${repeated}`;
  return `which ${node.actual ? 'worked' : 'works'} on ${counted(rows, 'row')}${repeated}`;
}

function lowered(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
