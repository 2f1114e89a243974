interface Entry<K, V> {
  readonly key: K;
  readonly value: V;
  readonly cost: number;
}

/** Remembers values by key, up to a total cost; what was used longest ago is forgotten first. */
export class Recent<K, V> {
  readonly #limit: number;
  readonly #entries = new Map<K, Entry<K, V>>();
  /** What was used last: asked for again at once, it need not change its place. */
  #newest: Entry<K, V> | undefined;
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    if (this.#newest?.key === key) return this.#newest.value;
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#newest = entry;
    return entry.value;
  }

  /** A value that alone costs more than the limit is kept until the next one comes. */
  set(key: K, value: V, cost: number): void {
    this.#remove(key);
    this.#newest = { key, value, cost };
    this.#entries.set(key, this.#newest);
    this.#total += cost;
    for (const oldest of this.#entries.keys()) {
      if (this.#total <= this.#limit || this.#entries.size === 1) break;
      this.#remove(oldest);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#newest = undefined;
    this.#total = 0;
  }

  get size(): number {
    return this.#entries.size;
  }

  #remove(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    if (this.#newest === entry) this.#newest = undefined;
    this.#total -= entry.cost;
  }
}
