import type { Outcome, Session } from '../../database';
import type { LintPort } from '../lint-port';
import type { RanStatement } from '../run-sql';

/** What a check says: met or not, and what was seen, in the learner's terms. */
export interface Verdict {
  readonly passed: boolean;
  readonly actual: string;
}

/** A session that holds the data set and what the answer made of it. */
export interface Scene {
  readonly session: Session;
  /** The exercise's own query; undefined where the learner writes it. */
  readonly query: string | undefined;
  readonly ran: readonly RanStatement[];
}

/** Where facts are collected that need the answer run in another way than once from start to end. */
export interface Ground {
  readonly answer: string;
  /** The first solution of the exercise. */
  readonly solution: string;
  readonly fixture: string;
  readonly lint: LintPort | undefined;
  /** Another session that holds the data set; closed afterwards. `statementTimeout` in milliseconds where it differs from the usual one. */
  fresh<T>(work: (session: Session, patience: Patience) => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

/** Longest time of the statements that follow, in milliseconds; may be changed between statements. */
export interface Patience {
  statementTimeout: number;
}

/**
 * A kind of check: facts are collected from the database, grading them is pure. `after`: on the session on which the answer ran.
 * `alone`: on sessions of its own.
 */
export interface CheckKind<Test, Facts> {
  readonly after?: (scene: Scene, test: Test) => Promise<Outcome<Facts>>;
  readonly alone?: (ground: Ground, test: Test) => Promise<Outcome<Facts>>;
  judge(test: Test, facts: Facts): Verdict;
}
