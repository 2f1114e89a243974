import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import type { QualifiedName } from '../catalog/model';
import type { Statement } from '../document/statement';
import { changedRelations, type ChangedRelations } from './changed-relations';
import type { LockMode } from './lock-mode';
import { applyTree } from './statements';
import { doubt, isSame, startWork, type Certainty, type SettingDefaults, type TransactionNeed, type Work } from './work';

/**
 * What PostgreSQL does to run a statement. `locks`, `rewrites` and `scans` are of tables, partitioned tables and materialized views that were there
 * before it, temporary ones left out; sorted by name. `rewrites`: a new heap file. `scans`: read from end to end while the lock is held;
 * what a query reads is the planner's choice and not listed. `creates` and `drops`: relations and indexes.
 */
export interface Effects {
  readonly locks: readonly { readonly relation: QualifiedName; readonly mode: LockMode }[];
  readonly rewrites: readonly QualifiedName[];
  readonly scans: readonly QualifiedName[];
  readonly creates: readonly QualifiedName[];
  readonly drops: readonly QualifiedName[];
  readonly transaction: TransactionNeed;
  readonly certainty: Certainty;
}

export interface EffectsOptions {
  readonly pgVersion: number;
  /** Settings of the database that no statement of the history makes, lower-case names: `timezone`, `check_function_bodies`, `session_replication_role`, …. */
  readonly settings?: SettingDefaults;
}

/** Never throws. A statement that cannot be followed, or has no tree (a syntax error, psql), has effects that are unknown. */
export function effectsOf(statement: Statement, catalog: Catalog, options: EffectsOptions): Effects {
  const { locks, rewrites, scans, creates, drops, transaction, certainty } = effectsNow(statement, catalog, options);
  return { locks, rewrites, scans, creates, drops, transaction, certainty };
}

/**
 * The same, but what the statement creates and drops is worked out when it is first asked for, which takes a replay of the statement:
 * so ask before the catalog goes on.
 */
export function effectsNow(statement: Statement, catalog: Catalog, { pgVersion, settings = {} }: EffectsOptions): Effects {
  const work = startWork(statement, catalog, { pgVersion, defaults: settings, apply: applyTree });
  const { tree } = statement;
  try {
    if (tree === undefined) doubt(work, 'unknown');
    else {
      applyTree(work, tree);
      if (catalog.hasObject('event-trigger', 'any') && firesEvents(tree)) doubt(work);
    }
  } catch {
    doubt(work, 'unknown');
  }
  return new EffectsNow(statement, catalog, work);
}

class EffectsNow implements Effects {
  readonly #statement: Statement;
  readonly #catalog: Catalog;
  #changed: ChangedRelations | undefined;
  readonly locks: Effects['locks'];
  readonly rewrites: Effects['rewrites'];
  readonly scans: Effects['scans'];
  readonly transaction: TransactionNeed;
  readonly certainty: Certainty;

  constructor(statement: Statement, catalog: Catalog, { locks, rewrites, scans, transaction, certainty }: Work) {
    this.#statement = statement;
    this.#catalog = catalog;
    const wasThere = (name: QualifiedName) => this.#wasThere(name);
    this.locks = locks.size === 0 ? [] : sorted([...locks.values()].filter(({ relation }) => wasThere(relation)), ({ relation }) => relation);
    this.rewrites = rewrites.size === 0 ? [] : sorted([...rewrites.values()].filter(wasThere), (name) => name);
    // A table that is written anew is read for that.
    this.scans = scans.size === 0 ? [] : sorted([...scans].flatMap(([key, name]) => (rewrites.has(key) || !wasThere(name) ? [] : [name])), (name) => name);
    this.transaction = transaction;
    this.certainty = certainty;
  }

  get creates(): Effects['creates'] {
    return this.#changes().creates;
  }

  get drops(): Effects['drops'] {
    return this.#changes().drops;
  }

  /** What the statement itself has made was not there to be locked. Most was certainly there, and then nobody need know what the statement makes. */
  #wasThere(name: QualifiedName): boolean {
    const known = this.#catalog.relation(name);
    return (known !== undefined && known.assumed === undefined) || !this.#changes().creates.some((made) => isSame(made, name));
  }

  #changes(): ChangedRelations {
    return (this.#changed ??= changedRelations(this.#statement, this.#catalog));
  }
}

/** Event triggers fire for all that defines something; what they do is not followed. */
function firesEvents(tree: Node): boolean {
  return !['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'CopyStmt', 'TransactionStmt', 'VariableSetStmt', 'VariableShowStmt', 'LockStmt', 'TruncateStmt'].some((tag) => tag in tree);
}

function sorted<T>(list: readonly T[], nameOf: (item: T) => QualifiedName): readonly T[] {
  if (list.length < 2) return list;
  const keyOf = (item: T) => `${nameOf(item).schema}.${nameOf(item).name}`;
  return list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
