import type { AlterTableCmd, AlterTableStmt } from '@pgsql/types';
import { referenceOf } from '../sql/names';
import { doubt, lock, type Work } from './work';

/** ALTER INDEX, also written as ALTER TABLE: the index alone is locked, except where one is attached to that of the parent, which reads both tables' definitions. */
export function alterIndex(work: Work, node: AlterTableStmt, commands: readonly AlterTableCmd[]): void {
  const found = node.relation && work.catalog.index(referenceOf(node.relation));
  if (found === undefined) return doubt(work);
  for (const { subtype, def } of commands) {
    if (subtype !== 'AT_AttachPartition' || def === undefined || !('PartitionCmd' in def) || def.PartitionCmd.name === undefined) continue;
    const child = work.catalog.index(referenceOf(def.PartitionCmd.name));
    if (child === undefined) return doubt(work);
    lock(work, [found.relation, child.relation], 'AccessShareLock');
  }
}
