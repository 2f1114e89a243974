import type { Severity } from '../rules/finding';

/** A finding of the linter on an answer. */
export interface LintFinding {
  readonly rule: string;
  readonly message: string;
  readonly severity: Severity;
  /** In the answer, from 1. */
  readonly line: number;
}

/** The linter: findings on `answer`, which is read after the SQL of the data set, as a migration that follows it. */
export type LintPort = (request: { readonly fixture: string; readonly answer: string }) => Promise<readonly LintFinding[]>;
