import type { DeleteStmt, InsertStmt, Node, RangeVar, UpdateStmt } from '@pgsql/types';
import { walk } from '../../sql/walk';
import type { Catalog } from '../catalog';
import { referenceOfRange } from '../ddl/change';
import type { Origin, Relation } from '../model';
import { evaluate, NotYet, Raised } from './evaluate';
import { rowsOf } from './query';
import type { Scope, Table } from './scope';
import { isRow, unclear, type Hidden, type Value } from './values';

/**
 * Rows that statements of the history wrote, as far as they are known: few, as migrations write the rows that an application cannot do without.
 * What the application itself has written is not in it, so nothing that follows from it is more than `at-least`.
 */
export interface KnownRows {
  /** The statement that made the table: another one of the same name has other rows. */
  readonly of: Origin;
  /** Values by the origin of their column, which survives renames. A column that is missing is not known. */
  readonly rows: readonly ReadonlyMap<Origin, Value>[];
  /** Whether the history wrote no others. */
  readonly complete: boolean;
}

type KnownRow = KnownRows['rows'][number];

/** More rows of a table are not told apart: that there are some is all that is kept. */
const most = 20;
/** Rows that a query is followed for, to see which of them are written: data for trying things out is not worth the time. */
const mostMade = 500;

function hasRows({ kind, assumed }: Relation): boolean {
  return kind === 'table' && assumed === undefined;
}

/** undefined where nothing is known, not even that there are none. */
export function knownRows(catalog: Catalog, relation: Relation): KnownRows | undefined {
  if (!hasRows(relation) || catalog.children(relation).length > 0) return undefined;
  const known = catalog.rows(relation);
  if (known?.of === relation.origin) return known;
  return relation.filled ? undefined : { of: relation.origin, rows: [], complete: true };
}

/** As a table that a query can read. */
export function tableOf(catalog: Catalog, relation: Relation): { readonly table: Table; readonly complete: boolean } | undefined {
  const known = relation.columnsKnown ? knownRows(catalog, relation) : undefined;
  if (known !== undefined) catalog.askForRows();
  return known && { complete: known.complete, table: { columns: relation.columns.map(({ name }) => name), rows: known.rows.map((row) => named(relation, row)) } };
}

function named(relation: Relation, row: KnownRow): ReadonlyMap<string, Value> {
  return new Map(relation.columns.map(({ name, origin }) => [name, row.has(origin) ? (row.get(origin) ?? null) : unclear]));
}

function keep(catalog: Catalog, relation: Relation, rows: readonly KnownRow[], complete: boolean): void {
  const old = catalog.rows(relation);
  if (rows.length <= most) catalog.setRows(relation, { of: relation.origin, rows, complete });
  else if (old?.of !== relation.origin || old.rows[0]?.size !== 0) catalog.setRows(relation, { of: relation.origin, rows: [new Map()], complete: false });
}

/** Something else may have been written to it or deleted. */
export function forgetRows(catalog: Catalog, relation: Relation): void {
  if (catalog.rows(relation) !== undefined) catalog.setRows(relation, undefined);
  if (!relation.filled && hasRows(relation)) catalog.putRelation({ ...relation, filled: true });
}

/** The value of an expression in a row; what cannot be told is `unclear`. */
function valueIn(node: Node | undefined, scope: Scope): Value {
  try {
    return evaluate(node, scope);
  } catch (reason) {
    if (reason instanceof NotYet || reason instanceof Raised) return unclear;
    throw reason;
  }
}

/** The rows of an INSERT, by column, in the order written. `complete`: there are no others. undefined where not one is known. */
export function insertedRows(relation: Relation, { cols, selectStmt }: InsertStmt, scope: Scope): { readonly rows: readonly ReadonlyMap<string, Value>[]; readonly complete: boolean } | undefined {
  const select = selectStmt && 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : undefined;
  const names = cols === undefined ? relation.columns.map(({ name }) => name) : cols.flatMap((node) => ('ResTarget' in node ? [node.ResTarget.name ?? ''] : []));
  const defaults = new Map(relation.columns.map(({ name, defaultExpression, generated }): readonly [string, Value] =>
    [name, generated !== undefined ? unclear : defaultExpression === undefined ? null : valueIn(defaultExpression, scope)]));
  const complete = (values: readonly Value[]): ReadonlyMap<string, Value> => new Map([...defaults, ...names.slice(0, values.length).map((name, place): readonly [string, Value] => [name, values[place] ?? null])]);
  if (selectStmt === undefined) return { rows: [defaults], complete: true };
  if (select?.valuesLists !== undefined && select.withClause === undefined) {
    const lists = select.valuesLists.slice(0, most + 1).map((list) => ('List' in list ? (list.List.items ?? []) : []));
    return { complete: true, rows: lists.map((list) => complete(list.map((item, place) => ('SetToDefault' in item ? (defaults.get(names[place] ?? '') ?? null) : valueIn(item, scope))))) };
  }
  if (select === undefined) return undefined;
  const few = { ...scope, largest: mostMade };
  const all = safely(() => rowsOf(select, few));
  const table = all ?? safely(() => rowsOf(select, few, true));
  return table && { rows: table.rows.map((row) => complete(table.columns.map((column) => row.get(column) ?? null))), complete: all !== undefined };
}

