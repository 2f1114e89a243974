import type { CopyStmt, DeleteStmt, InsertStmt, MergeStmt, Node, RangeVar, SelectStmt, UpdateStmt } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { referenceOf } from '../sql/names';
import { walk } from '../sql/walk';
import type { LockMode } from './lock-mode';
import { descendants, doubt, isSystem, lock, relationNamed, relationOf, type Work } from './work';

/*
 * Locks of queries. What is read from end to end is the planner's choice, functions, triggers, rules and policies may reach further tables:
 * a query of tables is never `exact`.
 */

/** Locks everything that a query names, views included down to their tables. `WHERE` may leave out partitions, so those of a filtered query are not listed. */
export function readBy(work: Work, query: Node | undefined): void {
  if (query === undefined) return;
  const local = new Set<string>();
  const ranges: RangeVar[] = [];
  const strong = new Set<object>();
  let calls = false;
  let filtered = false;
  walk(query, (tag, node, ancestors) => {
    if (tag === 'CommonTableExpr') local.add((node as { ctename?: string }).ctename ?? '');
    if (tag === 'SelectStmt' && (node as SelectStmt).whereClause !== undefined) filtered = true;
    if (tag === 'SelectStmt') lockingClauses(work, node as SelectStmt);
    if (tag === 'FuncCall') calls = true;
    if (tag === 'RangeVar' && !ancestors.some((ancestor) => ancestor.tag === 'LockingClause' || ancestor.tag === 'IntoClause')) ranges.push(node as RangeVar);
    if (tag === 'InsertStmt' || tag === 'UpdateStmt' || tag === 'DeleteStmt' || tag === 'MergeStmt') {
      const target = (node as { relation?: RangeVar }).relation;
      if (target) strong.add(target);
      modify(work, tag, node);
    }
  });
  for (const range of ranges) {
    if (strong.has(range) || (range.schemaname === undefined && local.has(range.relname ?? ''))) continue;
    const relation = relationOf(work, range);
    if (relation) lockRead(work, relation, { mode: 'AccessShareLock', only: !range.inh || filtered });
    else if (!isSystem(referenceOf(range))) doubt(work);
  }
  if (ranges.length > 0 || calls) doubt(work);
}

/** A query that defines something (CREATE VIEW) is parsed and not run: its tables are locked, their partitions are not. */
export function readToDefine(work: Work, query: Node | undefined): void {
  if (query === undefined) return;
  const local = new Set<string>();
  const ranges: RangeVar[] = [];
  walk(query, (tag, node) => {
    if (tag === 'CommonTableExpr') local.add((node as { ctename?: string }).ctename ?? '');
    if (tag === 'RangeVar') ranges.push(node as RangeVar);
  });
  for (const range of ranges) {
    if (range.schemaname === undefined && local.has(range.relname ?? '')) continue;
    const relation = relationOf(work, range);
    if (relation) lock(work, relation, 'AccessShareLock');
  }
}

interface Read {
  readonly mode: LockMode;
  readonly only: boolean;
}

export function lockRead(work: Work, relation: Relation, read: Read, seen: readonly Relation[] = []): void {
  lock(work, relation, read.mode);
  if (!read.only) lock(work, descendants(work, relation), read.mode);
  if (relation.kind !== 'view' || seen.includes(relation)) return;
  for (const name of relation.reads) {
    const inner = relationNamed(work, name);
    if (inner) lockRead(work, inner, { ...read, only: false }, [...seen, relation]);
  }
}

/** FOR UPDATE and its weaker forms; without OF, for everything in FROM. */
function lockingClauses(work: Work, { lockingClause, fromClause }: SelectStmt): void {
  for (const clause of lockingClause ?? []) {
    if (!('LockingClause' in clause)) continue;
    const named = (clause.LockingClause.lockedRels ?? []).flatMap((node) => ('RangeVar' in node ? [node.RangeVar.relname ?? ''] : []));
    for (const node of fromClause ?? []) {
      walk(node, (tag, inner, ancestors) => {
        const range = inner as RangeVar;
        if (tag !== 'RangeVar' || ancestors.some((ancestor) => ancestor.tag === 'SelectStmt')) return;
        if (named.length > 0 && !named.includes(range.alias?.aliasname ?? range.relname ?? '')) return;
        const relation = relationOf(work, range);
        if (relation) lockRead(work, relation, { mode: 'RowShareLock', only: true });
      });
    }
  }
}

type Modification = InsertStmt | UpdateStmt | DeleteStmt | MergeStmt;

function modify(work: Work, tag: string, node: object): void {
  const { relation: range } = node as Modification;
  const relation = relationOf(work, range);
  doubt(work);
  if (relation === undefined) return;
  lock(work, relation, 'RowExclusiveLock');
  const filtered = (node as UpdateStmt).whereClause !== undefined || tag === 'MergeStmt';
  if ((tag === 'UpdateStmt' || tag === 'DeleteStmt') && range?.inh && !filtered) lock(work, descendants(work, relation), 'RowExclusiveLock');
  if (tag === 'InsertStmt') lookUpKeys(work, node as InsertStmt, relation);
}

/**
 * Every row with a foreign key is looked up in the other table. Whether there are such rows is certain only for VALUES with a key that is not NULL;
 * a query may give none, an UPDATE may change none, and ON CONFLICT may write none.
 */
function lookUpKeys(work: Work, { cols, selectStmt, onConflictClause }: InsertStmt, relation: Relation): void {
  const lists = selectStmt !== undefined && 'SelectStmt' in selectStmt ? (selectStmt.SelectStmt.valuesLists ?? []) : [];
  if (onConflictClause !== undefined || lists.length === 0) return;
  const names = cols === undefined ? relation.columns.map(({ name }) => name) : targets(cols);
  const rows = lists.map((list) => ('List' in list ? (list.List.items ?? []) : []));
  const isThere = (row: readonly Node[], column: string): boolean => {
    const value = row[names.indexOf(column)];
    return value !== undefined && (isConstant(value) || (relation.columns.find(({ name }) => name === column)?.notNull ?? false));
  };
  for (const constraint of relation.constraints) {
    if (constraint.kind !== 'foreign' || !rows.some((row) => constraint.columns.every((column) => isThere(row, column)))) continue;
    const target = relationNamed(work, constraint.references);
    if (target) lock(work, target, 'RowShareLock');
  }
}

/** A value that is written there and is not NULL. */
function isConstant(value: Node): boolean {
  if ('TypeCast' in value) return value.TypeCast.arg !== undefined && isConstant(value.TypeCast.arg);
  return 'A_Const' in value && value.A_Const.isnull !== true;
}

function targets(list: readonly Node[] | undefined): readonly string[] {
  return (list ?? []).flatMap((target) => ('ResTarget' in target ? [target.ResTarget.name ?? ''] : []));
}

export function copy(work: Work, node: CopyStmt): void {
  if (node.query !== undefined) return readBy(work, node.query);
  doubt(work);
  const relation = relationOf(work, node.relation);
  if (relation) lock(work, relation, node.is_from ? 'RowExclusiveLock' : 'AccessShareLock');
}
