import type { DeleteStmt, FuncCall, InsertStmt, MergeStmt, Node, SelectStmt, UpdateStmt } from '@pgsql/types';
import type { Constraint, Relation, Rule, TriggerEvent } from '../catalog/model';
import { insertedRows, knownRows, reachOf, touchedRows, updatedValues } from '../catalog/bodies/known-rows';
import { compare, unclear, type Value } from '../catalog/bodies/values';
import { walk } from '../sql/walk';
import { scopeIn } from './bodies';
import { callAll, doubtPolicies, lockChildren, lockRead, readBy } from './queries';
import { fireRowTriggers, fireStatementTriggers, isReplica, type Firing } from './triggers';
import { ancestors, descendants, doubt, isSame, lock, relationNamed, relationOf, type Work } from './work';

/*
 * What changing rows does beside reading: the lock on the target, triggers, foreign keys and rules. A query locks by what it says, whatever the rows are;
 * triggers for each row and foreign keys only act on rows. So they are listed where at least one row is certain, and in doubt everywhere else.
 */

export type Modification = InsertStmt | UpdateStmt | DeleteStmt | MergeStmt;

interface Change {
  readonly tag: string;
  readonly node: Modification;
  readonly query: { readonly filtered: ReadonlySet<string>; readonly planned: boolean };
}

export function modify(work: Work, { tag, node, query }: Change): void {
  const relation = relationOf(work, node.relation);
  if (relation === undefined) return doubt(work);
  if (tag === 'MergeStmt') return merge(work, relation, node as MergeStmt, query);
  const event = eventOf(tag);
  lock(work, relation, 'RowExclusiveLock');
  if (applyRules(work, relation, { tag, node, query }, event)) return;
  if (relation.kind === 'view') return modifyView(work, relation, { tag, node, query });
  if (tag === 'InsertStmt') return insert(work, relation, node as InsertStmt);
  if (node.relation?.inh) lockChildren(work, relation, { mode: 'RowExclusiveLock', only: false, query });
  const columns = tag === 'UpdateStmt' ? targets((node as UpdateStmt).targetList) : [];
  touch(work, relation, tag === 'UpdateStmt' ? { event, rows: false, columns } : { event, rows: false });
  lockKeysOfRows(work, relation, node as UpdateStmt | DeleteStmt);
}

function eventOf(tag: string): TriggerEvent & ('insert' | 'update' | 'delete') {
  return tag === 'InsertStmt' ? 'insert' : tag === 'UpdateStmt' ? 'update' : 'delete';
}

/** UPDATE and DELETE: how many rows there are is never certain. */
function touch(work: Work, relation: Relation, firing: Firing): void {
  if (relation.rowSecurity.enabled) doubtPolicies(work, relation);
  fireStatementTriggers(work, relation, firing);
  for (const each of [relation, ...descendants(work, relation)]) {
    fireRowTriggers(work, each, firing);
    if (touchesKeys(work, each, firing)) doubt(work);
    if (firing.event === 'update') callExpressions(work, each);
    if (firing.event === 'update' && each === relation) doubtBounds(work, each);
  }
}

/** A row that is written to a partition itself is compared with its bounds: the first time in a session they are read from the table above, under a lock. */
function doubtBounds(work: Work, relation: Relation): void {
  if (ancestors(work, relation).length > 0) doubt(work);
}

/** Whether rows of other tables may be looked up, changed or deleted with these. */
function touchesKeys(work: Work, relation: Relation, { event, columns }: Firing): boolean {
  if (isReplica(work)) return false;
  const sets = (names: readonly string[]): boolean => event === 'delete' || columns === undefined || names.some((name) => columns.includes(name));
  if (event !== 'delete' && relation.constraints.some((constraint) => constraint.kind === 'foreign' && sets(constraint.columns))) return true;
  return [relation, ...ancestors(work, relation)].some((target) => work.catalog.dependents(target).some((other) =>
    other.constraints.some((constraint) => constraint.kind === 'foreign' && isSame(constraint.references, target) && sets(constraint.referencedColumns))));
}

function insert(work: Work, relation: Relation, node: InsertStmt): void {
  const known = insertsRows(node) ? [] : rowsKnown(work, relation, node);
  const rows = insertsRows(node) || known.length > 0;
  if (known.length > 0) doubt(work);
  const { onConflictClause: conflict } = node;
  if (relation.rowSecurity.enabled) doubtPolicies(work, relation);
  fireStatementTriggers(work, relation, { event: 'insert', rows });
  if (conflict?.action === 'ONCONFLICT_UPDATE') fireStatementTriggers(work, relation, { event: 'update', rows: false, columns: targets(conflict.targetList) });
  callDefaults(work, relation, node, rows);
  callExpressions(work, relation);
  // Rows go into partitions, which are locked when the first one comes.
  if (relation.kind === 'partitioned') doubt(work);
  doubtBounds(work, relation);
  if (conflict !== undefined) return insertOrConflict(work, relation, node, rows);
  fireRowTriggers(work, relation, { event: 'insert', rows });
  const dropsRows = relation.triggers.some(({ level, timing, events }) => level === 'row' && timing === 'before' && events.includes('insert'));
  lookUpKeys(work, relation, node, { certain: rows && !dropsRows, known });
}

