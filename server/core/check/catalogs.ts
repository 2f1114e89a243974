import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import type { StatementRecord } from './read-statement';
import type { Surroundings } from './transaction';

/** The catalog while a file is read: of the way up, and of the way down from where it first begins. */
export class Catalogs {
  readonly up: Catalog;
  /** For the way down: starts from what the up statements before it made. */
  #down: Catalog | undefined;

  constructor(up: Catalog, down?: Catalog) {
    this.up = up;
    this.#down = down;
  }

  of(direction: Surroundings['direction']): Catalog {
    if (direction === 'up') return this.up;
    this.#down ??= this.up.fork();
    return this.#down;
  }

  fork(): Catalogs {
    return new Catalogs(this.up.fork(), this.#down?.fork());
  }

  /** Changes what a statement changed when it was read. What it undid depends on the transaction here, so that is done anew. */
  redo({ statement, around, effect }: StatementRecord, file: string): void {
    const catalog = this.of(around.direction);
    if (effect.undoes) applyStatement(catalog, statement, { file, statement: -1 });
    else catalog.redo(effect);
  }

  /** The entries in which they differ; undefined where they stand in different transactions, or only one is on its way down. */
  changedFrom(other: Catalogs): ReadonlySet<string> | undefined {
    const up = this.up.changedFrom(other.up);
    if (up === undefined || (this.#down === undefined) !== (other.#down === undefined)) return undefined;
    if (this.#down === undefined || other.#down === undefined) return up;
    const down = this.#down.changedFrom(other.#down);
    return down === undefined ? undefined : new Set([...up, ...down]);
  }
}
