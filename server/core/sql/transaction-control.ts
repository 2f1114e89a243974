import type { Node } from '@pgsql/types';

/** Most statements are passed over by their first word, without asking for their tree. */
const controlWord = /^(?:begin|start|commit|end|rollback|abort|prepare)\b/i;

export function startsWithControlWord(text: string): boolean {
  return controlWord.test(text);
}

/** What a statement does to the transaction around those that follow it. */
export function transactionControl(tree: Node | undefined): 'begin' | 'end' | undefined {
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
