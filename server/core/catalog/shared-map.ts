/** A map that can be forked in constant time; the entries are copied at the first change after a fork, on either side. */
export class SharedMap<V> {
  #entries: Map<string, V>;
  #shared: boolean;

  constructor(from?: SharedMap<V>) {
    this.#entries = from ? from.#entries : new Map();
    this.#shared = from !== undefined;
  }

  fork(): SharedMap<V> {
    this.#shared = true;
    return new SharedMap(this);
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  values(): Iterable<V> {
    return this.#entries.values();
  }

  set(key: string, value: V): void {
    this.#own().set(key, value);
  }

  delete(key: string): void {
    if (this.#entries.has(key)) this.#own().delete(key);
  }

  clear(): void {
    if (this.#entries.size > 0) this.#own().clear();
  }

  #own(): Map<string, V> {
    if (this.#shared) {
      this.#entries = new Map(this.#entries);
      this.#shared = false;
    }
    return this.#entries;
  }
}
