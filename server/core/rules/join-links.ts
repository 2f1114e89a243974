import type { Node } from '@pgsql/types';
import { columnReferences } from '../sql/expression';
import { equalitiesIn, isSingleRow, isUniqueBy, mentionedIn, type Source } from './sources';

/**
 * The sources of FROM items that no condition ties to `from` (the first of them where it is left out), also not through others. Items that are one row, a list of
 * values or a function are left out, and so is everything as soon as a column cannot be told to belong to one source.
 */
export function unlinkedSources(sources: readonly Source[], terms: readonly Node[], from?: Source): readonly Source[] {
  const groups = linkedGroups(sources, terms, ({ item }) => item);
  if (groups === undefined) return [];
  const counted = sources.filter((source) => !isHarmless(source, sources, terms));
  const first = from ?? counted[0];
  return counted.filter((source) => first !== undefined && groups.get(source) !== groups.get(first));
}

/** Sources with the same number are tied by terms that mention both, or belong together from the start. undefined where a column could be of any. */
export function linkedGroups(sources: readonly Source[], terms: readonly Node[], start: (source: Source, index: number) => number): ReadonlyMap<Source, number> | undefined {
  const groups = new Map(sources.map((source, index) => [source, start(source, index)]));
  for (const term of terms) {
    const mentioned = mentionedIn(term, sources);
    if (mentioned === 'unknown') return undefined;
    const joined = new Set([...mentioned].map((source) => groups.get(source)));
    const [first] = joined;
    if (first === undefined || joined.size === 1) continue;
    for (const [source, current] of groups) if (joined.has(current)) groups.set(source, first);
  }
  return groups;
}

/** Whether a join with it cannot multiply rows by much, or follows the rows before it. */
export function isHarmless(source: Source, sources: readonly Source[], terms: readonly Node[]): boolean {
  if (source.kind === 'function' || source.lateral) return true;
  if (source.query !== undefined) return isSingleRow(source.query) || source.query.valuesLists !== undefined;
  if (source.kind === 'common-table') return true;
  return isPinned(source, sources, terms);
}

/** Whether constants choose one row of it; one that is not known is taken to be chosen by any. */
export function isPinned(source: Source, sources: readonly Source[], terms: readonly Node[]): boolean {
  const columns = new Set(equalitiesIn(terms, sources).filter((equality) => equality.source === source && equality.with === 'fixed').map(({ column }) => column));
  return columns.size > 0 && (source.relation === undefined || isUniqueBy(source.relation, columns));
}

/** Whether an expression names a relation that is not among the sources: one of an enclosing query. */
export function namesOthers(expression: Node | undefined, sources: readonly Source[]): boolean {
  return columnReferences(expression).some((parts) => parts.length > 1 && !sources.some((source) => source.alias === parts.at(-2)));
}
