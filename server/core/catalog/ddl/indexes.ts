import type { IndexElem, IndexStmt, Node } from '@pgsql/types';
import type { Index, Relation } from '../model';
import { chooseRelationName, joinColumns, uniqueColumnNames } from '../object-names';
import { originAt, referenceOfRange, relationToChange, type Change } from './change';
import { outputName } from './output-name';

export function createIndex(change: Change, node: IndexStmt): void {
  const reference = referenceOfRange(node.relation);
  if (!reference) return;
  const relation = relationToChange(change, reference, node.relation?.location);
  const elements = indexElements(node.indexParams);
  const include = indexElements(node.indexIncludingParams).flatMap(({ name }) => name ?? []);
  if (node.if_not_exists && node.idxname !== undefined && change.catalog.isRelationNameTaken({ schema: relation.schema, name: node.idxname })) return;
  const index: Index = {
    name: node.idxname ?? chooseIndexName(change, relation, { elements, include }),
    method: node.accessMethod ?? 'btree', unique: node.unique ?? false, columns: indexColumns(elements), elements, include,
    where: node.whereClause, constraint: undefined, origin: originAt(change, node.relation?.location),
    ...(relation.kind === 'partitioned' && !node.relation?.inh ? { onOnly: true as const } : {}),
  };
  const added: Relation = { ...relation, indexes: [...relation.indexes, index] };
  change.catalog.putRelation(added);
  if (node.relation?.inh) addPartitionIndexes(change, added, index, (partition, own) => ({ ...partition, indexes: [...partition.indexes, own] }));
}

/** Gives every partition an index of its own, named after the partition. Nothing happens where `relation` is not partitioned. */
export function addPartitionIndexes(change: Change, relation: Relation, index: Index, add: (partition: Relation, index: Index) => Relation): void {
  if (relation.kind !== 'partitioned') return;
  for (const child of change.catalog.children(relation)) {
    if (child.indexes.some((own) => sameKey(own, index))) continue;
    const name = chooseInheritedName(change, child, { relation, index });
    const own: Index = { ...index, name, constraint: index.constraint === undefined ? undefined : name };
    const added = add(child, own);
    change.catalog.putRelation(added);
    addPartitionIndexes(change, added, own, add);
  }
}

/** Whether the index of a partition belongs to that of the parent. */
export function isPartOf(own: Index, parent: Index): boolean {
  return sameKey(own, parent) && (parent.onOnly === undefined || own.attached === true);
}

/** What a new partition's index is like, or an own one that serves for the parent's. */
export function asPartOf(own: Index, parent: Index): Index {
  const { onOnly: _, ...rest } = own;
  return parent.onOnly ? { ...rest, attached: true } : rest;
}

/** The name of the index that `table` gets for an index of its parent, or of the table that it is made LIKE. */
export function chooseInheritedName(change: Change, table: Relation, from: { readonly relation: Relation; readonly index: Index }): string {
  const { relation, index } = from;
  if (index.constraint === undefined) return chooseIndexName(change, table, index);
  const kind = relation.constraints.find(({ name }) => name === index.constraint)?.kind;
  const label = kind === 'primary' ? 'pkey' : kind === 'exclusion' ? 'excl' : 'key';
  return chooseRelationName(change.catalog, { relation: table, addition: kind === 'primary' ? undefined : additionOf(index), label }, true);
}

/** Whether two indexes hold the same rows in the same order, so that a partition's own index serves for its parent's. */
export function sameKey(a: Index, b: Index): boolean {
  return a.method === b.method && (a.unique || !b.unique) && definition(a) === definition(b);
}

function definition({ elements, include, where }: Index): string {
  return JSON.stringify([elements, include, where], (key, value: unknown) => (key === 'location' ? undefined : value));
}

interface IndexKey {
  readonly elements: readonly IndexElem[];
  readonly include: readonly string[];
}

function chooseIndexName(change: Change, relation: Relation, key: IndexKey): string {
  return chooseRelationName(change.catalog, { relation, addition: additionOf(key), label: 'idx' }, false);
}

function additionOf({ elements, include }: IndexKey): string {
  return joinColumns(indexNameColumns([...elements, ...include.map((name) => ({ name }))]));
}

/** What each column of an index is called in the index's own name. */
export function indexNameColumns(elements: readonly IndexElem[]): readonly string[] {
  return uniqueColumnNames(elements.map((element) => element.indexcolname ?? element.name ?? outputName(element.expr) ?? 'expr'));
}

export function indexColumns(elements: readonly IndexElem[]): readonly (string | undefined)[] {
  return elements.map(({ name }) => name);
}

function indexElements(nodes: readonly Node[] | undefined): readonly IndexElem[] {
  return (nodes ?? []).flatMap((node) => ('IndexElem' in node ? [node.IndexElem] : []));
}
