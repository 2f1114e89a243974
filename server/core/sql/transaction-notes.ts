import type { TransactionStmt } from '@pgsql/types';
import type { FileContext, FixDraft, Note, RuleContext } from '../rules/rule';
import { transactionControl } from './transaction-control';

/** What a rule notes of BEGIN, COMMIT and ROLLBACK, to tell the transactions of a file apart at its end. */
export interface Control {
  readonly control: 'begin' | 'end';
}

export function noteControl(node: TransactionStmt, context: RuleContext): void {
  const control = transactionControl({ TransactionStmt: node });
  if (control !== undefined) context.note({ control } satisfies Control);
}

export function isControl(value: object): value is Control {
  return 'control' in value;
}

/** A transaction of a file, with what a rule noted in it. */
export interface NotedTransaction<T> {
  /** Begun by a BEGIN of the file, not by what runs the file. */
  readonly explicit: boolean;
  readonly notes: readonly Note<T>[];
}

/** Notes of statements that run inside a transaction, by transaction and in order. Statements that commit by themselves, or of which nobody told, are left out. */
export function transactionsOf<T extends object>(notes: readonly Note[]): readonly NotedTransaction<T>[] {
  const found: { readonly explicit: boolean; readonly unit: number; readonly notes: Note<T>[] }[] = [];
  let open: (typeof found)[number] | undefined;
  let begun = false;
  for (const note of notes) {
    if (isControl(note.value)) {
      // A BEGIN inside of a transaction only raises a warning.
      if (note.value.control === 'end' || note.transaction !== 'inside') open = undefined;
      begun = note.value.control === 'begin';
      continue;
    }
    if (open?.unit !== note.unit || note.transaction !== 'inside') open = undefined;
    if (note.transaction !== 'inside') continue;
    if (open === undefined) found.push((open = { explicit: begun, unit: note.unit, notes: [] }));
    open.notes.push(note as Note<T>);
  }
  return found;
}

/** Begins another transaction in front of a statement. Not where a savepoint of the old one is named further down, nor where the file has no BEGIN of its own. */
export function commitBefore(context: FileContext, number: number, { explicit }: Pick<NotedTransaction<object>, 'explicit'>): readonly FixDraft[] {
  if (!explicit || namesSavepoint(context, number)) return [];
  const lineBreak = context.statement(number)?.text.includes('\r\n') ? '\r\n' : '\n';
  return [{ title: 'Commit before this, so that the locks are released', kind: 'suggestion', edits: [{ start: 0, end: 0, text: `COMMIT;${lineBreak}BEGIN;${lineBreak}` }] }];
}

function namesSavepoint(context: FileContext, number: number): boolean {
  for (const later of context.following(number)) {
    const tree = context.statement(later)?.tree;
    if (transactionControl(tree) !== undefined) return false;
    if (tree !== undefined && 'TransactionStmt' in tree && ['TRANS_STMT_RELEASE', 'TRANS_STMT_ROLLBACK_TO'].includes(tree.TransactionStmt.kind ?? '')) return true;
  }
  return false;
}
