import type { Index, QualifiedName, Relation, Routine, UserType } from './model';
import type { KnownRows } from './bodies/known-rows';
import { entryOf } from './observation';
import { SharedMap, type Watch } from './shared-map';

export interface Savepoint {
  /** undefined for the start of the transaction. */
  readonly name: string | undefined;
  readonly state: State;
}

/** `event-trigger` stands for all of them: `any` where the history has made one. `perhaps-extension`: made by what may have run or not. */
export type ObjectKind = 'schema' | 'extension' | 'perhaps-extension' | 'event-trigger' | 'role';

/** Everything that a ROLLBACK undoes. */
export interface State {
  readonly relations: SharedMap<Relation>;
  readonly types: SharedMap<UserType>;
  readonly routines: SharedMap<readonly Routine[]>;
  /** Index to the key of its relation; an index lives in the schema of its relation. */
  readonly indexOwners: SharedMap<string>;
  /** How many constraints of a schema have the name: PostgreSQL only minds when it chooses one. */
  readonly constraintNames: SharedMap<number>;
  /** A relation to the keys of those that point at it: children, views, foreign keys, owned sequences. */
  readonly dependents: SharedMap<readonly string[]>;
  /** What has no other place here. */
  readonly objects: SharedMap<{ readonly kind: ObjectKind; readonly name: string }>;
  readonly settings: SharedMap<string>;
  readonly rows: SharedMap<KnownRows>;
}

export function keyOf({ schema, name }: QualifiedName): string {
  return `${schema}\u0000${name}`;
}

const mapNames: readonly (keyof State)[] = ['relations', 'types', 'routines', 'indexOwners', 'constraintNames', 'dependents', 'objects', 'settings', 'rows'];

export function createState(): State {
  return {
    relations: new SharedMap('relations'), types: new SharedMap('types'), routines: new SharedMap('routines'), indexOwners: new SharedMap('indexOwners'),
    constraintNames: new SharedMap('constraintNames'), dependents: new SharedMap('dependents'), objects: new SharedMap('objects'), settings: new SharedMap('settings'), rows: new SharedMap('rows'),
  };
}

export function forkState(state: State): State {
  return {
    relations: state.relations.fork(),
    types: state.types.fork(),
    routines: state.routines.fork(),
    indexOwners: state.indexOwners.fork(),
    constraintNames: state.constraintNames.fork(),
    dependents: state.dependents.fork(),
    objects: state.objects.fork(),
    settings: state.settings.fork(),
    rows: state.rows.fork(),
  };
}

export function watchState(state: State, watch: Watch | undefined): void {
  for (const name of mapNames) state[name].watch(watch);
}

/** The entries that differ between two states, as an observation names them. */
export function* changedEntries(a: State, b: State): Generator<string> {
  for (const name of mapNames) {
    for (const key of (a[name] as SharedMap<{}>).changed(b[name] as SharedMap<{}>)) yield entryOf(name, key);
  }
}

/** Makes a write that was observed on a state again. */
export function writeAgain(state: State, write: { readonly map: string; readonly key: string; readonly value: unknown }): void {
  const map = state[write.map as keyof State] as SharedMap<{}>;
  if (write.value === undefined || write.value === null) map.delete(write.key);
  else map.set(write.key, write.value);
}

/** Puts `now` in the place of `old` under their key (one of them may be missing) and keeps the maps that are derived from relations. */
export function replaceRelation(state: State, key: string, old: Relation | undefined, now: Relation | undefined): void {
  if (old === now) return;
  trackIndexes(state, key, old, now);
  trackConstraints(state, old, now);
  trackDependents(state, key, old, now);
  if (now) state.relations.set(key, now);
  else state.relations.delete(key);
}

/** Removes the relations, types and routines of a schema. */
export function clearSchema(state: State, schema: string): void {
  for (const relation of state.relations.values()) if (relation.schema === schema) replaceRelation(state, keyOf(relation), relation, undefined);
  for (const type of state.types.values()) if (type.schema === schema) state.types.delete(keyOf(type));
  for (const [routine] of state.routines.values()) if (routine?.schema === schema) state.routines.delete(keyOf(routine));
}

