import type { Constraint as ConstraintNode, CreateStmt, Node, PartitionSpec, TableLikeClause } from '@pgsql/types';
import type { Column, Constraint, QualifiedName, Relation, RelationKind } from '../model';
import { newRelation } from '../relation-parts';
import { newName, originAt, referenceOfRange, type Change } from './change';
import { addColumnSequence, readColumn } from './columns';
import { addConstraint, put } from './constraints';
import { chooseInheritedName } from './indexes';
import { copyFromParent } from './partitions';

interface Inline {
  readonly node: ConstraintNode;
  readonly column: string | undefined;
}

/** PostgreSQL makes them in this order, which shows in the numbers of names that collide. */
const constraintOrder = ['CONSTR_CHECK', 'CONSTR_NOTNULL', 'CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_EXCLUSION', 'CONSTR_FOREIGN'];

export function createTable(change: Change, node: CreateStmt, kind: RelationKind = 'table'): void {
  const name = newName(change, node.relation);
  if (!name || (node.if_not_exists && change.catalog.isRelationNameTaken(name))) return;
  const parents = parentsOf(change, node);
  const likes = likesOf(change, node);
  const read = (node.tableElts ?? []).flatMap((element) => ('ColumnDef' in element ? [readColumn(change, element.ColumnDef)] : []));
  const written = read.map(({ column }) => column);
  const columns = parents.length + likes.length === 0 && new Set(written.map((column) => column.name)).size === written.length ? written : columnsOfTable(change, node, { parents, own: written });
  const known = [...parents, ...likes.map(({ source }) => source)].every((source) => source?.columnsKnown) && !node.ofTypename;
  // What is inherited draws from the sequence of the table above.
  const inherited = new Set(parents.flatMap((parent) => parent?.columns.map((column) => column.name) ?? []));
  const brings = (column: Column): boolean => !inherited.has(column.name) || read.some((own) => own.column.name === column.name && own.column.generated !== undefined);
  for (const column of columns.filter(brings)) addColumnSequence(change, name, column);
  const inline = [
    ...read.flatMap(({ column, constraints }) => constraints.map((constraint) => ({ node: constraint, column: column.name }))),
    ...(node.tableElts ?? []).flatMap((element) => ('Constraint' in element ? [{ node: element.Constraint, column: undefined }] : [])),
  ];
  let relation: Relation = newRelation({
    schema: name.schema, name: name.name, kind: kindOf(node, kind), columns, columnsKnown: known, parents: parentNames(change, node),
    temporary: name.schema === 'pg_temp', unlogged: node.relation?.relpersistence === 'u', filled: false, origin: originAt(change, node.relation?.location),
    ...(node.partspec && { partitionKey: partitionKeyOf(node.partspec) }),
    ...(node.partbound?.is_default ? { defaultPartition: true as const } : {}),
  });
  if (parents.length + likes.length === 0 && isUnknown(change, name)) return addAll(change, relation, inline, true);
  put(change, relation);
  for (const parent of parents) if (parent) relation = copyFromParent(change, relation, parent, node.partbound !== undefined);
  for (const like of likes) relation = copyLike(change, relation, like);
  addAll(change, relation, inline, false);
}

/** Nothing has the name, and nothing was made before it that inherits from it. */
function isUnknown({ catalog }: Change, name: QualifiedName): boolean {
  return catalog.relation(name) === undefined && catalog.children(name).length === 0;
}

function kindOf(node: CreateStmt, kind: RelationKind): RelationKind {
  if (node.partspec) return 'partitioned';
  return node.partbound && kind === 'table' ? 'partition' : kind;
}

function partitionKeyOf({ partParams }: PartitionSpec): readonly (string | undefined)[] {
  return (partParams ?? []).map((element) => ('PartitionElem' in element ? element.PartitionElem.name : undefined));
}

/** A draft is put into the catalog before its first foreign key, which may refer to it. */
function addAll(change: Change, relation: Relation, inline: readonly Inline[], isDraft: boolean): void {
  const ordered = inline.length < 2 ? inline : inline.toSorted((a, b) => rank(a) - rank(b));
  const mayRepeat = ordered.filter(isKey).length > 1;
  const drafting: Change = { ...change, draft: true };
  let current = relation;
  let drafts = isDraft;
  const keys: string[] = [];
  for (const { node, column } of ordered) {
    if (mayRepeat && isKey({ node })) {
      const key = JSON.stringify([column === undefined ? node.keys : [{ String: { sval: column } }], node.including]);
      if (keys.includes(key) && node.conname === undefined) continue;
      keys.push(key);
    }
    if (drafts && node.contype === 'CONSTR_FOREIGN') {
      put(change, current);
      drafts = false;
    }
    current = addConstraint(drafts ? drafting : change, current, node, column);
  }
  if (drafts) put(change, current);
}

function isKey({ node: { contype } }: Pick<Inline, 'node'>): boolean {
  return contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE';
}

function rank({ node }: Inline): number {
  return constraintOrder.indexOf(node.contype ?? '');
}

