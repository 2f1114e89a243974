/** Remembers values by key, up to a total cost; what was used longest ago is forgotten first. */
export class Recent<K, V> {
  readonly #limit: number;
  readonly #entries = new Map<K, { readonly value: V; readonly cost: number }>();
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** A value that alone costs more than the limit is kept until the next one comes. */
  set(key: K, value: V, cost: number): void {
    this.#remove(key);
    this.#entries.set(key, { value, cost });
    this.#total += cost;
    for (const oldest of this.#entries.keys()) {
      if (this.#total <= this.#limit || this.#entries.size === 1) break;
      this.#remove(oldest);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#total = 0;
  }

  get size(): number {
    return this.#entries.size;
  }

  #remove(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#total -= entry.cost;
  }
}
