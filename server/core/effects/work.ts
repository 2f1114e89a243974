import type { RangeVar } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import type { QualifiedName, Reference, Relation } from '../catalog/model';
import { noParts } from '../catalog/relation-parts';
import { referenceOf } from '../sql/names';
import { strongerMode, type LockMode } from './lock-mode';

/** `exact`: this and nothing else. `at-least`: this, and perhaps more. `unknown`: what is listed, if anything, may be all or nothing. */
export type Certainty = 'exact' | 'at-least' | 'unknown';
export type TransactionNeed = 'any' | 'forbidden' | 'required';

/** The effects of one statement while they are gathered. */
export interface Work {
  readonly catalog: Catalog;
  readonly pgVersion: number;
  readonly locks: Map<string, { readonly relation: QualifiedName; readonly mode: LockMode }>;
  readonly rewrites: Map<string, QualifiedName>;
  readonly scans: Map<string, QualifiedName>;
  transaction: TransactionNeed;
  certainty: Certainty;
}

export function startWork(catalog: Catalog, pgVersion: number): Work {
  return { catalog, pgVersion, locks: new Map(), rewrites: new Map(), scans: new Map(), transaction: 'any', certainty: 'exact' };
}

/** More may happen than is known here. */
export function doubt(work: Work, certainty: 'at-least' | 'unknown' = 'at-least'): void {
  if (work.certainty !== 'unknown') work.certainty = certainty;
}

/** True for what 18 does and 15 does not. From when on is not measured, so other releases before 18 are in doubt. */
export function does18(work: Work): boolean {
  if (work.pgVersion < 18 && work.pgVersion !== 15) doubt(work);
  return work.pgVersion >= 18;
}

/** Nothing is listed for views, foreign tables and sequences, nor for temporary tables, which nobody else can reach. */
function counts(relation: Relation): boolean {
  const kinds: readonly string[] = ['table', 'partitioned', 'partition', 'materialized-view'];
  return kinds.includes(relation.kind) && !relation.temporary;
}

export function nameOf({ schema, name }: QualifiedName): QualifiedName {
  return { schema, name };
}

function keyOf({ schema, name }: QualifiedName): string {
  return `${schema}\u0000${name}`;
}

export function lock(work: Work, relations: Relation | readonly Relation[], mode: LockMode): void {
  for (const relation of listOf(relations).filter(counts)) {
    const known = work.locks.get(keyOf(relation))?.mode;
    work.locks.set(keyOf(relation), { relation: nameOf(relation), mode: known === undefined ? mode : strongerMode(known, mode) });
    if (!relation.columnsKnown && mode !== 'AccessShareLock') doubt(work);
  }
}

/** Read from end to end. A partitioned table has no rows of its own. */
export function scan(work: Work, relations: Relation | readonly Relation[]): void {
  for (const relation of listOf(relations)) if (counts(relation) && relation.kind !== 'partitioned') work.scans.set(keyOf(relation), nameOf(relation));
}

/** Written anew, into another file. */
export function rewrite(work: Work, relations: Relation | readonly Relation[]): void {
  for (const relation of listOf(relations)) if (counts(relation) && relation.kind !== 'partitioned') work.rewrites.set(keyOf(relation), nameOf(relation));
}

function listOf(relations: Relation | readonly Relation[]): readonly Relation[] {
  return Array.isArray(relations) ? (relations as readonly Relation[]) : [relations as Relation];
}

/** The relation as the history knows it; one that it does not know is taken for a table of unknown columns. undefined for names that are none of the user's. */
export function relationOf(work: Work, range: RangeVar | undefined): Relation | undefined {
  return range?.relname === undefined ? undefined : relationNamed(work, referenceOf(range));
}

export function relationNamed(work: Work, reference: Reference): Relation | undefined {
  if (isSystem(reference)) return undefined;
  const known = work.catalog.relation(reference);
  if (known !== undefined) {
    if (known.assumed) doubt(work);
    return known;
  }
  doubt(work);
  return standIn(work.catalog.resolve(reference));
}

/** With IF EXISTS a table that the history does not know may be there or not. */
export function relationIfExists(work: Work, reference: Reference, missingOk: boolean | undefined): Relation | undefined {
  if (missingOk && work.catalog.relation(reference) === undefined) {
    doubt(work, 'unknown');
    return undefined;
  }
  return relationNamed(work, reference);
}

export function isSystem({ schema, name }: Reference): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema' || (schema === undefined && name.startsWith('pg_'));
}

function standIn(name: QualifiedName): Relation {
  const origin = { file: '', statement: 0, span: { start: 0, end: 0 } };
  return { ...noParts, ...name, kind: 'table', columns: [], columnsKnown: false, temporary: name.schema === 'pg_temp', filled: true, assumed: true, origin };
}

/** Partitions and inheriting tables at every level, without the relation itself. */
export function descendants(work: Work, relation: Relation): readonly Relation[] {
  const found = new Map<string, Relation>();
  const open = [relation];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of work.catalog.children(next)) {
      if (!found.has(keyOf(child))) open.push(child);
      found.set(keyOf(child), child);
    }
  }
  return [...found.values()];
}

export function family(work: Work, relation: Relation, only = false): readonly Relation[] {
  return only ? [relation] : [relation, ...descendants(work, relation)];
}

export function isSame(one: QualifiedName, other: QualifiedName): boolean {
  return one.schema === other.schema && one.name === other.name;
}

/** Tables with a foreign key to one of these columns, or to any. Itself too where it refers to itself. */
export function referencing(work: Work, relation: Relation, columns?: readonly string[]): readonly Relation[] {
  return work.catalog.dependents(relation).filter((other) => other.constraints.some((constraint) =>
    constraint.kind === 'foreign' && isSame(constraint.references, relation) && (columns === undefined || constraint.referencedColumns.some((column) => columns.includes(column)))));
}

/** Tables that the foreign keys of a table refer to, with their partitions. */
export function referenced(work: Work, relation: Relation, columns?: readonly string[]): readonly Relation[] {
  return relation.constraints.flatMap((constraint) => {
    if (constraint.kind !== 'foreign' || (columns !== undefined && !constraint.columns.some((column) => columns.includes(column)))) return [];
    const target = relationNamed(work, constraint.references);
    return target === undefined ? [] : family(work, target);
  });
}
