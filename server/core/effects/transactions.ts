import type {
  AlterDatabaseStmt, AlterSubscriptionStmt, ConstraintsSetStmt, CreateSubscriptionStmt, DiscardStmt, DropSubscriptionStmt, TransactionStmt,
} from '@pgsql/types';
import { option, turnedOff } from './options';
import { doubt, type Work } from './work';

/** Two-phase commit: the first half ends a transaction that is open, the second is never part of one. */
export function transaction(work: Work, { kind }: TransactionStmt): void {
  if (kind === 'TRANS_STMT_COMMIT_PREPARED' || kind === 'TRANS_STMT_ROLLBACK_PREPARED') work.transaction = 'forbidden';
  const inside = ['TRANS_STMT_PREPARE', 'TRANS_STMT_SAVEPOINT', 'TRANS_STMT_RELEASE', 'TRANS_STMT_ROLLBACK_TO'];
  if (kind !== undefined && inside.includes(kind)) work.transaction = 'required';
}

/** IMMEDIATE checks at once what has been put off. */
export function setConstraints(work: Work, { deferred }: ConstraintsSetStmt): void {
  if (!deferred) doubt(work);
}

export function discard(work: Work, { target }: DiscardStmt): void {
  if (target === 'DISCARD_ALL') work.transaction = 'forbidden';
}

/** Moving a database to another tablespace is done file by file. */
export function alterDatabase(work: Work, { options }: AlterDatabaseStmt): void {
  if (option(options, 'tablespace') !== undefined) work.transaction = 'forbidden';
}

/** The tables of the publication are looked up here; which they are, the other server says. */
export function createSubscription(work: Work, { options }: CreateSubscriptionStmt): void {
  if (turnedOff(options, 'connect')) return;
  if (!turnedOff(options, 'create_slot')) work.transaction = 'forbidden';
  doubt(work);
}

export function alterSubscription(work: Work, { kind, options }: AlterSubscriptionStmt): void {
  const publications: readonly (string | undefined)[] = ['ALTER_SUBSCRIPTION_SET_PUBLICATION', 'ALTER_SUBSCRIPTION_ADD_PUBLICATION', 'ALTER_SUBSCRIPTION_DROP_PUBLICATION'];
  const refreshes = kind === 'ALTER_SUBSCRIPTION_REFRESH' || (publications.includes(kind) && !turnedOff(options, 'refresh'));
  if (!refreshes) return;
  work.transaction = 'forbidden';
  doubt(work);
}

/** Inside a transaction only where its slot was taken away before, which the history does not keep. */
export function dropSubscription(work: Work, _node: DropSubscriptionStmt): void {
  work.transaction = 'forbidden';
}

