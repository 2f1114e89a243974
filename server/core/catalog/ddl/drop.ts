import type { DropStmt, Node } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { Index, QualifiedName, Relation } from '../model';
import { namesOf } from '../../sql/names';
import { items, sameName, type Change } from './change';
import { dropReferencesTo } from './alter-constraint';
import { isPartOf } from './indexes';
import { dropPart } from './policies';
import { referenceOfObject } from './rename';
import { meantRoutine } from './routines';
import { alterCallers, alterTriggers } from './triggers';

export function drop(change: Change, node: DropStmt): void {
  for (const object of node.objects ?? []) dropObject(change, node, object);
}

function dropObject(change: Change, node: DropStmt, object: Node): void {
  const { catalog } = change;
  const reference = referenceOfObject(object);
  if (!reference) return;
  switch (node.removeType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_FOREIGN_TABLE':
    case 'OBJECT_SEQUENCE': {
      const relation = catalog.relation(reference);
      if (relation) dropRelation(catalog, relation);
      return;
    }
    case 'OBJECT_INDEX': {
      const found = catalog.index(reference);
      if (found) dropIndex(change, found.relation, found.index);
      return;
    }
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return dropType(catalog, reference, node.behavior === 'DROP_CASCADE');
    case 'OBJECT_SCHEMA':
      return dropSchema(change, reference.name);
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE':
      return dropRoutine(change, object);
    case 'OBJECT_TRIGGER':
    case 'OBJECT_RULE':
    case 'OBJECT_POLICY':
      return dropPartOf(change, node.removeType, object);
    case 'OBJECT_EXTENSION':
      return catalog.setObject('extension', reference.name, false);
    case 'OBJECT_STATISTIC_EXT':
      return dropStatistics(catalog, catalog.resolve(reference));
  }
}

/**
 * Drops a relation with what depends on it: partitions and children, views, foreign keys to it, its sequences.
 * Without CASCADE PostgreSQL refuses where such a thing is left, so nothing is lost by not asking.
 */
export function dropRelation(catalog: Catalog, relation: Relation): void {
  if (!catalog.relation(relation)) return;
  const dependents = catalog.dependents(relation).filter((dependent) => !sameName(dependent, relation));
  const children = catalog.children(relation);
  catalog.removeRelation(relation);
  for (const child of children) dropRelation(catalog, child);
  for (const dependent of dependents) {
    const other = catalog.relation(dependent);
    if (!other) continue;
    if (other.ownedBy && sameName(other.ownedBy, relation)) catalog.removeRelation(other);
    if (other.reads.some((name) => sameName(name, relation))) dropRelation(catalog, other);
    const rest = catalog.relation(other);
    if (rest) forget(catalog, rest, relation);
  }
}

/** Without the foreign keys, policies and rules that need a relation that is gone. */
function forget(catalog: Catalog, relation: Relation, gone: QualifiedName): void {
  const constraints = relation.constraints.filter((constraint) => constraint.kind !== 'foreign' || !sameName(constraint.references, gone));
  const needs = ({ reads }: { readonly reads: readonly QualifiedName[] }): boolean => reads.some((name) => sameName(name, gone));
  const [policies, rules] = [relation.policies.filter((policy) => !needs(policy)), relation.rules.filter((rule) => !needs(rule))];
  const left = constraints.length + policies.length + rules.length;
  if (left < relation.constraints.length + relation.policies.length + relation.rules.length) catalog.putRelation({ ...relation, constraints, policies, rules });
}

/** The indexes of partitions go with their parent's. With CASCADE so do the foreign keys that need a unique index. */
function dropIndex(change: Change, relation: Relation, index: Index): void {
  change.catalog.putRelation({ ...relation, indexes: relation.indexes.filter((own) => own !== index) });
  if (index.unique) dropReferencesTo(change, relation, index.columns.flatMap((column) => column ?? []));
  if (relation.kind !== 'partitioned') return;
  for (const child of change.catalog.children(relation)) {
    const own = child.indexes.find((candidate) => candidate.constraint === undefined && isPartOf(candidate, index));
    if (own) dropIndex(change, child, own);
  }
}

/** CASCADE drops the columns of that type; their constraints and indexes with them. */
function dropType(catalog: Catalog, reference: { readonly schema?: string | undefined; readonly name: string }, cascade: boolean): void {
  const type = catalog.type(reference);
  if (!type) return;
  catalog.removeType(type);
  for (const relation of cascade ? catalog.relations() : []) {
    const columns = relation.columns.filter((column) => column.type.name !== type.name || column.type.schema !== type.schema);
    if (columns.length < relation.columns.length) catalog.putRelation({ ...relation, columns });
  }
}

function dropSchema(change: Change, schema: string): void {
  const { catalog } = change;
  for (const relation of catalog.relations()) if (relation.schema === schema) dropRelation(catalog, relation);
  for (const type of catalog.types()) if (type.schema === schema) dropType(catalog, type, true);
  catalog.setObject('schema', schema, false);
  for (const routine of catalog.allRoutines()) {
    if (routine.schema !== schema) continue;
    catalog.putRoutines(routine, []);
    if (routine.returns === 'trigger') alterCallers(change, routine, () => undefined);
  }
}

/** A trigger, rule or policy: the list names the table and then the thing. */
function dropPartOf(change: Change, kind: DropStmt['removeType'], object: Node): void {
  const names = namesOf(items(object));
  const [part, table, schema] = names.toReversed();
  const relation = table === undefined ? undefined : change.catalog.relation({ schema, name: table });
  if (!relation || part === undefined) return;
  if (kind === 'OBJECT_TRIGGER') alterTriggers(change, relation, part, () => undefined);
  else dropPart(change, relation, kind === 'OBJECT_RULE' ? 'rules' : 'policies', part);
}

function dropStatistics(catalog: Catalog, name: QualifiedName): void {
  for (const relation of catalog.relations()) {
    if (relation.statistics.some((other) => sameName(other, name))) catalog.putRelation({ ...relation, statistics: relation.statistics.filter((other) => !sameName(other, name)) });
  }
}

/** With CASCADE its triggers go too. */
function dropRoutine(change: Change, object: Node): void {
  const { catalog } = change;
  const reference = referenceOfObject(object);
  const routines = reference ? catalog.routines(reference) : [];
  const [first] = routines;
  if (!first || !('ObjectWithArgs' in object)) return;
  const meant = meantRoutine(routines, object.ObjectWithArgs);
  if (meant?.returns === 'trigger') alterCallers(change, meant, () => undefined);
  catalog.putRoutines(first, routines.filter((routine) => routine !== meant));
}
