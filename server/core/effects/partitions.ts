import type { CreateStmt, PartitionCmd, RangeVar } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { sameKey } from '../catalog/ddl/indexes';

import { doubt, family, lock, referenced, referencing, relationOf, scan, type Work } from './work';

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
  const others = referencing(work, parent);
  lock(work, others, 'ShareRowExclusiveLock');
  if (keys.length === 0) return;
  scan(work, all);
  scan(work, referenced(work, parent));
  if (all.some(({ constraints }) => constraints.some(({ kind }) => kind === 'foreign'))) doubt(work);
}

export function detachPartition(work: Work, parent: Relation, { name, concurrent }: PartitionCmd): void {
  if (concurrent) work.transaction = 'forbidden';
  const child = relationOf(work, name);
  if (child === undefined) return;
  lock(work, child, 'AccessExclusiveLock');
  if (!concurrent) withDefault(work, parent, child, false);
  if (parent.assumed || child.constraints.some(({ kind }) => kind === 'foreign') || referencing(work, parent).length > 0) doubt(work);
}

export function addInherit(work: Work, range: RangeVar, adds: boolean): void {
  const parent = relationOf(work, range);
  if (parent !== undefined) lock(work, parent, adds ? 'ShareUpdateExclusiveLock' : 'AccessShareLock');
}

export function createTable(work: Work, node: CreateStmt): void {
  const taken = node.if_not_exists && node.relation?.relname !== undefined && work.catalog.relation({ schema: node.relation.schemaname, name: node.relation.relname });
  if (taken) return;
  if (node.if_not_exists) doubt(work, 'unknown');
  for (const inherited of node.inhRelations ?? []) {
    const parent = 'RangeVar' in inherited ? relationOf(work, inherited.RangeVar) : undefined;
    if (parent === undefined) continue;
    lock(work, parent, node.partbound ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock');
    if (!node.partbound) continue;
    withDefault(work, parent, undefined, true);
    lock(work, referenced(work, parent), 'ShareRowExclusiveLock');
    lock(work, referencing(work, parent), 'ShareRowExclusiveLock');
  }
  for (const element of node.tableElts ?? []) {
    const source = 'TableLikeClause' in element ? relationOf(work, element.TableLikeClause.relation) : undefined;
    if (source !== undefined) lock(work, source, 'AccessShareLock');
    const inline = 'ColumnDef' in element ? (element.ColumnDef.constraints ?? []) : [element];
    for (const each of inline) {
      if (!('Constraint' in each) || each.Constraint.contype !== 'CONSTR_FOREIGN') continue;
      const own = each.Constraint.pktable?.relname === node.relation?.relname && each.Constraint.pktable?.schemaname === node.relation?.schemaname;
      const target = own ? undefined : relationOf(work, each.Constraint.pktable);
      if (target !== undefined) lock(work, family(work, target), 'ShareRowExclusiveLock');
    }
  }
}

