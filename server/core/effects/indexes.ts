import type { ClusterStmt, IndexStmt, Node, RefreshMatViewStmt, ReindexStmt, VacuumStmt } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { sameKey } from '../catalog/ddl/indexes';
import { calledFunctions } from '../sql/expression-volatility';
import { referenceOf } from '../sql/names';
import type { LockMode } from './lock-mode';
import { turnedOn } from './options';
import { lockRead } from './queries';
import { descendants, does, doubt, family, lock, relationNamed, relationOf, rewrite, scan, type Work } from './work';

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

export function reindex(work: Work, node: ReindexStmt): void {
  const concurrent = turnedOn(node.params, 'concurrently');
  if (concurrent || node.relation === undefined) work.transaction = 'forbidden';
  const mode = concurrent ? 'ShareUpdateExclusiveLock' : 'ShareLock';
  switch (node.kind) {
    case 'REINDEX_OBJECT_INDEX': {
      const found = node.relation && work.catalog.index(referenceOf(node.relation));
      return found === undefined ? doubt(work, 'unknown') : rebuild(work, found.relation, mode);
    }
    case 'REINDEX_OBJECT_TABLE': {
      const relation = relationOf(work, node.relation);
      return relation === undefined ? undefined : rebuild(work, relation, mode);
    }
    case 'REINDEX_OBJECT_SYSTEM':
      return;
    default:
      // A schema or the database: table by table, each in a transaction of its own.
      for (const relation of work.catalog.relations()) {
        if (relation.kind !== 'partitioned' && (node.kind === 'REINDEX_OBJECT_DATABASE' || relation.schema === node.name)) rebuild(work, relation, mode);
      }
      return doubt(work);
  }
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
  const full = turnedOn(node.options, 'full');
  if (!analyzes) work.transaction = 'forbidden';
  const done: Maintenance = { mode: full ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock', full, samples: analyzes || turnedOn(node.options, 'analyze') };
  if (node.rels === undefined) {
    // Partitioned tables have nothing to clean, only something to sample.
    maintain(work, work.catalog.relations().filter(({ kind }) => kind !== 'partitioned' || done.samples), done);
    return doubt(work);
  }
  for (const item of node.rels) {
    const range = 'VacuumRelation' in item ? item.VacuumRelation.relation : undefined;
    const relation = relationOf(work, range);
    if (relation === undefined) continue;
    const children = descendants(work, relation);
    // ONLY is known since 18.
    const only = range?.inh !== true || (relation.kind !== 'partitioned' && !does(work, 'analyzes children'));
    maintain(work, only ? [relation] : [relation, ...children], done);
    if (only && done.samples) lock(work, children.filter(({ kind }) => kind !== 'partitioned'), 'AccessShareLock');
  }
}

interface Maintenance {
  readonly mode: LockMode;
  readonly full: boolean;
  readonly samples: boolean;
}

function maintain(work: Work, relations: readonly Relation[], { mode, full }: Maintenance): void {
  lock(work, relations, mode);
  if (full) rewrite(work, relations);
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
