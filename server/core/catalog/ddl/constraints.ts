import type { Constraint as ConstraintNode, IndexElem, Node } from '@pgsql/types';
import type { Constraint, ForeignKeyAction, Index, Relation } from '../model';
import { namesOf } from '../../sql/names';
import { chooseConstraintName, chooseRelationName, joinColumns } from '../object-names';
import { originAt, referenceOfRange, type Change } from './change';
import { columnsOf } from './columns';
import { addPartitionIndexes, indexColumns, indexNameColumns } from './indexes';

/** Adds a constraint, with the index that carries it, and puts the relation into the catalog. `column` is set for an inline constraint. */
export function addConstraint(change: Change, relation: Relation, node: ConstraintNode, column?: string): Relation {
  switch (node.contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return node.indexname === undefined ? addKey(change, relation, node, column) : adoptIndex(change, relation, node);
    case 'CONSTR_FOREIGN':
      return addForeignKey(change, relation, node, column);
    case 'CONSTR_CHECK':
      return addCheck(change, relation, node);
    case 'CONSTR_NOTNULL':
      return addNotNull(change, relation, node, column);
    case 'CONSTR_EXCLUSION':
      return addExclusion(change, relation, node);
    default:
      return relation;
  }
}

export function put(change: Change, relation: Relation): Relation {
  if (change.draft === undefined) change.catalog.putRelation(relation);
  return relation;
}

function draftOf(change: Change, relation: Relation): Relation | undefined {
  return change.draft && relation;
}

export function withNotNull(relation: Relation, columns: readonly string[], notNull = true): Relation {
  return { ...relation, columns: relation.columns.map((column) => (columns.includes(column.name) && column.notNull !== notNull ? { ...column, notNull } : column)) };
}

interface Key {
  readonly kind: 'primary' | 'unique';
  readonly columns: readonly string[];
}

function addKey(change: Change, relation: Relation, node: ConstraintNode, column: string | undefined): Relation {
  const kind = node.contype === 'CONSTR_PRIMARY' ? 'primary' : 'unique';
  const columns = column === undefined ? namesOf(node.keys) : [column];
  const include = namesOf(node.including);
  const label = kind === 'primary' ? 'pkey' : 'key';
  const addition = kind === 'primary' ? undefined : joinColumns(indexNameColumns([...columns, ...include].map((name) => ({ name }))));
  const name = node.conname ?? chooseRelationName(change.catalog, { relation, addition, label }, true, draftOf(change, relation));
  const origin = originAt(change, node.location);
  const index: Index = {
    name, method: 'btree', unique: true, columns, elements: columns.map((key) => ({ name: key })), include, where: undefined, constraint: name, origin,
    ...(change.only && relation.kind === 'partitioned' ? { onOnly: true as const } : {}),
  };
  const added = put(change, withKey(relation, { kind, columns }, index));
  if (!change.only && change.draft === undefined) addPartitionIndexes(change, added, index, (partition, partitionIndex) => withKey(partition, { kind, columns }, partitionIndex));
  return added;
}

function withKey(relation: Relation, { kind, columns }: Key, index: Index): Relation {
  const checked = kind === 'primary' ? withNotNull(relation, columns) : relation;
  return {
    ...checked,
    constraints: [...relation.constraints, { kind, name: index.name, columns, origin: index.origin }],
    indexes: [...relation.indexes, { ...index, constraint: index.name }],
  };
}

/** ADD CONSTRAINT … USING INDEX: the index takes the name of the constraint. */
function adoptIndex(change: Change, relation: Relation, node: ConstraintNode): Relation {
  const index = relation.indexes.find(({ name }) => name === node.indexname);
  const name = node.conname ?? node.indexname ?? '';
  const columns = (index?.columns ?? []).flatMap((column) => column ?? []);
  const kind = node.contype === 'CONSTR_PRIMARY' ? 'primary' : 'unique';
  const origin = originAt(change, node.location);
  const indexes = relation.indexes.map((candidate) => (candidate === index ? { ...candidate, name, constraint: name } : candidate));
  const checked = kind === 'primary' ? withNotNull(relation, columns) : relation;
  return put(change, { ...checked, indexes, constraints: [...relation.constraints, { kind, name, columns, origin }] });
}

