import type { QueryResult, Value } from '../../database';

/** The first rows, named by column. */
export function describeRows(result: QueryResult, rows: readonly (readonly Value[])[], most = 3): string {
  const shown = rows.slice(0, most).map((row) => result.columns.map(({ name }, index) => `${name} = ${row[index] ?? 'NULL'}`).join(', '));
  return `${shown.join(' | ')}${rows.length > shown.length ? ' | …' : ''}`;
}

export type ExpectedRow = Readonly<Record<string, Value>>;

/** Whether a result has exactly these rows in this order; columns that are not named may be anything. */
export function hasRows(expected: readonly ExpectedRow[], result: QueryResult): boolean {
  const seen = result.rows.map((row) => Object.fromEntries(result.columns.map(({ name }, index) => [name, row[index] ?? null])));
  return seen.length === expected.length
    && expected.every((row, index) => Object.entries(row).every(([name, value]) => seen[index]?.[name] === value));
}

type YamlValue = string | number | boolean | null;

/** As PostgreSQL prints values. */
export function printedRow(row: Readonly<Record<string, YamlValue>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, printValue(value)]));
}

function printValue(value: YamlValue): Value {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value);
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
