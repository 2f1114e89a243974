import type { DropStmt, Node, TruncateStmt } from '@pgsql/types';
import type { Reference, Relation } from '../catalog/model';
import { referenceOfObject } from '../catalog/ddl/rename';
import { items } from '../catalog/ddl/change';
import { namesOf } from '../sql/names';
import { dropReferences } from './constraints';
import { descendants, doubt, family, isSame, lock, referenced, referencing, relationIfExists, relationNamed, relationOf, rewrite, type Work } from './work';

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
      return relation && dropRelation(work, relation, cascade);
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
    case 'OBJECT_SCHEMA':
      return dropSchema(work, reference?.name ?? '', cascade);
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return cascade ? dropType(work, reference) : undefined;
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE':
    case 'OBJECT_COLLATION':
      // Triggers, defaults and indexes that use it go with it.
      return cascade ? doubt(work, 'unknown') : undefined;
    default:
      return doubt(work, 'unknown');
  }
}

/** With its partitions, children and views; foreign keys are triggers on both sides, a partition is in the parent's definition. */
function dropRelation(work: Work, relation: Relation, cascade: boolean): void {
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
    lock(work, referenced(work, each), 'AccessExclusiveLock');
    if (cascade) dropReferences(work, each);
    if (cascade) lock(work, readers(work, each), 'AccessExclusiveLock');
  }
}

/** Views and materialized views that read a relation, through other views too. */
function readers(work: Work, relation: Relation, seen: readonly Relation[] = []): readonly Relation[] {
  const direct = work.catalog.dependents(relation).filter((other) => !seen.includes(other) && other.reads.some((name) => isSame(name, relation)));
  return direct.flatMap((view) => [view, ...readers(work, view, [...seen, ...direct])]);
}

/** Views and sequences: with CASCADE, materialized views over them and defaults that use them. */
function dropLight(work: Work, reference: Reference, cascade: boolean, node: DropStmt): void {
  const relation = work.catalog.relation(reference);
  if (relation === undefined) return cascade ? doubt(work, 'unknown') : undefined;
  if (cascade) lock(work, readers(work, relation), 'AccessExclusiveLock');
  if (cascade && node.removeType === 'OBJECT_SEQUENCE') doubt(work);
}

function dropIndex(work: Work, reference: Reference, node: DropStmt): void {
  const found = work.catalog.index(reference);
  if (found === undefined) return doubt(work, 'unknown');
  const { relation } = found;
  const all = relation.kind === 'partitioned' ? family(work, relation) : [relation];
  lock(work, all, node.concurrent ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock');
  if (node.behavior === 'DROP_CASCADE') dropReferences(work, relation, found.index.columns.flatMap((column) => column ?? []));
}

/** Triggers, policies and rules: the list names the table and then the thing. */
function dropPart(work: Work, { missing_ok: missingOk, removeType, behavior }: DropStmt, object: Node): void {
  const names = namesOf(items(object));
  const [name, schema] = [names.at(-2), names.at(-3)];
  if (name === undefined) return doubt(work, 'unknown');
  const relation = relationNamed(work, { schema, name });
  if (relation === undefined) return;
  // Whether it is there is not followed.
  if (missingOk) return doubt(work, 'unknown');
  lock(work, relation, 'AccessExclusiveLock');
  if (relation.kind === 'partitioned' && removeType === 'OBJECT_TRIGGER') lock(work, descendants(work, relation), 'AccessExclusiveLock');
  if (behavior === 'DROP_CASCADE') doubt(work);
}

function dropSchema(work: Work, schema: string, cascade: boolean): void {
  if (!cascade) return;
  doubt(work);
  for (const relation of work.catalog.relations()) if (relation.schema === schema) dropRelation(work, relation, true);
}

function dropType(work: Work, reference: Reference | undefined): void {
  const type = reference && work.catalog.type(reference);
  doubt(work, type === undefined ? 'unknown' : 'at-least');
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
  lock(work, [...emptied], 'AccessExclusiveLock');
  rewrite(work, [...emptied]);
  // A trigger for TRUNCATE would be run, and the history keeps none.
  doubt(work);
}
