import { changedEntries, clearSchema, createState, differentSettings, find, forkState, holds, indexOf, keyOf, replaceRelation, watchState, writeAgain, type ObjectKind, type Savepoint, type State } from './catalog-state';
import type { KnownRows } from './bodies/known-rows';
import type { CatalogView, Index, QualifiedName, Reference, Relation, Routine, UserType } from './model';
import { entryOf, Observation } from './observation';
import { defaultSchema, orElse, searchPathOf } from './search-path';
import { redoSession } from './session-writes';
import type { SharedMap } from './shared-map';

/** Where CREATE TEMP puts a name. */
export const temporarySchema = 'pg_temp';

/**
 * A database's schema as far as statements told. The maps change, the records in them never do: whoever keeps a record
 * can compare it by identity. `fork` is cheap, nothing is copied then.
 */
export class Catalog implements CatalogView {
  #state: State;
  /** SET LOCAL: gone at the end of the transaction. */
  #local: ReadonlyMap<string, string>;
  /** ALTER DATABASE … SET: what a new session starts with. */
  #defaults: ReadonlyMap<string, string>;
  #savepoints: readonly Savepoint[];
  #observation: Observation | undefined;
  /** One for a catalog and its forks. */
  #asked: { rows: boolean };
  /** False where there is certainly nothing temporary, so that nobody need look for it. */
  #mayHaveTemporary: boolean;

  constructor(from?: Catalog) {
    this.#state = from ? forkState(from.#state) : createState();
    this.#local = from ? from.#local : new Map();
    this.#defaults = from ? from.#defaults : new Map();
    this.#savepoints = from ? from.#savepoints : [];
    this.#asked = from ? from.#asked : { rows: false };
    this.#mayHaveTemporary = from ? from.#mayHaveTemporary : false;
  }

  fork(): Catalog {
    return new Catalog(this);
  }

  /** Runs something and tells what it read and wrote here. */
  observe(run: () => void): Observation {
    const observation = new Observation();
    const outer = this.#observation;
    this.#watch(observation);
    try {
      run();
    } finally {
      this.#watch(outer);
    }
    return observation;
  }

  /** Runs something on a fork that is thrown away afterwards. What it read there counts as read here. */
  attempt<T>(run: (fork: Catalog) => T): { readonly result: T; readonly fork: Catalog; readonly seen: Observation } {
    const fork = this.fork();
    let result: { readonly value: T } | undefined;
    const seen = fork.observe(() => (result = { value: run(fork) }));
    this.#observation?.include(seen);
    if (result === undefined) throw new Error('observe() did not run');
    return { result: result.value, fork, seen };
  }

  /** What was read elsewhere, or earlier, counts as read here. */
  include(seen: Observation): void {
    this.#observation?.include(seen);
  }

