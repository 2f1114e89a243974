/** Sees what is read of a map and what is done to it. */
export interface Watch {
  read(map: string, key: string): void;
  /** Every entry was looked at. */
  readAll(): void;
  /** `undefined` removes the key. */
  wrote(map: string, key: string, value: unknown): void;
}

const removed = Symbol('removed');

/** What was changed since the base, so little that a copy of it is cheap. */
interface Changes<V> {
  readonly entries: Map<string, V | typeof removed>;
  /** Keys of the base that were removed and came back: they stand at the end now, as in a `Map`. */
  readonly moved: Set<string>;
}

/**
 * A map that can be forked in constant time. After a fork, either side copies only what was changed since a common base at its
 * first change; a base is made anew when the changes grow beyond the square root of its size. Entries come in the order of a `Map`.
 */
export class SharedMap<V extends {}> {
  readonly #name: string;
  /** Never changes once there are changes or forks on top of it. */
  #base: Map<string, V>;
  #changes: Changes<V>;
  /** Whether another map has the same base and the same changes. */
  #shared: boolean;
  /** What `values` gave last, while nothing has changed since. */
  #listed: readonly V[] | undefined;
  #watch: Watch | undefined;

  constructor(name: string, from?: SharedMap<V>) {
    this.#name = name;
    this.#base = from ? from.#base : new Map();
    this.#changes = from ? from.#changes : noChanges();
    this.#shared = from !== undefined;
    this.#listed = from ? from.#listed : undefined;
  }

  fork(): SharedMap<V> {
    this.#shared = true;
    return new SharedMap(this.#name, this);
  }

  watch(watch: Watch | undefined): void {
    this.#watch = watch;
  }

  get(key: string): V | undefined {
    this.#watch?.read(this.#name, key);
    return this.#at(key);
  }

  has(key: string): boolean {
    this.#watch?.read(this.#name, key);
    return this.#at(key) !== undefined;
  }

  /** As they are now: later changes do not reach the list. */
  values(): readonly V[] {
    this.#watch?.readAll();
    this.#listed ??= this.#list();
    return this.#listed;
  }

  set(key: string, value: V): void {
    this.#watch?.wrote(this.#name, key, value);
    const { entries, moved } = this.#own();
    if (entries.get(key) === removed) {
      entries.delete(key);
      moved.add(key);
    }
    entries.set(key, value);
  }

  delete(key: string): void {
    this.#watch?.wrote(this.#name, key, undefined);
    if (this.#at(key) === undefined) return;
    const { entries, moved } = this.#own();
    entries.delete(key);
    moved.delete(key);
    if (this.#base.has(key)) entries.set(key, removed);
  }

  clear(): void {
    const entries = this.#merged();
    for (const key of entries.keys()) this.#watch?.wrote(this.#name, key, undefined);
    if (entries.size > 0) this.#become(new Map());
  }

  /** Keys whose values differ, by identity. Costs what was changed since the last common base; nothing between forks that nobody changed. */
  changed(other: SharedMap<V>): readonly string[] {
    const changed: string[] = [];
    if (this.#base !== other.#base) {
      const [mine, theirs] = [this.#merged(), other.#merged()];
      mine.forEach((value, key) => {
        if (theirs.get(key) !== value) changed.push(key);
      });
      theirs.forEach((_, key) => {
        if (!mine.has(key)) changed.push(key);
      });
    } else if (this.#changes !== other.#changes) {
      const [mine, theirs] = [this.#changes.entries, other.#changes.entries];
      mine.forEach((value, key) => {
        if (theirs.get(key) !== value && this.#at(key) !== other.#at(key)) changed.push(key);
      });
      theirs.forEach((_, key) => {
        if (!mine.has(key) && this.#at(key) !== other.#at(key)) changed.push(key);
      });
    }
    return changed;
  }

  #at(key: string): V | undefined {
    const changed = this.#changes.entries.size === 0 ? undefined : this.#changes.entries.get(key);
    if (changed === undefined) return this.#base.get(key);
    return changed === removed ? undefined : changed;
  }

  #list(): readonly V[] {
    const { entries, moved } = this.#changes;
    if (entries.size === 0) return [...this.#base.values()];
    const values: V[] = [];
    for (const [key, value] of this.#base) {
      const changed = entries.get(key);
      if (changed === undefined) values.push(value);
      else if (changed !== removed && !moved.has(key)) values.push(changed);
    }
    for (const [key, value] of entries) if (value !== removed && (moved.has(key) || !this.#base.has(key))) values.push(value);
    return values;
  }

  /** The base with the changes in it; the base itself where there are none. */
  #merged(): Map<string, V> {
    const { entries, moved } = this.#changes;
    if (entries.size === 0) return this.#base;
    const merged = new Map<string, V>();
    this.#base.forEach((value, key) => {
      const changed = entries.get(key);
      if (changed === undefined) merged.set(key, value);
      else if (changed !== removed && !moved.has(key)) merged.set(key, changed);
    });
    entries.forEach((value, key) => {
      if (value !== removed && !merged.has(key)) merged.set(key, value);
    });
    return merged;
  }

  /** The changes, to be written to. */
  #own(): Changes<V> {
    this.#listed = undefined;
    if (this.#shared) {
      if (this.#changes.entries.size > changesAtMost(this.#base.size)) this.#become(this.#merged());
      else this.#changes = copyOf(this.#changes);
      this.#shared = false;
    }
    return this.#changes;
  }

  #become(base: Map<string, V>): void {
    this.#base = base;
    this.#changes = noChanges();
    this.#shared = false;
    this.#listed = undefined;
  }
}

function noChanges<V>(): Changes<V> {
  return { entries: new Map(), moved: new Set() };
}

/** `forEach`, unlike iterating, makes no object for each entry. */
function copyOf<V>({ entries, moved }: Changes<V>): Changes<V> {
  const copy: Changes<V> = { entries: new Map(), moved: moved.size === 0 ? new Set() : new Set(moved) };
  entries.forEach((value, key) => copy.entries.set(key, value));
  return copy;
}

/** Balances the copies of the changes at every fork with the copies of the whole at every new base. */
function changesAtMost(size: number): number {
  return 16 + 4 * Math.sqrt(size);
}
