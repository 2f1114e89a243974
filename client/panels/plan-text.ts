import type { PlanNodeReport, PlanReport } from '../../server/core/plan/report';

/** The report as text, for a chat or an issue: verdict, plan in the form that EXPLAIN prints, reasons, notes, statement. */
export function planText(report: PlanReport): string {
  return `${[
    report.verdict,
    `${report.analyzed ? 'Measured' : 'Planned, not run'} on ${report.source}`,
    nodeLines(report).join('\n'),
    ...report.reasons.map(({ severity, title, text, node }) => `[${severity}] ${title} (node ${node})\n${text}`),
    ...report.notes.map((note) => `Note: ${note}`),
    report.statement,
  ].join('\n\n')}\n`;
}

/** Without recursion: a plan may be very deep. */
function nodeLines({ root, costly }: PlanReport): readonly string[] {
  const result: string[] = [];
  const open: { node: PlanNodeReport; level: number }[] = [{ node: root, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, level } = next;
    const indent = '  '.repeat(level);
    result.push(`${indent}${level > 0 ? '-> ' : ''}${nodeTitle(node)}${node.id === costly ? '  <- costs most' : ''}`);
    for (const { name, value } of node.properties) result.push(`${indent}     ${name}: ${value}`);
    for (const child of node.children.toReversed()) open.push({ node: child, level: level + 1 });
  }
  return result;
}

function nodeTitle(node: PlanNodeReport): string {
  const cost = `cost=${node.startupCost.toFixed(2)}..${node.totalCost.toFixed(2)} rows=${node.estimatedRows}`;
  const actual = node.loops === 0 ? ' (never executed)' : node.actualRows === undefined ? '' : ` (actual rows=${node.actualRows}${node.loops === undefined ? '' : ` loops=${node.loops}`})`;
  return `${[node.type, node.detail].filter(Boolean).join(' ')}  (${cost})${actual}`;
}