function addForeignKey(change: Change, relation: Relation, node: ConstraintNode, column: string | undefined): Relation {
  const columns = column === undefined ? namesOf(node.fk_attrs) : [column];
  const target = referenceOfRange(node.pktable);
  if (!target) return relation;
  const written = namesOf(node.pk_attrs);
  const primary = (change.catalog.relation(target)?.constraints ?? []).flatMap((constraint) => (constraint.kind === 'primary' ? constraint.columns : []));
  const constraint: Inheritable = {
    kind: 'foreign', columns, references: change.catalog.resolve(target),
    name: node.conname ?? chooseConstraintName(change.catalog, { relation, addition: joinColumns(columns), label: 'fkey' }),
    referencedColumns: written.length > 0 ? written : primary,
    validated: isValidated(change, node), origin: originAt(change, node.location), ...(node.initdeferred && { deferred: true as const }),
    ...actionsOf(node),
  };
  return addToAll(change, relation, constraint);
}

function addCheck(change: Change, relation: Relation, node: ConstraintNode): Relation {
  const mentioned = [...columnsOf(node.raw_expr)].filter((name) => relation.columns.some((column) => column.name === name));
  const addition = mentioned.length === 1 ? mentioned[0] : undefined;
  const constraint: Inheritable = {
    kind: 'check', expression: node.raw_expr, validated: isValidated(change, node), origin: originAt(change, node.location),
    name: node.conname ?? chooseConstraintName(change.catalog, { relation, addition, label: 'check' }, draftOf(change, relation)),
    ...(node.is_no_inherit && { noInherit: true as const }),
  };
  return node.is_no_inherit ? put(change, { ...relation, constraints: [...relation.constraints, constraint] }) : addToAll(change, relation, constraint);
}

function addNotNull(change: Change, relation: Relation, node: ConstraintNode, column: string | undefined): Relation {
  const columns = column === undefined ? namesOf(node.keys) : [column];
  const validated = isValidated(change, node);
  const name = node.conname ?? chooseConstraintName(change.catalog, { relation, addition: joinColumns(columns), label: 'not_null' }, draftOf(change, relation));
  const constraint: Inheritable = { kind: 'not-null', name, columns, validated, origin: originAt(change, node.location) };
  return addToAll(change, validated ? withNotNull(relation, columns) : relation, constraint);
}

function addExclusion(change: Change, relation: Relation, node: ConstraintNode): Relation {
  const elements = (node.exclusions ?? []).flatMap((exclusion) => exclusionElement(exclusion));
  const include = namesOf(node.including);
  const addition = joinColumns(indexNameColumns([...elements, ...include.map((name) => ({ name }))]));
  const name = node.conname ?? chooseRelationName(change.catalog, { relation, addition, label: 'excl' }, true, draftOf(change, relation));
  const origin = originAt(change, node.location);
  const index: Index = {
    name, method: node.access_method ?? 'btree', unique: false, columns: indexColumns(elements), elements, include,
    where: node.where_clause, constraint: name, origin,
  };
  return put(change, { ...relation, constraints: [...relation.constraints, { kind: 'exclusion', name, origin }], indexes: [...relation.indexes, index] });
}

/** An exclusion is a list of an index element and its operator. */
function exclusionElement(exclusion: Node): readonly IndexElem[] {
  const [element] = 'List' in exclusion ? (exclusion.List.items ?? []) : [];
  return element && 'IndexElem' in element ? [element.IndexElem] : [];
}

type Inheritable = Extract<Constraint, { readonly validated: boolean }>;

/** Children have the constraint of their parent, under the same name. */
function addToAll(change: Change, relation: Relation, constraint: Inheritable): Relation {
  const added = put(change, { ...relation, constraints: [...relation.constraints, constraint] });
  const inherits = change.draft === undefined && (constraint.kind !== 'foreign' || relation.kind === 'partitioned');
  for (const child of inherits ? change.catalog.children(relation) : []) {
    if (child.constraints.some(({ name }) => name === constraint.name)) continue;
    const checked = constraint.kind === 'not-null' && constraint.validated ? withNotNull(child, constraint.columns) : child;
    addToAll(change, checked, constraint);
  }
  return added;
}

/** A CREATE TABLE has no rows to check: PostgreSQL ignores NOT VALID there. NOT ENFORCED never becomes valid. */
function isValidated(change: Change, node: ConstraintNode): boolean {
  const creates = change.statement.tree !== undefined && 'CreateStmt' in change.statement.tree;
  const enforced = node.is_enforced === true || node.contype === 'CONSTR_NOTNULL';
  return creates ? enforced : node.skip_validation !== true;
}

const actions: Readonly<Record<string, ForeignKeyAction>> = { c: 'cascade', n: 'set-null', d: 'set-default' };

function actionsOf({ fk_del_action: onDelete = 'a', fk_upd_action: onUpdate = 'a' }: ConstraintNode): { readonly onDelete?: ForeignKeyAction; readonly onUpdate?: ForeignKeyAction } {
  return { ...(actions[onDelete] && { onDelete: actions[onDelete] }), ...(actions[onUpdate] && { onUpdate: actions[onUpdate] }) };
}
