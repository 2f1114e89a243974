import type { CatalogView } from '../catalog/model';
import { quoteIdentifier } from '../sql/names';
import type { FixDraft } from './rule';

/** A path of its own for a routine, written at the end of one of its options. Which schemas its body needs, its author knows. */
export function setSearchPath(end: number, catalog: CatalogView): readonly FixDraft[] {
  const schemas = catalog.searchPath.filter((schema) => schema !== '' && schema !== '$user' && !schema.startsWith('pg_')).map(quoteIdentifier);
  const draft = (title: string, path: string): FixDraft => ({ title, kind: 'suggestion', edits: [{ start: end, end, text: ` SET search_path = ${path}` }] });
  return [
    draft('Find only what is built in (then write every other name in the body with its schema)', 'pg_catalog, pg_temp'),
    ...(schemas.length === 0 ? [] : [draft(`Search ${schemas.join(', ')} (where nobody else may create anything)`, `${schemas.join(', ')}, pg_temp`)]),
  ];
}
