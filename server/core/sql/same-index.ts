import type { IndexElem } from '@pgsql/types';
import type { Index } from '../catalog/model';
import { namesOf } from './names';

/** Whether two trees say the same; where they stand in the text does not count. */
export function isSameTree(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [fieldsOf(one), fieldsOf(other)];
  return a.length === b.length && a.every(([key, value]) => isSameTree(value, (other as Record<string, unknown>)[key]));
}

function fieldsOf(tree: object): readonly [string, unknown][] {
  return Object.entries(tree).filter(([key]) => key !== 'location');
}

/** `ASC` and `NULLS LAST` are what an index has unless it says otherwise (manual, CREATE INDEX). */
function orderOf({ ordering, nulls_ordering: nulls }: IndexElem): string {
  const descending = ordering === 'SORTBY_DESC';
  const first = nulls === 'SORTBY_NULLS_FIRST' || (nulls !== 'SORTBY_NULLS_LAST' && descending);
  return `${descending} ${first}`;
}

function isSameElement(one: IndexElem, other: IndexElem | undefined): boolean {
  if (other === undefined || one.name !== other.name || orderOf(one) !== orderOf(other)) return false;
  return namesOf(one.opclass).join('.') === namesOf(other.opclass).join('.') && namesOf(one.collation).join('.') === namesOf(other.collation).join('.') &&
    isSameTree(one.opclassopts, other.opclassopts) && isSameTree(one.expr, other.expr);
}

/** Whether the first has every column that the second includes. */
function holds(one: Index, other: Index): boolean {
  return other.include.every((column) => one.include.includes(column) || one.columns.includes(column));
}

/**
 * `same`: both hold the same. `prefix`: the key of the first is how that of the second begins (B-tree only), so what the first can find the
 * second can find too. undefined: each can do something that the other cannot. Whether they are unique is not looked at.
 */
export function compareIndexes(one: Index, other: Index): 'same' | 'prefix' | undefined {
  if (one.method !== other.method || one.elements.length > other.elements.length || !isSameTree(one.where, other.where)) return undefined;
  if (one.elements.length === 0 || !one.elements.every((element, place) => isSameElement(element, other.elements[place]))) return undefined;
  if (!holds(other, one)) return undefined;
  if (one.elements.length === other.elements.length) return holds(one, other) ? 'same' : 'prefix';
  return one.method === 'btree' ? 'prefix' : undefined;
}
