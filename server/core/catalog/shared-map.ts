/** Sees what is read of a map and what is done to it. */
export interface Watch {
  read(map: string, key: string): void;
  /** Every entry was looked at. */
  readAll(): void;
  /** `undefined` removes the key. */
  wrote(map: string, key: string, value: unknown): void;
}

/** A map that can be forked in constant time; the entries are copied at the first change after a fork, on either side. */
export class SharedMap<V extends {}> {
  readonly #name: string;
  #entries: Map<string, V>;
  #shared: boolean;
  #watch: Watch | undefined;

  constructor(name: string, from?: SharedMap<V>) {
    this.#name = name;
    this.#entries = from ? from.#entries : new Map();
    this.#shared = from !== undefined;
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
    return this.#entries.get(key);
  }

  has(key: string): boolean {
    this.#watch?.read(this.#name, key);
    return this.#entries.has(key);
  }

  values(): Iterable<V> {
    this.#watch?.readAll();
    return this.#entries.values();
  }

  set(key: string, value: V): void {
    this.#watch?.wrote(this.#name, key, value);
    this.#own().set(key, value);
  }

  delete(key: string): void {
    this.#watch?.wrote(this.#name, key, undefined);
    if (this.#entries.has(key)) this.#own().delete(key);
  }

  clear(): void {
    for (const key of this.#entries.keys()) this.#watch?.wrote(this.#name, key, undefined);
    if (this.#entries.size > 0) this.#own().clear();
  }

  /** Keys whose values differ, by identity. Costs nothing between forks that nobody changed. */
  *changed(other: SharedMap<V>): Generator<string> {
    if (this.#entries === other.#entries) return;
    for (const [key, value] of this.#entries) if (other.#entries.get(key) !== value) yield key;
    for (const key of other.#entries.keys()) if (!this.#entries.has(key)) yield key;
  }

  #own(): Map<string, V> {
    if (this.#shared) {
      this.#entries = new Map(this.#entries);
      this.#shared = false;
    }
    return this.#entries;
  }
}
