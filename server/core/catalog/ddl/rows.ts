import type { RangeVar, TruncateStmt, WithClause } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { Relation } from '../model';
import { referenceOfRange, type Change } from './change';

/** A statement wrote rows into a relation. */
export function fill({ catalog }: Change, range: RangeVar | undefined): void {
  markRange(catalog, range, true);
}

/** The INSERT and UPDATE statements among the queries of a WITH. */
export function fillCommonTables(change: Change, clause: WithClause | undefined): void {
  for (const node of clause?.ctes ?? []) {
    const query = 'CommonTableExpr' in node ? node.CommonTableExpr.ctequery : undefined;
    if (!query) continue;
    if ('InsertStmt' in query) fill(change, query.InsertStmt.relation);
    else if ('UpdateStmt' in query) fill(change, query.UpdateStmt.relation);
    else if ('MergeStmt' in query) fill(change, query.MergeStmt.relation);
  }
}

export function truncate({ catalog }: Change, node: TruncateStmt): void {
  for (const item of node.relations ?? []) if ('RangeVar' in item) markRange(catalog, item.RangeVar, false);
}

function markRange(catalog: Catalog, range: RangeVar | undefined, filled: boolean): void {
  const reference = referenceOfRange(range);
  const relation = reference && catalog.relation(reference);
  if (relation) mark(catalog, relation, filled);
}

/** Rows of a partitioned table are in its partitions; which ones is not told apart. */
function mark(catalog: Catalog, relation: Relation, filled: boolean): void {
  if (!filled && catalog.rows(relation) !== undefined) catalog.setRows(relation, undefined);
  if (relation.filled !== filled) catalog.putRelation({ ...relation, filled });
  if (relation.kind === 'partitioned') for (const child of catalog.children(relation)) mark(catalog, child, filled);
}
