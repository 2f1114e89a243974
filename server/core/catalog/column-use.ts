import type { ColumnRef, Node, RangeVar } from '@pgsql/types';
import { namesOf, referenceOf } from '../sql/names';
import { walk } from '../sql/walk';
import type { CatalogView, Relation } from './model';

interface Used {
  readonly relation: Relation;
  readonly column: string;
}

export type ColumnUse = 'yes' | 'no' | 'perhaps';

/**
 * Whether a query uses a column of a relation. A name alone is of the one that has such a column, `*` is every column. `outer` is what stands around the query:
 * the table of a policy.
 */
export function usesColumn(catalog: Pick<CatalogView, 'relation'>, query: Node, { relation, column }: Used, outer?: Relation): ColumnUse {
  const sources = new Map<string, Relation | undefined>();
  const mentions: (readonly string[])[] = [];
  walk(query, (tag, node) => {
    if (tag === 'RangeVar') sources.set((node as RangeVar).alias?.aliasname ?? (node as RangeVar).relname ?? '', catalog.relation(referenceOf(node as RangeVar)));
    if (tag !== 'ColumnRef') return;
    const { fields = [] } = node as ColumnRef;
    const names = [...namesOf(fields), ...(fields.some((field) => 'A_Star' in field) ? [column] : [])];
    if (names.at(-1) === column) mentions.push(names);
  });
  const isIt = (source: Relation | undefined) => source !== undefined && source.schema === relation.schema && source.name === relation.name;
  const uses = mentions.map((names): ColumnUse => {
    const qualifier = names.at(-2);
    if (qualifier !== undefined) return isIt(sources.get(qualifier)) ? 'yes' : sources.has(qualifier) ? 'no' : 'perhaps';
    const candidates = [...sources.values(), outer ?? relation].filter((source) => source === undefined || source.columns.some(({ name }) => name === column));
    return !candidates.some(isIt) ? 'no' : candidates.every(isIt) ? 'yes' : 'perhaps';
  });
  return uses.includes('yes') ? 'yes' : uses.includes('perhaps') ? 'perhaps' : 'no';
}
