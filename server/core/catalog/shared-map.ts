/** Sees what is read of a map and what is done to it. */
export interface Watch {
  read(map: string, key: string): void;
  /** Every entry was looked at. */
  readAll(): void;
  /** `undefined` removes the key. */
  wrote(map: string, key: string, value: unknown): void;
}

const removed = Symbol('removed');

/** What was changed on top of other layers; in the lowest one, everything. */
interface Layer<V> {
  readonly entries: Map<string, V | typeof removed>;
  /** Keys of a layer below that were removed and came back: they stand at the end now, as in a `Map`. */
  readonly moved: Set<string>;
}

type Layers<V> = readonly Layer<V>[];

/** A layer is merged into the one below once it is more than this part of its size: so there are few of them, and an entry is seldom copied. */
const mergedFrom = 1 / 3;

/**
 * A map that can be forked in constant time, and copies nothing then: what was changed so far becomes a layer that never changes
 * again, and either side goes on with a layer of its own. Entries come in the order of a `Map`.
 */
export class SharedMap<V extends {}> {
  readonly #name: string;
  /** From the lowest; they never change. */
  #layers: Layers<V>;
  /** What was changed since the last fork. */
  #own: Layer<V> | undefined;
  /** What `values` gave last, while nothing has changed since. */
  #listed: readonly V[] | undefined;
  #watch: Watch | undefined;

  constructor(name: string, from?: SharedMap<V>) {
    this.#name = name;
    this.#layers = from ? from.#layers : [];
    this.#listed = from ? from.#listed : undefined;
  }

  fork(): SharedMap<V> {
    if (this.#own !== undefined && this.#own.entries.size > 0) this.#layers = withLayer(this.#layers, this.#own);
    this.#own = undefined;
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
    this.#listed ??= listOf(this.#all());
    return this.#listed;
  }

  set(key: string, value: V): void {
    this.#watch?.wrote(this.#name, key, value);
    const { entries, moved } = this.#change();
    if (entries.get(key) === removed) {
      entries.delete(key);
      moved.add(key);
    }
    entries.set(key, value);
  }

  delete(key: string): void {
    this.#watch?.wrote(this.#name, key, undefined);
    if (this.#at(key) === undefined) return;
    const { entries, moved } = this.#change();
    entries.delete(key);
    moved.delete(key);
    if (this.#below(key) !== undefined) entries.set(key, removed);
  }

  clear(): void {
    const all = collapsed(this.#all());
    if (all === undefined) return;
    for (const key of all.entries.keys()) this.#watch?.wrote(this.#name, key, undefined);
    this.#layers = [];
    this.#own = undefined;
    this.#listed = undefined;
  }

  /** Keys whose values differ, by identity. Costs what was changed since the last common layer; nothing between forks that nobody changed. */
  changed(other: SharedMap<V>): readonly string[] {
    const [mine, theirs] = [this.#all(), other.#all()];
    let common = 0;
    while (common < mine.length && mine[common] === theirs[common]) common += 1;
    const keys = new Set<string>();
    for (const layers of [mine, theirs]) for (const { entries } of layers.slice(common)) entries.forEach((_, key) => keys.add(key));
    return [...keys].filter((key) => this.#at(key) !== other.#at(key));
  }

  #at(key: string): V | undefined {
    const own = this.#own?.entries.get(key);
    if (own === undefined) return this.#below(key);
    return own === removed ? undefined : own;
  }

  #below(key: string): V | undefined {
    const layers = this.#layers;
    for (let place = layers.length - 1; place >= 0; place--) {
      const found = layers[place]?.entries.get(key);
      if (found !== undefined) return found === removed ? undefined : found;
    }
    return undefined;
  }

  #all(): Layers<V> {
    return this.#own === undefined ? this.#layers : [...this.#layers, this.#own];
  }

  #change(): Layer<V> {
    this.#listed = undefined;
    return (this.#own ??= { entries: new Map(), moved: new Set() });
  }
}

function withLayer<V>(below: Layers<V>, layer: Layer<V>): Layers<V> {
  let top = layer;
  let place = below.length;
  for (; place > 0; place--) {
    const under = below[place - 1];
    if (under === undefined || top.entries.size < under.entries.size * mergedFrom) break;
    top = merged(under, top, place === 1);
  }
  return [...below.slice(0, place), top];
}

/** Two layers as one. In the lowest one nothing need be remembered of what was removed or moved. */
function merged<V>(under: Layer<V>, over: Layer<V>, lowest: boolean): Layer<V> {
  const both: Layer<V> = { entries: new Map(), moved: new Set(lowest ? [] : under.moved) };
  const { entries, moved } = both;
  // Unlike iterating, this makes no object for each entry.
  under.entries.forEach((value, key) => entries.set(key, value));
  over.entries.forEach((value, key) => {
    const isMoved = over.moved.has(key) || (value !== removed && entries.get(key) === removed);
    if (isMoved || value === removed) entries.delete(key);
    if (value !== removed || !lowest) entries.set(key, value);
    if (lowest) return;
    if (isMoved) moved.add(key);
    else if (value === removed) moved.delete(key);
  });
  return both;
}

/** All layers in one. */
function collapsed<V>(layers: Layers<V>): Layer<V> | undefined {
  const [lowest, ...others] = layers;
  const above = merge(others);
  return lowest === undefined || above === undefined ? lowest : merged(lowest, above, true);
}

function merge<V>(layers: Layers<V>): Layer<V> | undefined {
  return layers.reduceRight<Layer<V> | undefined>((above, layer) => (above === undefined ? layer : merged(layer, above, false)), undefined);
}

function listOf<V>(layers: Layers<V>): readonly V[] {
  const [lowest, ...others] = layers;
  const above = merge(others);
  const values: V[] = [];
  lowest?.entries.forEach((value, key) => {
    const changed = above?.entries.get(key);
    if (changed === undefined) push(values, value);
    else if (!above?.moved.has(key)) push(values, changed);
  });
  above?.entries.forEach((value, key) => {
    if (above.moved.has(key) || lowest?.entries.has(key) !== true) push(values, value);
  });
  return values;
}

function push<V>(values: V[], value: V | typeof removed): void {
  if (value !== removed) values.push(value);
}