function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof NotYet || reason instanceof Raised) return undefined;
    throw reason;
  }
}

/** Rows that an UPDATE or DELETE is certain to touch, and those that it may touch. */
export function touchedRows(relation: Relation, known: KnownRows, { where, alone, alias }: Reach, scope: Scope): { readonly certain: readonly KnownRow[]; readonly perhaps: readonly KnownRow[] } {
  const [certain, perhaps]: [KnownRow[], KnownRow[]] = [[], []];
  const columns = new Set(relation.columns.map(({ name }) => name));
  for (const row of known.rows) {
    const matches = !alone ? unclear : where === undefined ? true : valueIn(where, { ...scope, ranges: new Map(scope.ranges).set(alias, { columns, row: named(relation, row) }) });
    if (matches === true) certain.push(row);
    else if (matches === unclear) perhaps.push(row);
  }
  return { certain, perhaps };
}

interface Reach {
  readonly where: Node | undefined;
  /** No other table decides which rows. */
  readonly alone: boolean;
  readonly alias: string;
}

export function reachOf(node: UpdateStmt | DeleteStmt): Reach {
  const others = 'fromClause' in node ? node.fromClause : 'usingClause' in node ? node.usingClause : undefined;
  return { where: node.whereClause, alone: (others ?? []).length === 0, alias: node.relation?.alias?.aliasname ?? node.relation?.relname ?? '' };
}

/** What an UPDATE sets, for one of the rows. `unclear` for what is set from other tables. */
export function updatedValues(relation: Relation, row: KnownRow, node: UpdateStmt, scope: Scope): ReadonlyMap<string, Value> {
  const { alias } = reachOf(node);
  const range = { columns: new Set(relation.columns.map(({ name }) => name)), row: named(relation, row) };
  return new Map((node.targetList ?? []).flatMap((target): readonly (readonly [string, Value])[] => {
    if (!('ResTarget' in target) || target.ResTarget.name === undefined) return [];
    const { name, val, indirection } = target.ResTarget;
    const plain = indirection === undefined && val !== undefined && !('MultiAssignRef' in val) && !('SetToDefault' in val);
    return [[name, plain ? valueIn(val, { ...scope, ranges: new Map(scope.ranges).set(alias, range) }) : unclear]];
  }));
}

/** Follows what a statement writes into the rows that are known. */
export function writeRows(scope: Scope, tag: 'InsertStmt' | 'UpdateStmt' | 'DeleteStmt', node: InsertStmt | UpdateStmt | DeleteStmt): void {
  const { catalog } = scope;
  const reference = referenceOfRange(node.relation);
  const relation = reference && catalog.relation(reference);
  if (relation === undefined) return;
  const event = tag === 'InsertStmt' ? 'insert' : tag === 'UpdateStmt' ? 'update' : 'delete';
  const fired = relation.triggers.filter(({ events }) => events.includes(event));
  const known = knownRows(catalog, relation);
  if (!hasRows(relation) || relation.rules.length > 0 || node.withClause !== undefined || (known === undefined && event !== 'insert')) forgetAround(catalog, relation, fired.length > 0);
  else if (event === 'insert') insertRows(scope, relation, node as InsertStmt);
  else if (known !== undefined && known.rows.length > 0) changeRows(scope, relation, known, node as UpdateStmt | DeleteStmt);
  else if (known?.complete === true) keep(catalog, relation, [], true);
  for (const { function: called } of fired) forgetWritten(catalog, catalog.routines(called).map(({ body = '' }) => body).join('\n'));
  if (fired.some(({ timing, level }) => timing === 'before' && level === 'row')) forgetValues(catalog, relation);
}

/** A view, a partition or a partitioned table: rows go elsewhere. */
function forgetAround(catalog: Catalog, relation: Relation, triggers: boolean): void {
  forgetRows(catalog, relation);
  for (const name of [...relation.reads, ...relation.rules.flatMap(({ reads }) => reads)]) {
    const other = catalog.relation(name);
    if (other !== undefined && (triggers || relation.kind === 'view' || relation.rules.length > 0)) forgetRows(catalog, other);
  }
}

