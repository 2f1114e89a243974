import { surroundings } from '../check/transaction';
import type { PlacedStatement, Statement } from '../document/statement';
import type { HistoryFile } from '../migrations/history';
import { skipReason } from './send-statement';

/** One statement of the up parts of a file. */
export interface Step {
  readonly file: HistoryFile;
  readonly placed: PlacedStatement;
  /** In its document. */
  readonly index: number;
  /** The part of the file that it stands in; a transaction of the file ends with it. */
  readonly unit: number;
  /** Why it is not sent; undefined where it is. */
  readonly skipped: string | undefined;
  /**
   * `local`: it holds until the transaction of the file ends, which is more than the one of the statement.
   * `end`: here the transaction of the file ends. `nothing`: SET LOCAL outside of a transaction.
   */
  readonly role: 'local' | 'end' | 'nothing' | undefined;
}

export function stepsOf(file: HistoryFile): readonly Step[] {
  const { document: { statements }, parts } = file;
  const around = surroundings(file.document, parts, 'unknown');
  return statements.flatMap((placed, index): readonly Step[] => {
    const { unit = -1, direction, transaction } = around[index] ?? {};
    if (unit < 0 || direction !== 'up') return [];
    return [{ file, placed, index, unit, skipped: skipReason(placed.statement), role: roleOf(placed.statement, transaction === 'outside') }];
  });
}

function roleOf(statement: Statement, outside: boolean): Step['role'] {
  if (endsTransaction(statement)) return 'end';
  if (!isLocal(statement)) return undefined;
  return outside ? 'nothing' : 'local';
}

/** `SET LOCAL`, and `set_config(…, true)` in the words of migrations. */
function isLocal({ text, tree }: Statement): boolean {
  if (tree === undefined) return false;
  if ('VariableSetStmt' in tree) return tree.VariableSetStmt.is_local === true;
  return 'SelectStmt' in tree && /\bset_config\s*\([^()]*,\s*(?:true|'t(?:rue)?')\s*\)/i.test(text);
}

function endsTransaction({ tree }: Statement): boolean {
  if (tree === undefined || !('TransactionStmt' in tree)) return false;
  return ['TRANS_STMT_COMMIT', 'TRANS_STMT_ROLLBACK', 'TRANS_STMT_PREPARE'].includes(tree.TransactionStmt.kind ?? '');
}