/** Triggers before the row fire in any case; whether it is then inserted, updated or left out is not known. */
function insertOrConflict(work: Work, relation: Relation, { onConflictClause: conflict }: InsertStmt, rows: boolean): void {
  const before = { ...relation, triggers: relation.triggers.filter(({ timing }) => timing === 'before') };
  const after = { ...relation, triggers: relation.triggers.filter(({ timing }) => timing !== 'before') };
  fireRowTriggers(work, before, { event: 'insert', rows });
  fireRowTriggers(work, after, { event: 'insert', rows: false });
  const columns = targets(conflict?.targetList);
  if (conflict?.action === 'ONCONFLICT_UPDATE') fireRowTriggers(work, relation, { event: 'update', rows: false, columns });
  if (!isReplica(work) && relation.constraints.some(({ kind }) => kind === 'foreign')) doubt(work);
  else if (conflict?.action === 'ONCONFLICT_UPDATE' && touchesKeys(work, relation, { event: 'update', rows: false, columns })) doubt(work);
}

/** Whether at least one row is certain to come: VALUES, DEFAULT VALUES, or a SELECT of nothing but expressions. */
function insertsRows({ selectStmt }: InsertStmt): boolean {
  if (selectStmt === undefined) return true;
  const select: SelectStmt = 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : {};
  if ((select.valuesLists ?? []).length > 0) return true;
  const plain = select.fromClause === undefined && select.whereClause === undefined && select.havingClause === undefined && select.limitCount === undefined && select.limitOffset === undefined;
  return plain && (select.op === undefined || select.op === 'SETOP_NONE') && !hasCall(selectStmt);
}

/** A function in the list may give any number of rows. */
function hasCall(node: Node): boolean {
  return callsOf(node).length > 0;
}

function callsOf(node: Node): readonly FuncCall[] {
  const calls: FuncCall[] = [];
  walk(node, (tag, inner) => {
    if (tag === 'FuncCall') calls.push(inner as FuncCall);
  });
  return calls;
}

type ForeignKey = Extract<Constraint, { kind: 'foreign' }>;

/** A row with a foreign key is looked up in the other table, unless a part of its key is NULL. */
function lookUpKeys(work: Work, relation: Relation, node: InsertStmt, { certain, known }: { readonly certain: boolean; readonly known: readonly ReadonlyMap<string, Value>[] }): void {
  if (isReplica(work)) return;
  const keys = relation.constraints.filter((constraint): constraint is ForeignKey => constraint.kind === 'foreign');
  for (const key of keys) {
    const found = known.length > 0 ? keyOfRows(relation, known, key) : keyIn(relation, node, key);
    if (found === 'never') continue;
    const target = relationNamed(work, key.references);
    if (target === undefined || !certain || found === 'perhaps' || key.deferred) {
      doubt(work);
      continue;
    }
    lock(work, target, 'RowShareLock');
    // The key decides in which partition it is looked up.
    if (target.kind === 'partitioned') doubt(work);
  }
}

/** Whether a row of the INSERT has the key: in every part a value that is not NULL. */
function keyIn(relation: Relation, node: InsertStmt, { columns }: ForeignKey): 'certain' | 'perhaps' | 'never' {
  const names = node.cols === undefined ? relation.columns.map(({ name }) => name) : targets(node.cols);
  const rows = rowsOf(node);
  const states = rows.map((row) => {
    const parts = columns.map((column) => stateOf(relation, column, names.includes(column) ? row[names.indexOf(column)] : undefined));
    return parts.includes('never') ? 'never' : parts.includes('perhaps') ? 'perhaps' : 'certain';
  });
  if (states.includes('certain')) return 'certain';
  return rows.length > 0 && states.every((state) => state === 'never') ? 'never' : 'perhaps';
}

/** Rows that a query is certain to give, as the history wrote what it reads. */
function rowsKnown(work: Work, relation: Relation, node: InsertStmt): readonly ReadonlyMap<string, Value>[] {
  const scope = scopeIn(work);
  return (scope && insertedRows(relation, node, scope)?.rows) ?? [];
}

function keyOfRows(relation: Relation, rows: readonly ReadonlyMap<string, Value>[], { columns }: ForeignKey): 'certain' | 'perhaps' {
  const certain = rows.some((row) => columns.every((column) => {
    const value = row.get(column) ?? null;
    return value === unclear ? relation.columns.some(({ name, notNull }) => name === column && notNull) : value !== null;
  }));
  return certain ? 'certain' : 'perhaps';
}

