import type { LockMode } from './observe';

/** A statement, what PostgreSQL does with it, and what the rule says of it. */
export interface Proof {
  readonly title: string;
  /** Earlier migrations: what the rule knows and the database holds. */
  readonly setup: string;
  /** In front of the statement in its own migration. */
  readonly preparation?: string;
  readonly statement: string;
  /** The message that the rule must report for the statement; undefined where it must be silent. */
  readonly finding: string | undefined;
  /** First and last major version that it holds for. */
  readonly since?: number;
  readonly until?: number;
  /** The strongest lock on each relation that was there before, as `schema.name`. */
  readonly locks: Readonly<Record<string, LockMode>>;
  readonly rewrites?: readonly string[];
  readonly scans?: readonly string[];
  /** SQLSTATE, where PostgreSQL refuses the statement inside a transaction. */
  readonly error?: string;
}

export const accessExclusive = 'AccessExclusiveLock';
export const shareRowExclusive = 'ShareRowExclusiveLock';
export const shareUpdateExclusive = 'ShareUpdateExclusiveLock';
export const share = 'ShareLock';
export const rowShare = 'RowShareLock';
