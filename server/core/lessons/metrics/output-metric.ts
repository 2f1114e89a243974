import type { QueryResult, Value } from '../../database';
import { runScript } from '../run-sql';
import type { MetricKind } from './metric';

/** What the last statement of a `sql run` shows, for a `text output` block. */
export const outputMetric: MetricKind = {
  place: 'database',
  async measure(session, { sql }) {
    const ran = await runScript(session, sql);
    if (ran.ok) return { ok: true, value: { text: printResult(ran.value.at(-1)?.result) } };
    const { code, message } = ran.error;
    return code === undefined ? ran : { ok: true, value: { text: `ERROR ${code}: ${message}` } };
  },
};

/** A table of plain text, columns as wide as their widest value: header, line, rows, count. */
export function printResult(result: QueryResult | undefined): string {
  if (result === undefined) return '(nothing)';
  if (result.columns.length === 0) return result.affected === undefined ? '(done)' : `(${count(result.affected)} changed)`;
  const names = result.columns.map(({ name }) => name);
  const widths = names.map((name, index) => Math.max(name.length, ...result.rows.map((row) => shown(row[index] ?? null).length)));
  const line = (cells: readonly string[]) => cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ').trimEnd();
  return [line(names), widths.map((width) => '-'.repeat(width)).join('-+-'), ...result.rows.map((row) => line(row.map(shown))), `(${count(result.rows.length)})`].join('\n');
}

function shown(value: Value): string {
  return value ?? 'NULL';
}

function count(rows: number): string {
  return `${rows} row${rows === 1 ? '' : 's'}`;
}
