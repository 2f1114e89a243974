import { docsUrl } from '../core/rules/docs-url';
import { rules } from '../core/rules/index';
import { painter } from './report-pretty';

/** The list of rules: a table, or JSON for scripts. */
export function listRules(format: 'pretty' | 'json', color: boolean): string {
  const rows = rules
    .map(({ id, group, severity, fix, since, lesson, doc }) => ({ id, group, severity, fix, since, lesson: lesson ?? null, summary: doc.trim().split('\n', 1)[0] ?? '', docs: docsUrl(id) }))
    .toSorted((a, b) => a.group.localeCompare(b.group) || a.id.localeCompare(b.id));
  if (format === 'json') return `${JSON.stringify({ version: 1, rules: rows }, undefined, 2)}\n`;
  const paint = painter(color);
  const widest = Math.max(0, ...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, group, severity, summary }) => `${paint('bold', id.padEnd(widest))}  ${group.padEnd(11)}  ${severity.padEnd(7)}  ${summary}`);
  return `${lines.join('\n')}\n`;
}
