import { split } from '../sql/split';

/** Statements after whose ROLLBACK a database reads exactly as before: no row was written, nothing ran outside of the transaction. */
const readsOrIndexes = /^(?:select\b|explain\b|create\s+(?:unique\s+)?index\b(?!\s+concurrently)|drop\s+index\b(?!\s+concurrently))/i;

/** Whether a script may run in a transaction that is rolled back instead of on a database of its own. */
export function isUndoable(sql: string): boolean {
  return split(sql).pieces.every(({ kind, span }) => kind === 'sql' && readsOrIndexes.test(sql.slice(span.start, span.end).trim()));
}
