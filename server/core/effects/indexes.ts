import type { ClusterStmt, IndexStmt, Node, RefreshMatViewStmt, ReindexStmt, VacuumStmt } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { sameKey } from '../catalog/ddl/indexes';
import { calledFunctions } from '../sql/expression-volatility';
import { referenceOf } from '../sql/names';
import { lockRead } from './queries';
import { descendants, doubt, family, lock, relationNamed, relationOf, rewrite, scan, type Work } from './work';

export function createIndex(work: Work, node: IndexStmt): void {
  if (node.concurrent) work.transaction = 'forbidden';
  const relation = relationOf(work, node.relation);
  if (relation === undefined) return;
  const only = node.relation?.inh !== true;
  const all = relation.kind === 'partitioned' ? family(work, relation, only) : [relation];
  lock(work, all, node.concurrent ? 'ShareUpdateExclusiveLock' : 'ShareLock');
  const taken = node.if_not_exists && node.idxname !== undefined && work.catalog.isRelationNameTaken({ schema: relation.schema, name: node.idxname });
  // The relation is locked before it is known that there is nothing to do.
  if (taken) return;
  if (node.if_not_exists && relation.assumed) doubt(work, 'unknown');
  const expressions = [node.whereClause, ...(node.indexParams ?? []).map((element) => ('IndexElem' in element ? element.IndexElem.expr : undefined))];
  for (const expression of expressions) if (expression !== undefined) doubtCalls(work, expression);
  for (const each of all) if (each === relation || !hasSame(each, node)) scan(work, each);
}

/** A partition's own index of the same key is attached instead of building another. */
function hasSame(partition: Relation, node: IndexStmt): boolean {
  const elements = (node.indexParams ?? []).flatMap((element) => ('IndexElem' in element ? [element.IndexElem] : []));
  const include = (node.indexIncludingParams ?? []).flatMap((element) => ('IndexElem' in element ? [element.IndexElem.name ?? ''] : []));
  return partition.indexes.some((own) => sameKey(own, {
    ...own, method: node.accessMethod ?? 'btree', unique: node.unique ?? false, elements, include, where: node.whereClause,
  }));
}

function doubtCalls(work: Work, expression: Node): void {
  const { declared, unknown } = calledFunctions(expression, work.catalog);
  if (declared.length > 0 || unknown.length > 0) doubt(work);
}

function option(options: readonly Node[] | undefined, name: string): boolean {
  const found = (options ?? []).find((each) => 'DefElem' in each && each.DefElem.defname === name);
  if (found === undefined || !('DefElem' in found)) return false;
  const { arg } = found.DefElem;
  return arg === undefined || !/"(?:false|off|0|no)"|"boolval":false|^\{"(?:Integer|Boolean)":\{\}\}$/.test(JSON.stringify(arg));
}

export function reindex(work: Work, node: ReindexStmt): void {
  const concurrent = option(node.params, 'concurrently');
  if (concurrent || node.kind === 'REINDEX_OBJECT_SCHEMA' || node.kind === 'REINDEX_OBJECT_SYSTEM' || node.kind === 'REINDEX_OBJECT_DATABASE') work.transaction = 'forbidden';
  if (node.relation === undefined) return doubt(work, 'unknown');
  const mode = concurrent ? 'ShareUpdateExclusiveLock' : 'ShareLock';
  if (node.kind === 'REINDEX_OBJECT_INDEX') {
    const found = work.catalog.index(referenceOf(node.relation));
    if (found === undefined) return doubt(work, 'unknown');
    return rebuild(work, found.relation, mode);
  }
  const relation = relationOf(work, node.relation);
  if (relation !== undefined) rebuild(work, relation, mode);
}

/** Each partition is done in a transaction of its own, so a partitioned one is refused inside a transaction. */
function rebuild(work: Work, relation: Relation, mode: 'ShareLock' | 'ShareUpdateExclusiveLock'): void {
  if (relation.kind === 'partitioned') work.transaction = 'forbidden';
  const all = relation.kind === 'partitioned' ? family(work, relation) : [relation];
  lock(work, all, mode);
  scan(work, all.filter(({ indexes }) => indexes.length > 0));
  if (relation.assumed) doubt(work);
}

export function cluster(work: Work, node: ClusterStmt): void {
  if (node.relation === undefined) {
    work.transaction = 'forbidden';
    return doubt(work, 'unknown');
  }
  const relation = relationOf(work, node.relation);
  if (relation === undefined) return;
  if (relation.kind === 'partitioned') {
    work.transaction = 'forbidden';
    doubt(work);
  }
  const all = relation.kind === 'partitioned' ? family(work, relation) : [relation];
  lock(work, all, 'AccessExclusiveLock');
  rewrite(work, all);
}

/** VACUUM and ANALYZE. ANALYZE reads a sample, VACUUM the pages that changed, so neither is a scan. */
export function vacuum(work: Work, node: VacuumStmt): void {
  const analyzes = node.is_vacuumcmd !== true;
  const full = option(node.options, 'full');
  if (!analyzes) work.transaction = 'forbidden';
  if (node.rels === undefined) return doubt(work, 'unknown');
  for (const item of node.rels) {
    const relation = 'VacuumRelation' in item ? relationOf(work, item.VacuumRelation.relation) : undefined;
    if (relation === undefined) continue;
    const all = relation.kind === 'partitioned' ? family(work, relation) : [relation];
    lock(work, all, full ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock');
    if (full) rewrite(work, all);
    if (relation.kind === 'table' && descendants(work, relation).length > 0) doubt(work);
  }
}

/** The query runs again: what it reads is locked for reading. How it is read is the planner's choice. */
export function refresh(work: Work, node: RefreshMatViewStmt): void {
  const view = relationOf(work, node.relation);
  if (view === undefined) return;
  lock(work, view, node.concurrent ? 'ExclusiveLock' : 'AccessExclusiveLock');
  if (!node.concurrent) rewrite(work, view);
  for (const name of node.skipData ? [] : view.reads) {
    const relation = relationNamed(work, name);
    if (relation !== undefined) lockRead(work, relation, { mode: 'AccessShareLock', only: false });
  }
  doubt(work);
}
