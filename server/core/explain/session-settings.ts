import type { PlacedStatement, Statement } from '../document/statement';

/** Settings that change a plan or what names mean; others of a file (timeouts, roles) are not for a run of ours. */
const relevant =
  /^(?:search_path|timezone|datestyle|intervalstyle|work_mem|hash_mem_multiplier|plan_cache_mode|constraint_exclusion|effective_cache_size|max_parallel_workers_per_gather|cursor_tuple_fraction|default_statistics_target|jit|enable_\w+|\w+_cost|\w+_collapse_limit|geqo\w*|jit_\w+|\w+\.\w+)$/;

export interface SessionSettings {
  /** Statements to send before EXPLAIN, in order. */
  readonly apply: readonly Statement[];
  /** Names of settings that were not applied and may matter. */
  readonly skipped: readonly string[];
}

/** SET and RESET before a statement in its file. */
export function settingsBefore(before: readonly PlacedStatement[]): SessionSettings {
  const apply: Statement[] = [];
  const skipped: string[] = [];
  for (const { statement } of before) {
    const { tree } = statement;
    if (!tree || !('VariableSetStmt' in tree)) continue;
    const name = tree.VariableSetStmt.name?.toLowerCase() ?? '';
    if (relevant.test(name) && statement.placeholders.length === 0) apply.push(statement);
    else if (['role', 'session_authorization'].includes(name)) skipped.push(name);
  }
  return { apply, skipped };
}
