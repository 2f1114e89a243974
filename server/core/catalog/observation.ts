import type { Watch } from './shared-map';

/** A change to a catalog that can be made again on another one. */
export type Write =
  | { readonly map: string; readonly key: string; readonly value: unknown }
  /** Something that is not only a change of one entry: SET, BEGIN, COMMIT. */
  | { readonly session: string; readonly parameters: readonly (string | undefined)[] };

/**
 * What some code read of a catalog and did to it. Where none of what was read has changed, the same code would do the same again:
 * its result can be kept, and its writes made again without running it.
 */
export class Observation implements Watch {
  readonly reads = new Set<string>();
  readonly writes: Write[] = [];
  readonly #touched = new Set<string>();
  /** It looked at everything there is, or undid a transaction: it must run again whatever has changed. */
  everything = false;

  read(map: string, key: string): void {
    this.reads.add(entryOf(map, key));
  }

  readAll(): void {
    this.everything = true;
  }

  /** What another observation read is read here too. */
  include(other: Observation): void {
    for (const entry of other.reads) this.reads.add(entry);
    this.everything ||= other.everything;
  }

  wrote(map: string, key: string, value: unknown): void {
    this.writes.push({ map, key, value });
  }

  session(session: string, ...parameters: readonly (string | undefined)[]): void {
    this.writes.push({ session, parameters });
  }

  /** An entry looks different from now on by a session write. */
  touch(map: string, key: string): void {
    this.#touched.add(entryOf(map, key));
  }

  /** Whether it read one of these entries. */
  dependsOn(changed: ReadonlySet<string>): boolean {
    if (changed.size === 0) return false;
    if (this.everything) return true;
    const [few, many] = this.reads.size < changed.size ? [this.reads, changed] : [changed, this.reads];
    for (const entry of few) if (many.has(entry)) return true;
    return false;
  }

  /** The entries that are different afterwards, or may be. */
  *written(): Generator<string> {
    yield* this.#touched;
    for (const write of this.writes) if (!('session' in write)) yield entryOf(write.map, write.key);
  }

  /** Whether it undid something: that cannot be made again on another catalog. */
  get undoes(): boolean {
    return this.writes.some((write) => 'session' in write && write.session === 'rollback');
  }

  /** Whether it begins, ends or undoes a transaction. */
  get controlsTransaction(): boolean {
    return this.writes.some((write) => 'session' in write && (write.session === 'savepoint' || write.session === 'commit' || write.session === 'rollback'));
  }
}

export function entryOf(map: string, key: string): string {
  return `${map}\u0000${key}`;
}
