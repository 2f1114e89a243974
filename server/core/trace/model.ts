import type { DatabaseError } from '../database';
import type { PlacedStatement } from '../document/statement';
import type { Effects } from '../effects/effects';

/** What PostgreSQL was seen to do while it ran one statement: the same facts as the prediction, and the time that it took. */
export interface Observed extends Pick<Effects, 'locks' | 'rewrites' | 'scans' | 'creates' | 'drops'> {
  /** Milliseconds; the embedded database has few or no rows, so this is no measure of a real one. */
  readonly duration: number;
}

/**
 * `observed`: it ran in a transaction of its own and was watched. `unwatched`: it ran, but only outside of a transaction, where its locks are gone
 * before anyone can look; files that were written anew, and what it created and dropped, were seen. `failed`: PostgreSQL refused it; the rest goes on.
 * `skipped`: it was not sent (transaction control, psql, COPY from the client, a placeholder, a syntax error); `reason` says why.
 */
export type TraceOutcome =
  | { readonly kind: 'observed' | 'unwatched'; readonly observed: Observed }
  | { readonly kind: 'failed'; readonly error: DatabaseError }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Where prediction and observation differ, for a reader: `predicted ShareLock on public.orders, seen none`. */
export interface Difference {
  readonly aspect: 'locks' | 'rewrites' | 'scans' | 'creates' | 'drops' | 'transaction';
  readonly message: string;
}

export interface TracedStatement {
  /** Path of its file. */
  readonly file: string;
  /** Index of the statement in its document. */
  readonly index: number;
  readonly placed: PlacedStatement;
  readonly predicted: Effects;
  readonly outcome: TraceOutcome;
  /** Empty where they agree, and where nothing was observed. */
  readonly differences: readonly Difference[];
}