  /** Makes the writes of an observation again, here. */
  redo(observation: Observation): void {
    this.#mayHaveTemporary = true;
    for (const write of observation.writes) {
      if (!('session' in write)) writeAgain(this.#state, write);
      else redoSession(this, write.session, write.parameters);
    }
  }

  /** The entries in which two catalogs differ, as observations name them; undefined where they stand in different transactions. */
  changedFrom(other: Catalog): ReadonlySet<string> | undefined {
    if (this.#savepoints !== other.#savepoints && (this.#savepoints.length > 0 || other.#savepoints.length > 0)) return undefined;
    const settings = [...differentSettings(this.#local, other.#local), ...differentSettings(this.#defaults, other.#defaults)];
    return new Set([...changedEntries(this.#state, other.#state), ...settings.map((key) => entryOf('settings', key))]);
  }

  relation(name: Reference): Relation | undefined {
    return this.#find(this.#state.relations, name);
  }

  type(name: Reference): UserType | undefined {
    return this.#find(this.#state.types, name);
  }

  routines(name: Reference): readonly Routine[] {
    return this.#find(this.#state.routines, name) ?? [];
  }

  index(name: Reference): { readonly relation: Relation; readonly index: Index } | undefined {
    const owner = this.#find(this.#state.indexOwners, name);
    return owner === undefined ? undefined : indexOf(this.#state, owner, name.name);
  }

  /** What statements of the history wrote into a table; see `knownRows`. */
  rows(name: QualifiedName): KnownRows | undefined {
    return this.#state.rows.get(keyOf(name));
  }

  /** A query depends on rows that are known. */
  askForRows(): void {
    this.#asked.rows = true;
  }

  setRows(name: QualifiedName, rows: KnownRows | undefined): void {
    if (rows === undefined) this.#state.rows.delete(keyOf(name));
    else this.#state.rows.set(keyOf(name), rows);
  }

  /** Runs something and tells whether a query in it, here or on a fork that was made meanwhile, depends on rows. */
  asksForRows(run: () => void): boolean {
    const outer = this.#asked;
    this.#asked = { rows: false };
    run();
    const { rows } = this.#asked;
    this.#asked = outer;
    outer.rows ||= rows;
    return rows;
  }

  /** As they are now: the caller may change the catalog while it goes through them. */
  relations(): readonly Relation[] {
    return this.#state.relations.values();
  }

  /** Those that are not the same as in another catalog, which has mostly the same ones. In no particular order; those that are gone are left out. */
  changedRelations(since: Catalog): readonly Relation[] {
    return this.#state.relations.changed(since.#state.relations).flatMap((key) => this.#state.relations.get(key) ?? []);
  }

  types(): readonly UserType[] {
    return this.#state.types.values();
  }

  allRoutines(): readonly Routine[] {
    return this.#state.routines.values().flat();
  }

  /** Direct partitions and inheriting tables. */
  children(parent: QualifiedName): readonly Relation[] {
    return this.dependents(parent).filter(({ parents }) => parents.some(({ schema, name }) => schema === parent.schema && name === parent.name));
  }

  /** Relations that point at one: children, views that read it, tables with a foreign key to it, sequences that it owns. Itself too where it does. */
  dependents(target: QualifiedName): readonly Relation[] {
    const keys = this.#state.dependents.get(keyOf(target));
    return keys === undefined ? [] : keys.flatMap((key) => this.#state.relations.get(key) ?? []);
  }

  resolve(name: Reference): QualifiedName {
    if (name.schema !== undefined) return { schema: name.schema, name: name.name };
    const schema = this.#lookupPath().find((candidate) => holds(this.#state, { schema: candidate, name: name.name }));
    return { schema: schema ?? this.#creationSchema(), name: name.name };
  }

  /** Where CREATE would put a name: the first schema of the search path unless one is written. */
  resolveNew(name: Reference): QualifiedName {
    return { schema: name.schema ?? this.#creationSchema(), name: name.name };
  }

  get searchPath(): readonly string[] {
    return searchPathOf(this.setting('search_path'));
  }

  setting(name: string): string | undefined {
    const key = name.toLowerCase();
    this.#observation?.read('settings', key);
    return this.#local.get(key) ?? this.#state.settings.get(key) ?? this.#defaults.get(key);
  }

  /** Adds a relation, or replaces the one of the same name. */
  putRelation(relation: Relation): void {
    this.#mayHaveTemporary ||= relation.schema === temporarySchema;
    const key = keyOf(relation);
    replaceRelation(this.#state, key, this.#state.relations.get(key), relation);
  }

  removeRelation(name: QualifiedName): void {
    const key = keyOf(name);
    replaceRelation(this.#state, key, this.#state.relations.get(key), undefined);
  }

  putType(type: UserType): void {
    this.#mayHaveTemporary ||= type.schema === temporarySchema;
    this.#state.types.set(keyOf(type), type);
  }

  removeType(name: QualifiedName): void {
    this.#state.types.delete(keyOf(name));
  }

  /** Replaces all routines of a name; none removes the name. */
  putRoutines(name: QualifiedName, routines: readonly Routine[]): void {
    this.#mayHaveTemporary ||= name.schema === temporarySchema;
    if (routines.length > 0) this.#state.routines.set(keyOf(name), routines);
    else this.#state.routines.delete(keyOf(name));
  }

  /** Whether a statement of the history made a schema or extension; the schema `public` is always there. */
  hasObject(kind: ObjectKind, name: string): boolean {
    return (kind === 'schema' && name === defaultSchema) || this.#state.objects.has(keyOf({ schema: kind, name }));
  }

  setObject(kind: ObjectKind, name: string, exists: boolean): void {
    const key = keyOf({ schema: kind, name });
    if (exists) this.#state.objects.set(key, { kind, name });
    else this.#state.objects.delete(key);
  }

  objects(wanted: ObjectKind): readonly string[] {
    const made = [...this.#state.objects.values()].flatMap(({ kind, name }) => (kind === wanted ? [name] : []));
    return wanted === 'schema' ? [defaultSchema, ...made] : made;
  }

  /** Whether a relation or an index has the name: they share one namespace. */
  isRelationNameTaken(name: QualifiedName): boolean {
    const key = keyOf(name);
    return this.#state.relations.has(key) || this.#state.indexOwners.has(key);
  }

  isConstraintNameTaken(name: QualifiedName): boolean {
    return this.#state.constraintNames.has(keyOf(name));
  }

  /** `value` undefined resets to what the session began with. */
  set(name: string, value: string | undefined, scope: 'session' | 'local'): void {
    const key = name.toLowerCase();
    this.#observation?.touch('settings', key);
    this.#observation?.session('set', name, value, scope);
    const local = new Map(this.#local);
    if (scope === 'local' && value !== undefined) local.set(key, value);
    else local.delete(key);
    this.#local = local;
    if (scope === 'local') return;
    if (value === undefined) this.#state.settings.delete(key);
    else this.#state.settings.set(key, value);
  }

  setDefault(name: string, value: string | undefined): void {
    this.#observation?.touch('settings', name.toLowerCase());
    this.#observation?.session('setDefault', name, value);
    const defaults = new Map(this.#defaults);
    if (value === undefined) defaults.delete(name.toLowerCase());
    else defaults.set(name.toLowerCase(), value);
    this.#defaults = defaults;
  }

  resetSettings(): void {
    this.#touchLocal();
    this.#observation?.session('resetSettings');
    this.#local = new Map();
    this.#state.settings.clear();
  }

  /** Forgets what ends with a connection: settings, an open transaction, what is temporary. */
  startSession(): void {
    this.commit();
    this.resetSettings();
    if (this.#mayHaveTemporary) clearSchema(this.#state, temporarySchema);
    this.#mayHaveTemporary = false;
  }

  begin(): void {
    if (this.#savepoints.length === 0) this.savepoint(undefined);
  }

  savepoint(name: string | undefined): void {
    this.#observation?.session('savepoint', name);
    this.#savepoints = [...this.#savepoints, { name, state: forkState(this.#state) }];
  }

  commit(): void {
    this.#touchLocal();
    this.#observation?.session('commit');
    this.#savepoints = [];
    this.#local = new Map();
  }

  /** To the start of the transaction; without one that we saw begin, nothing is undone. */
  rollback(): void {
    const [start] = this.#savepoints;
    if (start) this.#restore(start.state);
    this.commit();
  }

  rollbackTo(name: string): void {
    const position = this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
    const savepoint = this.#savepoints[position];
    if (!savepoint) return;
    this.#restore(savepoint.state);
    this.#savepoints = this.#savepoints.slice(0, position + 1);
  }

  #touchLocal(): void {
    for (const key of this.#local.keys()) this.#observation?.touch('settings', key);
  }

  #restore(state: State): void {
    this.#observation?.readAll();
    this.#observation?.session('rollback');
    this.#state = forkState(state);
    watchState(this.#state, this.#observation);
  }

  #watch(observation: Observation | undefined): void {
    this.#observation = observation;
    watchState(this.#state, observation);
  }

  #creationSchema(): string {
    return this.searchPath[0] ?? defaultSchema;
  }

  /** Whoever watches wants to know that there was nothing temporary. */
  #lookupPath(): readonly string[] {
    const path = orElse(this.searchPath, defaultSchema);
    return this.#mayHaveTemporary || this.#observation !== undefined ? [temporarySchema, ...path] : path;
  }

  #find<T extends {}>(map: SharedMap<T>, name: Reference): T | undefined {
    return find(map, name.schema === undefined ? this.#lookupPath() : [name.schema], name.name);
  }
}

export function createCatalog(): Catalog {
  return new Catalog();
}
