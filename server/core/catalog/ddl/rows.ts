import type { RangeVar, TruncateStmt } from '@pgsql/types';
import { referenceOfRange, type Change } from './change';

/** A statement wrote rows into a relation. */
export function fill({ catalog }: Change, range: RangeVar | undefined): void {
  mark({ catalog }, range, true);
}

export function truncate(change: Change, node: TruncateStmt): void {
  for (const item of node.relations ?? []) if ('RangeVar' in item) mark(change, item.RangeVar, false);
}

function mark({ catalog }: Pick<Change, 'catalog'>, range: RangeVar | undefined, filled: boolean): void {
  const reference = referenceOfRange(range);
  const relation = reference && catalog.relation(reference);
  if (relation && relation.filled !== filled) catalog.putRelation({ ...relation, filled });
}
