import type { PlanNode } from '../plan';
import { numberOf, rowsOut, textOf } from '../plan';
import { counted, kilobytes } from '../words';
import { eachNode, ran } from './reason';
import type { Reason } from './reason';

export const sortSpill: Reason = {
  id: 'sort-spill',
  structural: false,
  fromEstimates: false,
  find: (context) =>
    eachNode(context, (node) => {
      if (!ran(node) || !onDisk(node)) return undefined;
      return {
        title: `Sorting ${counted(rowsOut(node), 'row')} did not fit into memory`,
        text: `The sort by ${textOf(node, 'Sort Key')} wrote ${kilobytes(numberOf(node, 'Sort Space Used'))} to disk. An index in this order makes the sort unnecessary; else set work_mem higher for this statement (the sort needs more memory than disk) or sort fewer and narrower rows.`,
      };
    }),
};

function onDisk(node: PlanNode): boolean {
  return node.raw['Sort Space Type'] === 'Disk' || JSON.stringify(node.raw['Full-sort Groups'] ?? '').includes('"Disk') || JSON.stringify(node.raw['Pre-sorted Groups'] ?? '').includes('"Disk');
}