/** Rows that the history wrote and this is certain to touch: those that refer to them are looked up, changed or deleted, and what they refer to is looked up. */
function lockKeysOfRows(work: Work, relation: Relation, node: UpdateStmt | DeleteStmt): void {
  const scope = scopeIn(work);
  const known = scope && knownRows(scope.catalog, relation);
  if (scope === undefined || known === undefined || isReplica(work)) return;
  const { certain } = touchedRows(relation, known, reachOf(node), scope);
  const changes = certain.map((row) => ({ row, values: 'targetList' in node ? updatedValues(relation, row, node, scope) : undefined }));
  const before = (row: (typeof certain)[number], name: string): Value => row.get(relation.columns.find((column) => column.name === name)?.origin ?? relation.origin) ?? unclear;
  const differs = ({ row, values }: (typeof changes)[number], name: string): boolean => {
    const order = values === undefined ? 1 : values.has(name) ? compare(before(row, name), values.get(name) ?? null) : 0;
    return typeof order === 'number' ? order !== 0 : order === null;
  };
  for (const other of work.catalog.dependents(relation)) {
    for (const constraint of other.constraints) {
      if (constraint.kind !== 'foreign' || constraint.deferred || !isSame(constraint.references, relation) || !changes.some((change) => constraint.referencedColumns.some((name) => differs(change, name)))) continue;
      lock(work, other, ('targetList' in node ? constraint.onUpdate : constraint.onDelete) === undefined ? 'RowShareLock' : 'RowExclusiveLock');
    }
  }
  for (const constraint of relation.constraints) {
    if (constraint.kind !== 'foreign' || constraint.deferred || !('targetList' in node)) continue;
    const target = relationNamed(work, constraint.references);
    const set = (change: (typeof changes)[number], name: string): Value => change.values?.get(name) ?? (change.values?.has(name) ? null : before(change.row, name));
    const looks = changes.some((change) => constraint.columns.some((name) => differs(change, name)) && constraint.columns.every((name) => ![null, unclear].includes(set(change, name) as null)));
    if (target !== undefined && looks) lock(work, target, 'RowShareLock');
  }
}

/** The values of each row; what a query with tables gives is one row of unknown values. */
function rowsOf({ selectStmt }: InsertStmt): readonly (readonly (Node | undefined)[])[] {
  if (selectStmt === undefined) return [[]];
  const select: SelectStmt = 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : {};
  if (select.valuesLists !== undefined) return select.valuesLists.map((list) => ('List' in list ? (list.List.items ?? []) : []));
  return select.targetList === undefined ? [] : [select.targetList.map((target) => ('ResTarget' in target && !('ColumnRef' in (target.ResTarget.val ?? {})) ? target.ResTarget.val : { ParamRef: {} }))];
}

function stateOf(relation: Relation, name: string, value: Node | undefined): 'certain' | 'perhaps' | 'never' {
  const column = relation.columns.find((each) => each.name === name);
  if (column?.notNull) return 'certain';
  const written = value === undefined || 'SetToDefault' in value ? column?.defaultExpression : value;
  if (written === undefined) return column === undefined || column.generated !== undefined ? 'perhaps' : 'never';
  const plain = 'TypeCast' in written && written.TypeCast.arg ? written.TypeCast.arg : written;
  return 'A_Const' in plain ? (plain.A_Const.isnull ? 'never' : 'certain') : 'perhaps';
}

/** Defaults of columns that get no value. */
function callDefaults(work: Work, relation: Relation, node: InsertStmt, rows: boolean): void {
  const names = node.selectStmt === undefined ? [] : node.cols === undefined ? relation.columns.map(({ name }) => name) : targets(node.cols);
  for (const { name, defaultExpression, generated } of relation.columns) {
    if (defaultExpression === undefined || generated !== undefined || names.includes(name)) continue;
    const calls = callsOf(defaultExpression);
    if (calls.length > 0) callAll(work, asQuery(defaultExpression), calls, rows);
  }
}

/** Checks, generated columns and indexes may call functions too, for each row. */
function callExpressions(work: Work, relation: Relation): void {
  const expressions = [
    ...relation.constraints.flatMap((constraint) => (constraint.kind === 'check' ? (constraint.expression ?? []) : [])),
    ...relation.columns.flatMap(({ generated, defaultExpression }) => (generated === 'stored' ? (defaultExpression ?? []) : [])),
    ...relation.indexes.flatMap(({ elements, where }) => [...elements.flatMap(({ expr }) => expr ?? []), ...(where ? [where] : [])]),
  ];
  for (const expression of expressions) {
    const calls = callsOf(expression);
    if (calls.length > 0) callAll(work, asQuery(expression), calls, false);
  }
}