function insertRows(scope: Scope, relation: Relation, node: InsertStmt): void {
  const before = knownRows(scope.catalog, relation);
  const made = insertedRows(relation, node, scope);
  const origins = new Map(relation.columns.map(({ name, origin }) => [name, origin]));
  const rows = node.onConflictClause !== undefined && (before?.rows.length ?? 1) > 0 ? [] : (made?.rows ?? []);
  const added = rows.map((row): KnownRow => new Map([...row].flatMap(([name, value]) => { const origin = origins.get(name); return origin ? [[origin, kept(relation, name, value)]] : []; })));
  if (before === undefined && added.length === 0) return;
  keep(scope.catalog, relation, [...(before?.rows ?? []), ...added], before?.complete === true && made?.complete === true && rows.length === made.rows.length);
}

/** Rows of rows are not kept. What is not known of a column that is never NULL is at least one value. */
function kept(relation: Relation, column: string, value: Value): Value {
  if (!isRow(value) && value !== unclear) return value;
  const hidden: Hidden = { hidden: true };
  return relation.columns.some(({ name, notNull }) => name === column && notNull) ? hidden : unclear;
}

function changeRows(scope: Scope, relation: Relation, known: KnownRows, node: UpdateStmt | DeleteStmt): void {
  const { certain, perhaps } = touchedRows(relation, known, reachOf(node), scope);
  if (certain.length + perhaps.length === 0) return;
  const origins = new Map(relation.columns.map(({ name, origin }) => [name, origin]));
  if ('targetList' in node) {
    const set = (row: KnownRow): KnownRow => {
      if (!certain.includes(row) && !perhaps.includes(row)) return row;
      const values = updatedValues(relation, row, node, scope);
      return new Map([...row, ...[...values].flatMap(([name, value]): readonly (readonly [Origin, Value])[] => { const origin = origins.get(name); return origin ? [[origin, certain.includes(row) ? kept(relation, name, value) : unclear]] : []; })]);
    };
    keep(scope.catalog, relation, known.rows.map(set), known.complete);
  } else keep(scope.catalog, relation, known.rows.filter((row) => !certain.includes(row) && !perhaps.includes(row)), known.complete && perhaps.length === 0);
  forgetReferring(scope.catalog, relation);
}

/** ON DELETE and ON UPDATE may have deleted or changed rows that refer to these. */
function forgetReferring(catalog: Catalog, relation: Relation): void {
  for (const other of catalog.dependents(relation)) {
    const follows = other.constraints.some((constraint) => constraint.kind === 'foreign' && (constraint.onDelete ?? constraint.onUpdate) !== undefined && constraint.references.name === relation.name);
    if (follows && other.origin !== relation.origin && knownRows(catalog, other)?.rows.length !== 0) forgetRows(catalog, other);
  }
}

/** A trigger before the row may have written other values, or have left the row out. */
function forgetValues(catalog: Catalog, relation: Relation): void {
  const known = catalog.rows(relation);
  if (known !== undefined && known.rows.length > 0) catalog.setRows(relation, { ...known, rows: [], complete: false });
}

const written = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|copy)\s+(?:only\s+)?((?:"[^"]+"|[\w$]+)(?:\.(?:"[^"]+"|[\w$]+))?)/gi;

/** Relations that a text writes to, as far as they are named. */
export function forgetWritten(catalog: Catalog, text: string): void {
  for (const [, name = ''] of text.matchAll(written)) {
    const parts = (name.match(/"[^"]+"|[\w$]+/g) ?? []).map((part) => (part.startsWith('"') ? part.slice(1, -1) : part.toLowerCase()));
    const relation = catalog.relation({ schema: parts.length > 1 ? parts[0] : undefined, name: parts.at(-1) ?? '' });
    if (relation !== undefined) forgetRows(catalog, relation);
  }
}

/** INSERT, UPDATE and DELETE that stand among the queries of a WITH. */
export function forgetTargets(catalog: Catalog, tree: Node): void {
  walk(tree, (tag, node, ancestors) => {
    if (ancestors.length === 0 || (tag !== 'InsertStmt' && tag !== 'UpdateStmt' && tag !== 'DeleteStmt' && tag !== 'MergeStmt')) return;
    const reference = referenceOfRange((node as { readonly relation?: RangeVar }).relation);
    const relation = reference && catalog.relation(reference);
    if (relation) forgetRows(catalog, relation);
  });
}
