import type { Catalog } from '../catalog';
import type { BodyReader } from '../../sql/body-reader';
import { isRow, unclear, type Value } from './values';

/** What an expression can see. */
export interface Scope {
  readonly catalog: Catalog;
  readonly reader: BodyReader;
  /** Set where rows of tables say nothing: those that the history wrote are not all that a database has. */
  readonly rows?: 'ignored' | undefined;
  /** Results with more rows are not followed; absent: what a loop of a body may go through. */
  readonly largest?: number;
  /** Variables and parameters by lower-case name, `$1` for the first parameter. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Rows of the query around, the innermost last, by alias. */
  readonly ranges: ReadonlyMap<string, RangeRow>;
  /** Names of WITH queries. */
  readonly tables: ReadonlyMap<string, Table | undefined>;
}

export interface RangeRow {
  readonly columns: ReadonlySet<string>;
  /** undefined: the query has the table, its rows were not joined yet. */
  readonly row: ReadonlyMap<string, Value> | undefined;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, Value>[];
}

/** The expression is of a table whose rows were not joined yet. */
export const notYet = Symbol('not yet');

/** The value of a name of one or more parts: a column before a variable. */
export function lookUp(scope: Scope, parts: readonly string[]): Value | typeof notYet {
  const [first = '', second] = parts;
  if (second !== undefined) {
    const range = scope.ranges.get(first);
    if (range) return range.row === undefined ? notYet : (range.row.get(second) ?? (range.row.has(second) ? null : unclear));
    const field = scope.variables.get(parts.join('.').toLowerCase());
    if (field !== undefined) return field;
    const record = scope.variables.get(first.toLowerCase());
    if (record !== undefined && isRow(record)) return record.row.has(second) ? (record.row.get(second) ?? null) : unclear;
    // `function.parameter` and `label.variable`.
    return scope.variables.get(second.toLowerCase()) ?? unclear;
  }
  for (const { columns, row } of [...scope.ranges.values()].toReversed()) if (columns.has(first)) return row === undefined ? notYet : (row.get(first) ?? null);
  const variable = scope.variables.get(first.toLowerCase());
  if (variable !== undefined) return variable;
  const whole = scope.ranges.get(first)?.row;
  return whole ? { row: whole } : unclear;
}