function parentsOf(change: Change, node: CreateStmt): readonly (Relation | undefined)[] {
  return (node.inhRelations ?? []).map((parent) => {
    const reference = 'RangeVar' in parent ? referenceOfRange(parent.RangeVar) : undefined;
    return reference && change.catalog.relation(reference);
  });
}

function parentNames(change: Change, node: CreateStmt): readonly QualifiedName[] {
  return (node.inhRelations ?? []).flatMap((parent) => {
    const reference = 'RangeVar' in parent ? referenceOfRange(parent.RangeVar) : undefined;
    return reference ? [change.catalog.resolve(reference)] : [];
  });
}

/** Columns of the parents first, then own ones and those of LIKE where they are written; a column of the same name is merged into the first. */
function columnsOfTable(change: Change, node: CreateStmt, { parents, own }: { parents: readonly (Relation | undefined)[]; own: readonly Column[] }): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const parent of parents) {
    for (const column of parent?.columns ?? []) if (!columns.has(column.name)) columns.set(column.name, inheritedColumn(column, node));
  }
  const byName = new Map(own.map((column) => [column.name, column]));
  for (const element of node.tableElts ?? []) {
    for (const column of elementColumns(change, element, byName)) columns.set(column.name, mergeColumn(columns.get(column.name), column, element));
  }
  return [...columns.values()];
}

/** A plain child table does not get the identity of its parent; a partition shares it. */
function inheritedColumn(column: Column, node: CreateStmt): Column {
  if (column.generated === 'serial') return { ...column, generated: undefined };
  return column.generated === 'identity' && !node.partbound ? { ...column, generated: undefined } : column;
}

function elementColumns(change: Change, element: Node, own: ReadonlyMap<string, Column>): readonly Column[] {
  if ('ColumnDef' in element) {
    const column = own.get(element.ColumnDef.colname ?? '');
    return column === undefined ? [] : [column];
  }
  if ('TableLikeClause' in element) return likeColumns(change, element.TableLikeClause);
  return [];
}

/** `PARTITION OF p (a NOT NULL DEFAULT 1)` has a column without a type: it only adds to the parent's. */
function mergeColumn(inherited: Column | undefined, column: Column, element: Node): Column {
  if (!inherited) return column;
  const typed = 'ColumnDef' in element && element.ColumnDef.typeName !== undefined;
  return {
    ...inherited,
    type: typed ? column.type : inherited.type,
    notNull: inherited.notNull || column.notNull,
    defaultExpression: column.defaultExpression ?? inherited.defaultExpression,
    generated: column.generated ?? inherited.generated,
  };
}

/** Bits of `TableLikeClause.options`: `TableLikeOption` in src/include/nodes/parsenodes.h. */
const likeOption = { comments: 1, compression: 2, constraints: 4, defaults: 8, generated: 16, identity: 32, indexes: 64 };

interface Like {
  readonly source: Relation | undefined;
  readonly options: number;
}

function likesOf(change: Change, node: CreateStmt): readonly Like[] {
  return (node.tableElts ?? []).flatMap((element) => ('TableLikeClause' in element ? [likeOf(change, element.TableLikeClause)] : []));
}

function likeOf(change: Change, { relation, options }: TableLikeClause): Like {
  const reference = referenceOfRange(relation);
  return { source: reference && change.catalog.relation(reference), options: options ?? 0 };
}

function likeColumns(change: Change, clause: TableLikeClause): readonly Column[] {
  const { source, options } = likeOf(change, clause);
  const origin = originAt(change, clause.relation?.location);
  return (source?.columns ?? []).map((column) => {
    const computed = column.generated === 'stored' || column.generated === 'virtual';
    const keepsExpression = (options & (computed ? likeOption.generated : likeOption.defaults)) !== 0;
    const keepsGenerated = column.generated === 'identity' ? (options & likeOption.identity) !== 0 : computed && keepsExpression;
    return { ...column, defaultExpression: keepsExpression ? column.defaultExpression : undefined, generated: keepsGenerated ? column.generated : undefined, origin };
  });
}

function copyLike(change: Change, relation: Relation, { source, options }: Like): Relation {
  if (!source) return relation;
  let copied = relation;
  const { origin } = relation;
  if ((options & likeOption.constraints) !== 0) {
    const checks = source.constraints.filter(({ kind }) => kind === 'check').map((check): Constraint => ({ ...check, origin }));
    copied = put(change, { ...copied, constraints: [...copied.constraints, ...checks] });
  }
  for (const index of (options & likeOption.indexes) === 0 ? [] : source.indexes) {
    const name = chooseInheritedName(change, copied, { relation: source, index });
    const constraint = source.constraints.find((candidate) => candidate.name === index.constraint);
    const constraints = constraint ? [...copied.constraints, { ...constraint, name, origin }] : copied.constraints;
    copied = put(change, { ...copied, constraints, indexes: [...copied.indexes, { ...index, name, constraint: constraint && name, origin }] });
  }
  return copied;
}
