import type { PlanNodeReport, PlanReport } from './report';
import { counted, milliseconds, percent, wholeNumber } from './words';

/** The report as text for a terminal: verdict, reasons, tree, notes. Ends with a newline. */
export function printPlan(report: PlanReport): string {
  const lines = [report.verdict, `Plan of ${report.source}`, ''];
  lines.push(...tree(report.root, { costly: report.costly, first: '', rest: '' }));
  if (report.planningTime !== undefined && report.analyzed) lines.push(`Planning ${milliseconds(report.planningTime)}, execution ${milliseconds(report.executionTime ?? 0)}`);
  for (const { severity, title, text, node } of report.reasons) lines.push('', `${severity}: ${title} [${node}]`, `  ${text}`);
  if (report.notes.length > 0) lines.push('', ...report.notes.map((note) => `Note: ${note}`));
  return `${lines.join('\n')}\n`;
}

interface Branch {
  readonly costly: string | undefined;
  /** What stands before the first line of the node, and before all others. */
  readonly first: string;
  readonly rest: string;
}

function tree(node: PlanNodeReport, { costly, first, rest }: Branch): readonly string[] {
  const mark = node.id === costly ? '   <-- costs most' : '';
  const last = node.children.length - 1;
  const bar = node.children.length > 0 ? '│ ' : '  ';
  return [
    `${first}${node.type}${node.detail ? ` ${node.detail}` : ''}  ${numbers(node)}${mark}`,
    ...node.properties.map(({ name, value }) => `${rest}${bar}  ${name}: ${value}`),
    ...node.children.flatMap((child, index) => tree(child, { costly, first: `${rest}${index === last ? '└─ ' : '├─ '}`, rest: `${rest}${index === last ? '   ' : '│  '}` })),
  ];
}

function numbers(node: PlanNodeReport): string {
  if (node.loops === 0) return 'never executed';
  const parts = [node.ownTime === undefined ? `cost ${wholeNumber(node.totalCost)}` : `own time ${milliseconds(node.ownTime)}`];
  if (node.share >= 0.005) parts.push(percent(node.share));
  parts.push(node.actualRows === undefined ? `about ${counted(node.estimatedRows, 'row')}` : `${counted(node.actualRows, 'row')} (estimated ${wholeNumber(node.estimatedRows)})`);
  if (node.loops !== undefined && node.loops > 1) parts.push(`${counted(node.loops, 'loop')}`);
  return parts.join(', ');
}