function asQuery(expression: Node): Node {
  return { SelectStmt: { targetList: [{ ResTarget: { val: expression } }], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' } };
}

/** True where a rule takes the place of the statement: what it names is locked all the same, nothing else happens. */
function applyRules(work: Work, relation: Relation, change: Change, event: Rule['event']): boolean {
  const rules = relation.rules.filter((rule) => rule.event === event && rule.enabled !== 'disabled');
  if (rules.length === 0) return false;
  for (const { actions } of rules) {
    for (const action of actions) readBy(work, withoutPseudoTables(action));
  }
  // OLD brings the rows of a view in, and rows of the statement decide how many the action has.
  doubt(work);
  if (!rules.some(({ instead, where }) => instead && where === undefined)) return false;
  return change.tag !== 'MergeStmt';
}

/** NEW and OLD are no tables. The action is a query of its own, of which no row is certain. */
function withoutPseudoTables(action: Node): Node {
  return 'InsertStmt' in action && action.InsertStmt.selectStmt && 'SelectStmt' in action.InsertStmt.selectStmt && action.InsertStmt.selectStmt.SelectStmt.valuesLists
    ? { InsertStmt: { ...action.InsertStmt, selectStmt: { SelectStmt: { ...action.InsertStmt.selectStmt.SelectStmt, valuesLists: [], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' } } } } : action;
}

/** Through INSTEAD OF triggers, or into the one table that a simple view shows. */
function modifyView(work: Work, view: Relation, { tag, node, query }: Change): void {
  const event = eventOf(tag);
  const rows = tag === 'InsertStmt' && insertsRows(node as InsertStmt);
  fireStatementTriggers(work, view, { event, rows });
  if (view.triggers.some(({ timing, events }) => timing === 'instead' && events.includes(event))) {
    if (tag !== 'InsertStmt') lockRead(work, view, { mode: 'AccessShareLock', only: false, query });
    return fireRowTriggers(work, view, { event, rows });
  }
  const base = baseOf(work, view);
  if (base === undefined) return doubt(work);
  if (tag !== 'InsertStmt' || view.reads.length > 1) lockRead(work, view, { mode: 'AccessShareLock', only: false, query });
  if (view.reads.length > 1) doubt(work);
  const cols = view.columns.map(({ name }): Node => ({ ResTarget: { name } }));
  const columns = tag === 'InsertStmt' && (node as InsertStmt).cols === undefined && (node as InsertStmt).selectStmt !== undefined ? { cols } : {};
  modify(work, { tag, node: { ...node, ...columns, relation: { schemaname: base.schema, relname: base.name, inh: true } }, query });
  // Columns with other names than in the table: which of its keys they are is not followed.
  if (!view.columns.every(({ name }) => base.columns.some((column) => column.name === name))) doubt(work);
}

/** The only table in FROM. */
function baseOf(work: Work, { query, reads }: Relation): Relation | undefined {
  const select = query && 'SelectStmt' in query ? query.SelectStmt : undefined;
  const [only] = select?.fromClause ?? [];
  if (select?.fromClause?.length !== 1 || !only || !('RangeVar' in only)) return undefined;
  const written = only.RangeVar.relname;
  const name = reads.length === 1 ? reads[0] : reads.find((read) => read.name === written);
  return name && relationNamed(work, name);
}

function merge(work: Work, relation: Relation, node: MergeStmt, query: Change['query']): void {
  lock(work, relation, 'RowExclusiveLock');
  if (relation.kind === 'view') return doubt(work);
  if (node.relation?.inh) lockChildren(work, relation, { mode: 'RowExclusiveLock', only: false, query });
  for (const clause of node.mergeWhenClauses ?? []) {
    if (!('MergeWhenClause' in clause)) continue;
    const { commandType, targetList } = clause.MergeWhenClause;
    if (commandType === 'CMD_UPDATE') touch(work, relation, { event: 'update', rows: false, columns: targets(targetList) });
    else if (commandType === 'CMD_DELETE') touch(work, relation, { event: 'delete', rows: false });
    else if (commandType === 'CMD_INSERT') insert(work, relation, { ...(targetList && { cols: targetList }), selectStmt: { SelectStmt: { fromClause: [{ RangeVar: {} }], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' } } });
  }
}

/** COPY FROM: an INSERT of rows that nobody knows. */
export function modifyByCopy(work: Work, relation: Relation): void {
  lock(work, relation, 'RowExclusiveLock');
  insert(work, relation, { selectStmt: { SelectStmt: { fromClause: [{ RangeVar: {} }], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' } } });
}

function targets(list: readonly Node[] | undefined): readonly string[] {
  return (list ?? []).flatMap((target) => ('ResTarget' in target ? [target.ResTarget.name ?? ''] : []));
}
