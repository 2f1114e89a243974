import { isScan, rowsOut, textOf, totalOf } from '../plan';
import type { PlanNode } from '../plan';
import { counted, wholeNumber } from '../words';
import { eachNode, ran, tableOf } from './reason';
import type { Reason } from './reason';

/** Below this a scan of the whole table is the fastest way there is. */
const fewRows = 10_000;
const selective = 0.05;
/** A sequential scan pays 1 for a page and about 0.0125 for a row with a condition; with 100 rows to a page 44 rows cost 1. */
const rowsPerCost = 44;

export const selectiveSeqScan: Reason = {
  id: 'selective-seq-scan',
  structural: false,
  fromEstimates: true,
  find: (context) => eachNode(context, (node) => (node.type.endsWith('Seq Scan') && isScan(node) && textOf(node, 'Filter') !== '' ? look(node) : undefined)),
};

function look(node: PlanNode): { readonly title: string; readonly text: string } | undefined {
  const advice = `An index on the columns of the condition ${textOf(node, 'Filter')} lets PostgreSQL go to those rows directly.`;
  if (ran(node)) {
    const kept = rowsOut(node);
    const read = kept + totalOf(node, 'Rows Removed by Filter');
    if (read < fewRows || kept > read * selective) return undefined;
    return { title: `Reads all of ${tableOf(node)} to keep ${counted(kept, 'row')}`, text: `${counted(read, 'row')} were read from start to end and ${wholeNumber(read - kept)} thrown away. ${advice}` };
  }
  const read = (node.totalCost - node.startupCost) * rowsPerCost;
  if (node.actual || read < fewRows || node.planRows > read * selective) return undefined;
  return { title: `Reads all of ${tableOf(node)} for ${counted(node.planRows, 'row')}`, text: `PostgreSQL expects to read the whole table and to keep ${counted(node.planRows, 'row')}. ${advice}` };
}
