import type { CatalogView, QualifiedName, Relation } from '../catalog/model';
import { columnsIn } from './column-mentions';

/** The default partition of a partitioned table, as far as the history tells. */
export function defaultPartitionOf(catalog: CatalogView, parent: QualifiedName): Relation | undefined {
  for (const relation of catalog.relations()) {
    if (relation.defaultPartition === true && relation.parents.some(({ schema, name }) => schema === parent.schema && name === parent.name)) return relation;
  }
  return undefined;
}

/**
 * Whether a validated CHECK of the table may be one that proves which rows it has, so that PostgreSQL need not read them: one that speaks of
 * a column of the partition key. Whether it does prove the bounds is not worked out.
 */
export function mayProveBounds(table: Relation, parent: Relation | undefined): boolean {
  const key = parent?.partitionKey;
  return table.constraints.some((constraint) => {
    if (constraint.kind !== 'check' || !constraint.validated) return false;
    if (key === undefined || key.includes(undefined) || constraint.expression === undefined) return true;
    return columnsIn(constraint.expression).some((column) => key.includes(column));
  });
}
