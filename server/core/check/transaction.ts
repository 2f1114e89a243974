import type { PlacedStatement } from '../document/statement';
import type { MigrationPart, TransactionMode } from '../migrations/unit';
import type { TransactionState } from '../rules/rule';

/** What surrounds one statement of a file. */
export interface Surroundings {
  readonly transaction: TransactionState;
  /** Statements of the same number are one migration unit. */
  readonly unit: number;
  readonly direction: 'up' | 'down';
}

const stateOf: Record<TransactionMode, TransactionState> = { one: 'inside', each: 'outside', unknown: 'unknown' };

/** For every statement of a file, in order: its transaction state as BEGIN, COMMIT and the framework make it, and its migration unit. */
export function surroundings(statements: readonly PlacedStatement[], parts: readonly MigrationPart[], fallback: TransactionMode): readonly Surroundings[] {
  let open = false;
  /** A COMMIT in a wrapped file ends the wrapper; what follows commits by itself. */
  let ended = false;
  let partIndex = -1;
  return statements.map((placed) => {
    const found = parts.findIndex((part) => placed.span.start >= part.start && placed.span.start < part.end);
    if (found !== partIndex) {
      partIndex = found;
      open = false;
      ended = false;
    }
    const part = parts[found];
    const mode = part?.transaction ?? fallback;
    const control = transactionControl(placed);
    const before: TransactionState = open ? 'inside' : ended ? 'outside' : stateOf[mode];
    if (control === 'begin') open = true;
    if (control === 'end') {
      ended = ended || (!open && mode === 'one');
      open = false;
    }
    return { transaction: before, unit: found, direction: part?.direction ?? 'up' };
  });
}

/** Most statements are passed over by their first word, without asking for their tree. */
const controlWord = /^(?:begin|start|commit|end|rollback|abort|prepare)\b/i;

function transactionControl({ statement }: PlacedStatement): 'begin' | 'end' | undefined {
  const tree = controlWord.test(statement.text) ? statement.tree : undefined;
  if (tree === undefined || !('TransactionStmt' in tree)) return undefined;
  switch (tree.TransactionStmt.kind) {
    case 'TRANS_STMT_BEGIN':
    case 'TRANS_STMT_START':
      return 'begin';
    case 'TRANS_STMT_COMMIT':
    case 'TRANS_STMT_ROLLBACK':
    case 'TRANS_STMT_PREPARE':
      // COMMIT AND CHAIN opens the next transaction at once.
      return tree.TransactionStmt.chain ? undefined : 'end';
    default:
      return undefined;
  }
}
