import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import type { QualifiedName } from '../catalog/model';
import type { Statement } from '../document/statement';
import { changedRelations } from './changed-relations';
import type { LockMode } from './lock-mode';
import { applyTree } from './statements';
import { doubt, startWork, type Certainty, type SettingDefaults, type TransactionNeed } from './work';

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
export function effectsOf(statement: Statement, catalog: Catalog, { pgVersion, settings = {} }: EffectsOptions): Effects {
  const work = { ...startWork(catalog, pgVersion, settings), statement, apply: applyTree };
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
  const { creates, drops } = changedRelations(statement, catalog);
  // What the statement itself has made was not there to be locked.
  const own = new Set(creates.map(({ schema, name }) => `${schema}.${name}`));
  const old = ({ schema, name }: QualifiedName) => !own.has(`${schema}.${name}`);
  return {
    locks: [...work.locks.values()].filter(({ relation }) => old(relation)).toSorted((a, b) => compare(a.relation, b.relation)),
    rewrites: [...work.rewrites.values()].filter(old).toSorted(compare),
    // A table that is written anew is read for that.
    scans: [...work.scans].flatMap(([key, name]) => (work.rewrites.has(key) || !old(name) ? [] : [name])).toSorted(compare),
    creates,
    drops,
    transaction: work.transaction,
    certainty: work.certainty,
  };
}

/** Event triggers fire for all that defines something; what they do is not followed. */
function firesEvents(tree: Node): boolean {
  return !['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'CopyStmt', 'TransactionStmt', 'VariableSetStmt', 'VariableShowStmt', 'LockStmt', 'TruncateStmt'].some((tag) => tag in tree);
}

function compare(a: QualifiedName, b: QualifiedName): number {
  const [one, other] = [`${a.schema}.${a.name}`, `${b.schema}.${b.name}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
