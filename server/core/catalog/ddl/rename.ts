import type { AlterObjectSchemaStmt, Node, RenameStmt } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { QualifiedName, Reference, Relation } from '../model';
import { referenceOfList } from '../../sql/names';
import { items, referenceOfRange, sameName, type Change } from './change';
import { mapChanged, moveRelation, renameColumnOf, repoint } from './moves';
import { ownedSequences } from './sequences';
import { alterCallers, alterTriggers } from './triggers';

/** The name of an object in a DROP, RENAME or SET SCHEMA: a list, a type or a routine with its arguments. */
export function referenceOfObject(object: Node | undefined): Reference | undefined {
  if (!object) return undefined;
  if ('String' in object) return object.String.sval === undefined ? undefined : { name: object.String.sval };
  if ('TypeName' in object) return referenceOfList(object.TypeName.names);
  if ('ObjectWithArgs' in object) return referenceOfList(object.ObjectWithArgs.objname);
  return referenceOfList(items(object));
}

export function rename(change: Change, node: RenameStmt): void {
  const { catalog } = change;
  const reference = referenceOfRange(node.relation) ?? referenceOfObject(node.object);
  const { subname = '', newname = '' } = node;
  if (node.renameType === 'OBJECT_SCHEMA') return renameSchema(change, subname, newname);
  if (!reference) return;
  const relation = catalog.relation(reference);
  switch (node.renameType) {
    case 'OBJECT_COLUMN':
      if (relation) renameColumnOf(catalog, relation, subname, newname);
      return;
    case 'OBJECT_TABCONSTRAINT':
      if (relation) renameConstraint(catalog, relation, subname, newname);
      return;
    case 'OBJECT_TRIGGER':
      if (relation) alterTriggers(change, relation, subname, (trigger) => ({ ...trigger, name: newname }));
      return;
    case 'OBJECT_POLICY':
      if (relation) catalog.putRelation({ ...relation, policies: renamed(relation.policies, subname, newname) });
      return;
    case 'OBJECT_RULE':
      if (relation) catalog.putRelation({ ...relation, rules: renamed(relation.rules, subname, newname) });
      return;
    case 'OBJECT_STATISTIC_EXT':
      return moveStatistics(catalog, catalog.resolve(reference), { name: newname });
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return moveType(catalog, reference, { name: newname });
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE':
      return moveRoutines(change, reference, { name: newname });
    case 'OBJECT_TABLE':
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_FOREIGN_TABLE':
    case 'OBJECT_SEQUENCE':
    case 'OBJECT_INDEX':
      return renameRelationOrIndex(catalog, reference, newname);
  }
}

/** ALTER TABLE … RENAME TO also takes an index, ALTER INDEX … RENAME TO also takes a table. */
function renameRelationOrIndex(catalog: Catalog, reference: Reference, name: string): void {
  const relation = catalog.relation(reference);
  if (relation) return moveRelation(catalog, relation, { schema: relation.schema, name });
  const found = catalog.index(reference);
  if (!found) return;
  const { index } = found;
  if (index.constraint !== undefined) return renameConstraint(catalog, found.relation, index.name, name);
  catalog.putRelation({ ...found.relation, indexes: mapChanged(found.relation.indexes, (own) => (own === index ? { ...own, name } : own)) });
}

/** A constraint and the index under it always have the same name. */
function renameConstraint(catalog: Catalog, relation: Relation, from: string, to: string): void {
  catalog.putRelation({
    ...relation,
    constraints: mapChanged(relation.constraints, (constraint) => (constraint.name === from ? { ...constraint, name: to } : constraint)),
    indexes: mapChanged(relation.indexes, (index) => (index.constraint === from ? { ...index, name: to, constraint: to } : index)),
  });
  for (const child of catalog.children(relation)) {
    if (child.constraints.some(({ name, kind }) => name === from && kind !== 'primary' && kind !== 'unique')) renameConstraint(catalog, child, from, to);
  }
}

