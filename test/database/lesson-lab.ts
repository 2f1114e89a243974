import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { parse } from 'yaml';
import type { Database } from '../../server/core/database';
import { never } from '../../server/core/host';
import { attempt } from '../../server/core/lessons/attempt';
import { readTest, testFields } from '../../server/core/lessons/checks/kinds';
import type { CheckOutcome } from '../../server/core/lessons/content';
import type { Exercise } from '../../server/core/lessons/lesson';
import type { LintPort } from '../../server/core/lessons/lint-port';

/** So long that load alone never fails a lesson. */
export const limit = 300_000;

export interface Lab {
  readonly database: Database;
  readonly fixture: string;
  /** The one check of the exercise, as a lesson writes it. */
  readonly check: string;
  readonly solution?: string;
  readonly language?: Exercise['language'];
  readonly lint?: LintPort;
}

/** Grades an answer by one check on a real embedded PostgreSQL. */
export async function gradeAnswer({ database, fixture, check, solution = '', language = 'sql', lint }: Lab, answer: string): Promise<CheckOutcome> {
  const test = readTest(z.parse(z.strictObject(testFields), parse(check)));
  assert.ok(typeof test !== 'string', String(test));
  const exercise: Exercise = {
    id: 'e', title: 'E', task: 'T', query: undefined, language, starter: '', hints: [], allows: [], line: 1, wrong: [],
    solutions: [{ variant: '', sql: solution, line: 1 }], checks: [{ id: 'c', title: 'The goal', say: '{actual} Why?', test }],
  };
  const outcome = await attempt({ database, fixture, cancel: never, statementTimeout: limit, ...(lint === undefined ? {} : { lint }) }, exercise, answer);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.error.message);
  const [graded] = outcome.value.checks;
  assert.ok(graded);
  return graded;
}
