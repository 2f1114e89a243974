import type { CreateStmt, PartitionCmd, RangeVar } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { sameKey } from '../catalog/ddl/indexes';

import { ancestors, descendants, does, doubt, family, isComplete, lock, referenced, referencing, relationOf, scan, withPartitions, type Work } from './work';

export function attachPartition(work: Work, parent: Relation, { name, bound }: PartitionCmd): void {
  const child = relationOf(work, name);
  if (child === undefined) return;
  const all = family(work, child);
  lock(work, all, 'AccessExclusiveLock');
  const checks = child.constraints.some(({ kind }) => kind === 'check');
  const builds = parent.indexes.some((index) => !child.indexes.some((own) => sameKey(own, index)));
  // Whether a CHECK of the child proves the bounds is not known here; a default partition of its own has no bounds to check.
  if (checks && !builds) doubt(work);
  else if (!bound?.is_default || builds || otherChildren(work, parent, child).length > 0) scan(work, all);
  if (parent.assumed) doubt(work);
  // The bounds of a parent that is a partition itself hold too: they are read from the tables above.
  lock(work, ancestors(work, parent), 'AccessShareLock');
  withDefault(work, parent, child, true);
  copyKeys(work, parent, all);
}

function otherChildren(work: Work, parent: Relation, child: Relation): readonly Relation[] {
  return work.catalog.children(parent).filter((other) => other !== child);
}

/** The default partition may hold rows that now belong elsewhere. */
function withDefault(work: Work, parent: Relation, child: Relation | undefined, reads: boolean): void {
  const fallback = work.catalog.children(parent).find((other) => other !== child && other.defaultPartition);
  if (fallback === undefined) return;
  const all = family(work, fallback);
  lock(work, all, 'AccessExclusiveLock');
  if (reads && all.some(({ constraints }) => constraints.some(({ kind }) => kind === 'check'))) doubt(work);
  else if (reads) scan(work, all);
}

/** Foreign keys of the parent are the partition's too, on both sides. */
function copyKeys(work: Work, parent: Relation, all: readonly Relation[]): void {
  const keys = parent.constraints.filter(({ kind }) => kind === 'foreign');
  lock(work, referenced(work, parent), 'ShareRowExclusiveLock');
  lock(work, referencingTree(work, parent), 'ShareRowExclusiveLock');
  if (keys.length === 0) return;
  scan(work, all);
  scan(work, referenced(work, parent));
  if (all.some(({ constraints }) => constraints.some(({ kind }) => kind === 'foreign'))) doubt(work);
}

/** Tables with a foreign key to a partitioned table or one that it is a partition of. */
function referencingTree(work: Work, parent: Relation): readonly Relation[] {
  return [parent, ...ancestors(work, parent)].flatMap((each) => referencing(work, each)).flatMap((other) => withPartitions(work, other));
}

/** CONCURRENTLY waits with SHARE UPDATE EXCLUSIVE for those who use the partition before it takes it away; FINALIZE is the second half of that. */
export function detachPartition(work: Work, parent: Relation, { name, concurrent }: PartitionCmd, finalize: boolean): void {
  if (concurrent) work.transaction = 'forbidden';
  const child = relationOf(work, name);
  if (child === undefined) return;
  const others = referencingTree(work, parent);
  const keyed = child.defaultPartition === true || (others.length > 0 && child.kind !== 'partitioned') || parent.constraints.some(({ kind }) => kind === 'foreign');
  const light = !finalize && !concurrent && !keyed && !does(work, 'locks a detached partition exclusively');
  lock(work, child, light ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock');
  if (!concurrent && !finalize) withDefault(work, parent, child, false);
  if (parent.assumed || finalize) doubt(work);
  // The keys stay with the table that was a partition.
  lock(work, referenced(work, parent), 'ShareRowExclusiveLock');
  if (others.length === 0) return;
  lock(work, [...others, ...descendants(work, child)], 'AccessExclusiveLock');
  // A query looks for rows that refer to the partition; how it reads is the planner's choice, and the definitions above may have to be read for it.
  doubt(work);
}

export function addInherit(work: Work, range: RangeVar, adds: boolean): void {
  const parent = relationOf(work, range);
  if (parent !== undefined) lock(work, parent, adds ? 'ShareUpdateExclusiveLock' : 'AccessShareLock');
}

export function createTable(work: Work, node: CreateStmt): void {
  const taken = node.if_not_exists && node.relation?.relname !== undefined && work.catalog.relation({ schema: node.relation.schemaname, name: node.relation.relname });
  if (taken) return;
  if (node.if_not_exists && !isComplete(work)) doubt(work, 'unknown');
  for (const inherited of node.inhRelations ?? []) {
    const parent = 'RangeVar' in inherited ? relationOf(work, inherited.RangeVar) : undefined;
    if (parent === undefined) continue;
    lock(work, parent, node.partbound ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock');
    if (!node.partbound) continue;
    withDefault(work, parent, undefined, true);
    lock(work, referenced(work, parent), 'ShareRowExclusiveLock');
    lock(work, referencingTree(work, parent), does(work, 'adds triggers to what refers to a new partition') ? 'ShareRowExclusiveLock' : 'AccessShareLock');
  }
  for (const element of node.tableElts ?? []) {
    const source = 'TableLikeClause' in element ? relationOf(work, element.TableLikeClause.relation) : undefined;
    if (source !== undefined) lock(work, source, 'AccessShareLock');
    const inline = 'ColumnDef' in element ? (element.ColumnDef.constraints ?? []) : [element];
    for (const each of inline) {
      if (!('Constraint' in each) || each.Constraint.contype !== 'CONSTR_FOREIGN') continue;
      const own = each.Constraint.pktable?.relname === node.relation?.relname && each.Constraint.pktable?.schemaname === node.relation?.schemaname;
      const target = own ? undefined : relationOf(work, each.Constraint.pktable);
      if (target !== undefined) lock(work, withPartitions(work, target), 'ShareRowExclusiveLock');
    }
  }
}