function trackIndexes({ indexOwners }: State, key: string, old: Relation | undefined, now: Relation | undefined): void {
  if (old?.indexes === now?.indexes) return;
  const [removed, added] = difference(old?.indexes ?? [], now?.indexes ?? []);
  if (old) for (const { name } of removed) indexOwners.delete(keyOf({ schema: old.schema, name }));
  if (now) for (const { name } of added) indexOwners.set(keyOf({ schema: now.schema, name }), key);
}

function trackConstraints({ constraintNames }: State, old: Relation | undefined, now: Relation | undefined): void {
  if (old?.constraints === now?.constraints) return;
  const [removed, added] = difference(old?.constraints ?? [], now?.constraints ?? []);
  if (old) for (const { name } of removed) count(constraintNames, keyOf({ schema: old.schema, name }), -1);
  if (now) for (const { name } of added) count(constraintNames, keyOf({ schema: now.schema, name }), 1);
}

/** What stands between the common beginning and the common end: adding one of thousands costs one. */
function difference<T>(old: readonly T[], now: readonly T[]): readonly [readonly T[], readonly T[]] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return [old.slice(start, old.length - end), now.slice(start, now.length - end)];
}

function count(counts: SharedMap<number>, key: string, by: 1 | -1): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}

function trackDependents({ dependents }: State, key: string, old: Relation | undefined, now: Relation | undefined): void {
  const same = old?.constraints === now?.constraints && old?.parents === now?.parents && old?.reads === now?.reads && old?.ownedBy === now?.ownedBy
    && old?.policies === now?.policies && old?.rules === now?.rules;
  if (same) return;
  const before = targetsOf(old);
  const after = targetsOf(now);
  if (before.size === 0 && after.size === 0) return;
  for (const target of before) if (!after.has(target)) setDependents(dependents, target, (dependents.get(target) ?? []).filter((dependent) => dependent !== key));
  for (const target of after) if (!before.has(target)) setDependents(dependents, target, [...(dependents.get(target) ?? []), key]);
}

function setDependents(dependents: SharedMap<readonly string[]>, target: string, keys: readonly string[]): void {
  if (keys.length > 0) dependents.set(target, keys);
  else dependents.delete(target);
}

const noTargets: ReadonlySet<string> = new Set();

function targetsOf(relation: Relation | undefined): ReadonlySet<string> {
  if (!relation) return noTargets;
  const { parents, reads, constraints, policies, rules, ownedBy } = relation;
  if (parents.length + reads.length + policies.length + rules.length === 0 && ownedBy === undefined && !constraints.some(({ kind }) => kind === 'foreign')) return noTargets;
  const targets = new Set<string>();
  for (const name of parents) targets.add(keyOf(name));
  for (const name of reads) targets.add(keyOf(name));
  for (const constraint of constraints) if (constraint.kind === 'foreign') targets.add(keyOf(constraint.references));
  for (const policy of policies) for (const name of policy.reads) targets.add(keyOf(name));
  for (const rule of rules) for (const name of rule.reads) targets.add(keyOf(name));
  if (ownedBy) targets.add(keyOf(ownedBy));
  return targets;
}

/** Names of settings that have not the same value on both sides. */
export function* differentSettings(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): Generator<string> {
  if (a !== b) for (const key of [...a.keys(), ...b.keys()]) if (a.get(key) !== b.get(key)) yield key;
}

/** In the first of these schemas that has the name. */
export function find<T extends {}>(map: SharedMap<T>, schemas: readonly string[], name: string): T | undefined {
  for (const schema of schemas) {
    const found = map.get(keyOf({ schema, name }));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether anything that is looked up along the search path has the name. */
export function holds({ relations, types, routines, indexOwners }: State, name: QualifiedName): boolean {
  const key = keyOf(name);
  return relations.has(key) || types.has(key) || indexOwners.has(key) || routines.has(key);
}

/** An index by the key of its relation and its own name. */
export function indexOf({ relations }: State, owner: string, name: string): { readonly relation: Relation; readonly index: Index } | undefined {
  const relation = relations.get(owner);
  const index = relation?.indexes.find((candidate) => candidate.name === name);
  return relation && index ? { relation, index } : undefined;
}