export function setSchema(change: Change, node: AlterObjectSchemaStmt): void {
  const { catalog } = change;
  const schema = node.newschema ?? '';
  const reference = referenceOfRange(node.relation) ?? referenceOfObject(node.object);
  if (!reference) return;
  if (node.relation) {
    const relation = catalog.relation(reference);
    if (relation) moveWithSequences(catalog, relation, schema);
  } else if (node.objectType === 'OBJECT_STATISTIC_EXT') {
    moveStatistics(catalog, catalog.resolve(reference), { schema });
  } else if (node.objectType === 'OBJECT_TYPE' || node.objectType === 'OBJECT_DOMAIN') {
    moveType(catalog, reference, { schema });
  } else {
    moveRoutines(change, reference, { schema });
  }
}

/** Sequences that belong to its columns move along with their table. */
function moveWithSequences(catalog: Catalog, relation: Relation, schema: string): void {
  for (const sequence of ownedSequences(catalog, relation)) moveRelation(catalog, sequence, { schema, name: sequence.name });
  moveRelation(catalog, relation, { schema, name: relation.name });
}

function renamed<T extends { readonly name: string }>(parts: readonly T[], from: string, to: string): readonly T[] {
  return mapChanged(parts, (part) => (part.name === from ? { ...part, name: to } : part));
}

function moveStatistics(catalog: Catalog, name: QualifiedName, to: Partial<QualifiedName>): void {
  for (const relation of catalog.relations()) {
    const statistics = mapChanged(relation.statistics, (each) => (sameName(each, name) ? { ...each, ...to } : each));
    if (statistics !== relation.statistics) catalog.putRelation({ ...relation, statistics });
  }
}

function moveType(catalog: Catalog, reference: Reference, to: Partial<QualifiedName>): void {
  const type = catalog.type(reference);
  if (!type) return;
  const moved = { ...type, ...to };
  catalog.removeType(type);
  catalog.putType(moved);
  for (const relation of catalog.relations()) {
    const columns = mapChanged(relation.columns, (column) =>
      (column.type.name === type.name && column.type.schema === type.schema ? { ...column, type: { ...column.type, name: moved.name, schema: moved.schema } } : column));
    if (columns !== relation.columns) catalog.putRelation({ ...relation, columns });
  }
}

/** Which of several overloads is meant is not told apart: all of them move. */
function moveRoutines(change: Change, reference: Reference, to: Partial<QualifiedName>): void {
  const { catalog } = change;
  const routines = catalog.routines(reference);
  const [first] = routines;
  if (!first) return;
  const target = { schema: to.schema ?? first.schema, name: to.name ?? first.name };
  catalog.putRoutines(first, []);
  catalog.putRoutines(target, [...catalog.routines(target), ...routines.map((routine) => ({ ...routine, ...target }))]);
  if (routines.some(({ returns }) => returns === 'trigger')) alterCallers(change, first, (trigger) => ({ ...trigger, function: target }));
}

function renameSchema(change: Change, from: string, to: string): void {
  const { catalog } = change;
  catalog.setObject('schema', from, false);
  catalog.setObject('schema', to, true);
  const move = (name: QualifiedName): QualifiedName => (name.schema === from ? { schema: to, name: name.name } : name);
  for (const relation of catalog.relations().filter(({ schema }) => schema === from)) {
    catalog.removeRelation(relation);
    catalog.putRelation({ ...relation, schema: to, statistics: mapChanged(relation.statistics, (each) => (each.schema === from ? { ...each, schema: to } : each)) });
  }
  repoint(catalog, catalog.relations(), move);
  for (const type of catalog.types().filter(({ schema }) => schema === from)) moveType(catalog, type, { schema: to });
  for (const routine of catalog.allRoutines().filter(({ schema }) => schema === from)) moveRoutines(change, routine, { schema: to });
}
