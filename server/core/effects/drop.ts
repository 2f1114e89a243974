import type { DropStmt, Node, TruncateStmt } from '@pgsql/types';
import type { Reference, Relation } from '../catalog/model';
import { referenceOfObject } from '../catalog/ddl/rename';
import { items } from '../catalog/ddl/change';
import { namesOf } from '../sql/names';
import { dropReferences, lockDropped } from './constraints';
import { callersOf, collatedWith, drawingFrom, protectedBy, readers } from './readers';
import { fireStatementTriggers } from './triggers';
import { descendants, does, doubt, family, isComplete, isSame, lock, referencing, relationIfExists, relationNamed, relationOf, rewrite, type Work } from './work';

export function drop(work: Work, node: DropStmt): void {
  if (node.concurrent) work.transaction = 'forbidden';
  for (const object of node.objects ?? []) dropObject(work, node, object);
}

function dropObject(work: Work, node: DropStmt, object: Node): void {
  const reference = referenceOfObject(object);
  const cascade = node.behavior === 'DROP_CASCADE';
  switch (node.removeType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_FOREIGN_TABLE': {
      const relation = reference && relationIfExists(work, reference, node.missing_ok);
      return relation && dropRelation(work, relation, { cascade, together: node.objects ?? [] });
    }
    case 'OBJECT_VIEW':
    case 'OBJECT_SEQUENCE':
      return reference && dropLight(work, reference, cascade, node);
    case 'OBJECT_INDEX':
      return reference && dropIndex(work, reference, node);
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      return dropPart(work, node, object);
    case 'OBJECT_STATISTIC_EXT':
      return dropStatistics(work, reference);
    case 'OBJECT_SCHEMA':
      return dropSchema(work, reference?.name ?? '', cascade);
    case 'OBJECT_EXTENSION':
      // Its tables go with it, and with CASCADE whatever uses its types and functions.
      return doubt(work, cascade ? 'unknown' : 'at-least');
    default:
      return cascade ? dropUsed(work, node, reference) : undefined;
  }
}

/** What is no relation and no part of one: without CASCADE nothing uses it, or it stays. With it, columns, triggers, defaults and views go too. */
function dropUsed(work: Work, { removeType }: DropStmt, reference: Reference | undefined): void {
  doubt(work);
  if (reference === undefined) return;
  switch (removeType) {
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return dropType(work, reference);
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE': {
      const name = work.catalog.resolve(reference);
      // Which of several of the same name is meant is not followed.
      if (work.catalog.routines(reference).length > 1) return doubt(work, 'unknown');
      return lock(work, callersOf(work, name), 'AccessExclusiveLock');
    }
    case 'OBJECT_COLLATION':
      return lock(work, collatedWith(work, reference.name), 'AccessExclusiveLock');
    default:
      return;
  }
}

interface DroppedRelation {
  readonly cascade: boolean;
  /** All objects of the statement. */
  readonly together: readonly Node[];
}

/** With its partitions, children and views; foreign keys are triggers on both sides, a partition is in the parent's definition. */
function dropRelation(work: Work, relation: Relation, { cascade, together }: DroppedRelation): void {
  const dropped = family(work, relation);
  lock(work, dropped, 'AccessExclusiveLock');
  if (relation.kind === 'partition' || (relation.kind === 'partitioned' && relation.parents.length > 0)) {
    for (const name of relation.parents) {
      const parent = relationNamed(work, name);
      if (parent === undefined) continue;
      lock(work, parent, 'AccessExclusiveLock');
      lock(work, work.catalog.children(parent).filter(({ defaultPartition }) => defaultPartition), 'AccessExclusiveLock');
    }
  }
  for (const each of dropped) {
    lockDropped(work, withOwnKeys(work, each));
    // Tables that go in the same statement need no CASCADE.
    if (cascade || together.length > 1) dropReferences(work, each);
    if (cascade) lock(work, readers(work, each), 'AccessExclusiveLock');
    if (cascade) lock(work, protectedBy(work, each), 'AccessExclusiveLock');
    if (cascade) for (const sequence of ownedBy(work, each)) lock(work, drawingFrom(work, sequence), 'AccessExclusiveLock');
  }
}

/** A foreign key that a partition has from its parent is no trigger of its own on the other table. */
function withOwnKeys(work: Work, relation: Relation): Relation {
  const inherited = relation.kind === 'table' ? [] : relation.parents.flatMap((name) => work.catalog.relation(name)?.constraints ?? []);
  if (inherited.length === 0) return relation;
  return { ...relation, constraints: relation.constraints.filter((own) => own.kind !== 'foreign' || !inherited.some((other) =>
    other.kind === 'foreign' && isSame(other.references, own.references) && other.columns.join() === own.columns.join())) };
}

function ownedBy(work: Work, relation: Relation): readonly Relation[] {
  return work.catalog.dependents(relation).filter((other) => other.kind === 'sequence' && other.ownedBy !== undefined && isSame(other.ownedBy, relation));
}

