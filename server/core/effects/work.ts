import type { Node, RangeVar } from '@pgsql/types';
import type { Scope } from '../catalog/bodies/scope';
import { bookkeeping } from '../catalog/bookkeeping';
import type { Catalog } from '../catalog/catalog';
import type { QualifiedName, Reference, Relation } from '../catalog/model';
import { noParts } from '../catalog/relation-parts';
import type { Statement } from '../document/statement';
import { referenceOf } from '../sql/names';
import { strongerMode, type LockMode } from './lock-mode';
import { does as doesIn, type Behaviour } from './releases';

/** `exact`: this and nothing else. `at-least`: this, and perhaps more. `unknown`: what is listed, if anything, may be all or nothing. */
export type Certainty = 'exact' | 'at-least' | 'unknown';
export type TransactionNeed = 'any' | 'forbidden' | 'required';

/** The effects of one statement while they are gathered. */
export interface Work {
  /** Before the statement; between the subcommands of an ALTER TABLE, after those that were done. */
  catalog: Catalog;
  readonly pgVersion: number;
  /** What the session's settings are where no statement has set them. */
  readonly defaults: SettingDefaults;
  readonly locks: Map<string, { readonly relation: QualifiedName; readonly mode: LockMode }>;
  readonly rewrites: Map<string, QualifiedName>;
  readonly scans: Map<string, QualifiedName>;
  transaction: TransactionNeed;
  certainty: Certainty;
  /** The statement that is sent, which reads the bodies that it runs, and what gives the effects of a statement in them. */
  readonly statement?: Statement;
  readonly apply?: (work: Work, tree: Node) => void;
  /** Set inside of a body. */
  readonly within?: Within;
}

/** Where a statement stands that a function, a trigger or a block runs. */
export interface Within {
  readonly depth: number;
  readonly budget: { left: number };
  /** The catalog before the whole statement that was sent. */
  readonly before: Catalog;
  readonly scope: Scope | undefined;
  /** Triggers that are on their way, for those that make themselves fire again. */
  readonly firing: Set<string>;
}

export function startWithin(statements: number, before: Catalog): Within {
  return { depth: 0, budget: { left: statements }, before, scope: undefined, firing: new Set() };
}

/** Settings that the database has from its configuration, lower-case names: `{ timezone: 'UTC' }`. */
export type SettingDefaults = Readonly<Record<string, string>>;

export function startWork(statement: Statement, catalog: Catalog, { pgVersion, defaults, apply }: Required<Pick<Work, 'pgVersion' | 'defaults' | 'apply'>>): Work {
  return { catalog, pgVersion, defaults, locks: new Map(), rewrites: new Map(), scans: new Map(), transaction: 'any', certainty: 'exact', statement, apply };
}

/** More may happen than is known here. */
export function doubt(work: Work, certainty: 'at-least' | 'unknown' = 'at-least'): void {
  if (work.certainty !== 'unknown') work.certainty = certainty;
}

export function does(work: Work, behaviour: Behaviour): boolean {
  return doesIn(work.pgVersion, behaviour);
}

/** A setting of the session: as the history has set it, else as the database is known to have it. */
export function settingOf(work: Work, name: string): string | undefined {
  return work.catalog.setting(name) ?? work.defaults[name];
}

/** Nothing is listed for views, foreign tables and sequences, nor for temporary tables, which nobody else can reach. */
function counts({ kind, temporary }: Relation): boolean {
  return !temporary && (kind === 'table' || kind === 'partitioned' || kind === 'partition' || kind === 'materialized-view');
}

export function nameOf({ schema, name }: QualifiedName): QualifiedName {
  return { schema, name };
}

function keyOf({ schema, name }: QualifiedName): string {
  return `${schema}\u0000${name}`;
}

/** A lock on something that is known to count. */
export function lockNamed(work: Work, name: QualifiedName, mode: LockMode): void {
  const key = keyOf(name);
  const known = work.locks.get(key)?.mode;
  work.locks.set(key, { relation: nameOf(name), mode: known === undefined ? mode : strongerMode(known, mode) });
}

export function lock(work: Work, relations: Relation | readonly Relation[], mode: LockMode): void {
  for (const relation of listOf(relations)) {
    if (!counts(relation)) continue;
    lockNamed(work, relation, mode);
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

/** With IF EXISTS a table that the history does not know may be there or not, unless the history begins with an empty database. */
export function relationIfExists(work: Work, reference: Reference, missingOk: boolean | undefined): Relation | undefined {
  if (missingOk && work.catalog.relation(reference) === undefined) {
    if (!isComplete(work)) doubt(work);
    return undefined;
  }
  return relationNamed(work, reference);
}

/** True where every table that a statement has named so far was made by the history: then it knows those that are there. */
export function isComplete(work: Work): boolean {
  return !work.catalog.relations().some(({ assumed, name }) => assumed && !bookkeeping.has(name));
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
  const own = work.catalog.children(relation);
  if (own.length === 0 && relation.partitionsUnknown === undefined) return own;
  const found = new Map<string, Relation>();
  const open = [relation];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.partitionsUnknown) doubt(work);
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

/** A partitioned table with its partitions. A table with children that inherit alone: foreign keys and indexes of theirs are their own. */
export function withPartitions(work: Work, relation: Relation, only = false): readonly Relation[] {
  return relation.kind === 'partitioned' ? family(work, relation, only) : [relation];
}

/** The partitioned tables that a partition is in, at every level. */
export function ancestors(work: Work, relation: Relation): readonly Relation[] {
  if (relation.kind !== 'partition' && relation.kind !== 'partitioned') return [];
  return relation.parents.flatMap((name) => work.catalog.relation(name) ?? []).flatMap((parent) => [parent, ...ancestors(work, parent)]);
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
    return target === undefined ? [] : withPartitions(work, target);
  });
}
