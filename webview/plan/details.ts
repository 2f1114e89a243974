import type { PlanNodeReport, PlanReport } from '../../server/core/plan/report';
import { element } from '../shared/dom';
import { duration } from '../shared/duration';
import { nodeName } from './nodes';
import { exactNumber, misestimate, percent } from './numbers';

/** Everything that is known of one node, as a list of names and values. */
export function nodeDetails(node: PlanNodeReport, report: PlanReport): readonly HTMLElement[] {
  const list = element('dl', {});
  for (const [name, value] of facts(node, report)) list.append(element('dt', {}, name), element('dd', {}, value));
  return [element('h2', { id: 'details-title' }, nodeName(node)), list];
}

function facts(node: PlanNodeReport, report: PlanReport): readonly (readonly [string, string])[] {
  const off = misestimate(node);
  return [
    [report.analyzed ? 'Share of the time' : 'Share of the cost', percent(node.share)],
    ...(node.ownTime === undefined ? [] : [['Own time', duration(node.ownTime)] as const]),
    ['Planned rows', exactNumber(node.estimatedRows)],
    ...(node.actualRows === undefined ? [] : [[(node.loops ?? 1) > 1 ? 'Actual rows per loop' : 'Actual rows', off ? `${exactNumber(node.actualRows)}: ${off}` : exactNumber(node.actualRows)] as const]),
    ...(node.loops === undefined ? [] : [['Loops', node.loops === 0 ? '0: never executed' : exactNumber(node.loops)] as const]),
    ['Own cost', exactNumber(node.ownCost)],
    ['Cost until the first row', exactNumber(node.startupCost)],
    ['Cost until the last row', exactNumber(node.totalCost)],
    ...node.properties.map(({ name, value }) => [name, value] as const),
  ];
}
