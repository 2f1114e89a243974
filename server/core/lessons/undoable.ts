import { split } from '../sql/split';

/** Statements after whose ROLLBACK a database reads exactly as before: no row was written, nothing ran outside of the transaction. */
const readsOrIndexes = /^(?:select\b|explain\b|create\s+(?:unique\s+)?index\b(?!\s+concurrently)|drop\s+index\b(?!\s+concurrently))/i;

/** What begins or ends a transaction, or refuses to run in one. */
const controls = /^(?:begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\s+transaction|vacuum|(?:create\s+(?:unique\s+)?|drop\s+|re)index\b.*\bconcurrently|reindex\s+(?:database|schema|system)|alter\s+system|call|cluster\s*$)\b/is;

/** Whether a script may run in a transaction that is rolled back instead of on a database of its own. */
export function isUndoable(sql: string): boolean {
  return statementsOf(sql).every((statement) => statement !== undefined && readsOrIndexes.test(statement));
}

/** Whether a script has statements that end the transaction around it, or cannot run in one. */
export function endsTransactions(sql: string): boolean {
  return statementsOf(sql).some((statement) => statement === undefined || controls.test(statement));
}

/** undefined for what is not SQL. */
function statementsOf(sql: string): readonly (string | undefined)[] {
  return split(sql).pieces.map(({ kind, span }) => (kind === 'sql' ? sql.slice(span.start, span.end).trim() : undefined));
}