/** Views and sequences: with CASCADE, materialized views over them and defaults that use them. */
function dropLight(work: Work, reference: Reference, cascade: boolean, node: DropStmt): void {
  const relation = work.catalog.relation(reference);
  if (relation === undefined) return cascade ? doubt(work) : undefined;
  if (!cascade) return;
  lock(work, readers(work, relation), 'AccessExclusiveLock');
  lock(work, protectedBy(work, relation), 'AccessExclusiveLock');
  if (node.removeType === 'OBJECT_SEQUENCE') lock(work, drawingFrom(work, relation), 'AccessExclusiveLock');
}

function dropIndex(work: Work, reference: Reference, node: DropStmt): void {
  const found = work.catalog.index(reference);
  if (found === undefined) {
    if (!node.missing_ok) doubt(work, 'unknown');
    else if (!isComplete(work)) doubt(work);
    return;
  }
  const { relation } = found;
  const all = relation.kind === 'partitioned' ? family(work, relation) : [relation];
  lock(work, all, node.concurrent ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock');
  if (node.behavior === 'DROP_CASCADE') dropReferences(work, relation, found.index.columns.flatMap((column) => column ?? []));
}

/** Triggers, policies and rules: the list names the table and then the thing. */
function dropPart(work: Work, { missing_ok: missingOk, removeType, behavior }: DropStmt, object: Node): void {
  const names = namesOf(items(object));
  const [part, name, schema] = [names.at(-1), names.at(-2), names.at(-3)];
  if (name === undefined) return doubt(work, 'unknown');
  const relation = relationIfExists(work, { schema, name }, missingOk);
  if (relation === undefined) return;
  const { triggers, policies, rules } = relation;
  const parts: readonly { readonly name: string }[] = removeType === 'OBJECT_TRIGGER' ? triggers : removeType === 'OBJECT_POLICY' ? policies : rules;
  const found = parts.some((own) => own.name === part);
  if (!found && (relation.assumed || !relation.columnsKnown)) doubt(work, missingOk ? 'unknown' : 'at-least');
  if (!found && missingOk) return;
  lock(work, relation, 'AccessExclusiveLock');
  const onPartitions = removeType === 'OBJECT_TRIGGER' && relation.kind === 'partitioned' && triggers.some((own) => own.name === part && own.level === 'row');
  if (onPartitions) lock(work, descendants(work, relation), 'AccessExclusiveLock');
  if (behavior === 'DROP_CASCADE') doubt(work);
}

function dropStatistics(work: Work, reference: Reference | undefined): void {
  const name = reference && work.catalog.resolve(reference).schema;
  const holders = work.catalog.relations().filter(({ statistics }) => statistics.some((own) => own.name === reference?.name && (own.schema === name || reference.schema === undefined)));
  if (holders.length === 0) return doubt(work);
  lock(work, holders, 'ShareUpdateExclusiveLock');
}

function dropSchema(work: Work, schema: string, cascade: boolean): void {
  if (!cascade) return;
  doubt(work);
  for (const relation of work.catalog.relations()) if (relation.schema === schema) dropRelation(work, relation, { cascade: true, together: [] });
}

function dropType(work: Work, reference: Reference): void {
  const type = work.catalog.type(reference);
  if (type === undefined) doubt(work, 'unknown');
  if (type !== undefined) lock(work, tablesUsing(work, type), 'AccessExclusiveLock');
}

/** Tables with a column of the type, or of a domain over it. */
export function tablesUsing(work: Work, type: { readonly schema: string; readonly name: string }): readonly Relation[] {
  const domains = work.catalog.types().filter(({ kind, base }) => kind === 'domain' && base !== undefined && base.name === type.name && base.schema === type.schema);
  const own = work.catalog.relations().filter(({ columns }) => columns.some((column) => column.type.name === type.name && column.type.schema === type.schema));
  return [...own, ...domains.flatMap((domain) => tablesUsing(work, domain))];
}

/** CASCADE goes on to every table that refers to one of them. The old files are thrown away, so it counts as written anew. */
export function truncate(work: Work, node: TruncateStmt): void {
  const emptied = new Set<Relation>();
  const open = (node.relations ?? []).flatMap((range) => {
    const relation = 'RangeVar' in range ? relationOf(work, range.RangeVar) : undefined;
    return relation === undefined ? [] : family(work, relation, 'RangeVar' in range && !range.RangeVar.inh);
  });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (emptied.has(next)) continue;
    emptied.add(next);
    if (node.behavior === 'DROP_CASCADE') for (const other of referencing(work, next)) open.push(...family(work, other));
  }
  const all = [...emptied];
  lock(work, all, 'AccessExclusiveLock');
  rewrite(work, all);
  if (!does(work, 'truncates a partition without its parent')) {
    for (const { kind, parents } of all) if (kind === 'partition') lock(work, parents.flatMap((parent) => work.catalog.relation(parent) ?? []), 'AccessShareLock');
  }
  for (const each of all) fireStatementTriggers(work, each, { event: 'truncate', rows: true });
}
