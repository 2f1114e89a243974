import type { Node } from '@pgsql/types';
import { walk } from '../../sql/walk';
import type { Catalog } from '../catalog';
import type { QualifiedName } from '../model';
import { referenceOfRange, sameName } from './change';

/** Known relations that a query names anywhere; names of its own WITH queries are left out. */
export function relationsRead(catalog: Catalog, query: Node | undefined): readonly QualifiedName[] {
  if (!query) return [];
  const read: QualifiedName[] = [];
  const local = new Set<string>();
  walk(query, (tag, node) => {
    if (tag === 'CommonTableExpr') local.add((node as { ctename?: string }).ctename ?? '');
    const reference = tag === 'RangeVar' ? referenceOfRange(node) : undefined;
    const relation = reference && catalog.relation(reference);
    if (!relation || (reference.schema === undefined && local.has(reference.name))) return;
    const name = { schema: relation.schema, name: relation.name };
    if (!read.some((other) => sameName(other, name))) read.push(name);
  });
  return read;
}
