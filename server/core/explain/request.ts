import type { PlacedStatement } from '../document/statement';
import type { Database } from '../database';
import type { History } from '../migrations/history';
import type { PlanFailure, PlanReport } from '../plan/report';

export interface ExplainRequest {
  readonly placed: PlacedStatement;
  /** Path of the file the statement stands in; where it is part of the history, only what comes before it is replayed. */
  readonly path: string;
  /** Statements before it in the same file, in order. */
  readonly before: readonly PlacedStatement[];
  /** Migrations that make the tables on the embedded PostgreSQL. */
  readonly history: History | undefined;
  /** A server; absent means the embedded PostgreSQL. */
  readonly database?: Database;
  /** Run the statement, measure it, and roll back. */
  readonly analyze?: boolean;
  /** Longest time for one statement, in milliseconds. */
  readonly timeout?: number;
  readonly lessonFor?: (reason: string) => string | undefined;
}

export type ExplainOutcome = { readonly ok: true; readonly report: PlanReport } | { readonly ok: false; readonly failure: PlanFailure };

/** Default longest time for one statement, in milliseconds. */
export const defaultTimeout = 15_000;
