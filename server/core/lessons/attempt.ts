import type { Outcome, QueryResult, Session } from '../database';
import type { CheckOutcome } from './content';
import type { Facts } from './grade';
import { grade } from './grade';
import { indexFactsQuery, readIndexFacts } from './index-facts';
import type { CheckTest, Exercise } from './lesson';
import { describeError, lastQuery, observePlan, runScript } from './run-sql';
import type { RanStatement } from './run-sql';

export interface Attempt {
  readonly checks: readonly CheckOutcome[];
  readonly results: readonly QueryResult[];
}

/** Runs an answer on a session that holds the fixture, and grades it. A failure of the answer's own SQL is an error outcome. */
export async function attempt(session: Session, exercise: Exercise, sql: string): Promise<Outcome<Attempt>> {
  const ran = await runAnswer(session, sql);
  if (!ran.ok) return ran;
  return { ok: true, value: { checks: await gradeAll(session, exercise, ran.value), results: ran.value.map(({ result }) => result) } };
}

/** Grades what the session holds after the answer ran; all checks, in their order. */
export async function gradeAll(session: Session, exercise: Exercise, ran: readonly RanStatement[]): Promise<readonly CheckOutcome[]> {
  const checks: CheckOutcome[] = [];
  for (const check of exercise.checks) checks.push(grade(check, await collect(session, check.test, exercise.query, ran)));
  return checks;
}

/** Runs an answer and leaves the session as a new connection would find it: no open transaction, settings as they were. */
export async function runAnswer(session: Session, sql: string): Promise<Outcome<readonly RanStatement[]>> {
  const ran = await runScript(session, sql);
  if (!ran.ok) return ran;
  const open = await session.query('SELECT pg_current_xact_id_if_assigned() IS NOT NULL');
  if (!open.ok || open.value.rows[0]?.[0] === 't') {
    return { ok: false, error: { message: 'Your script leaves a transaction open, so no other session would see its changes.', code: undefined, detail: undefined, hint: 'End it with COMMIT.', offset: undefined } };
  }
  for (const statement of ['ROLLBACK', 'RESET SESSION AUTHORIZATION', 'RESET ALL']) {
    const reset = await session.query(statement);
    if (!reset.ok) return reset;
  }
  return ran;
}

async function collect(session: Session, test: CheckTest, query: string | undefined, ran: readonly RanStatement[]): Promise<Facts> {
  switch (test.kind) {
    case 'index': {
      const outcome = await session.query(indexFactsQuery, [test.on]);
      return outcome.ok ? { kind: 'index', indexes: readIndexFacts(outcome.value.rows[0]?.[0] ?? '[]') } : failed(outcome);
    }
    case 'plan': {
      const looked = test.query ?? query ?? lastQuery(ran)?.sql;
      if (looked === undefined) return { kind: 'error', message: 'Your answer has no query whose plan could be looked at.' };
      const outcome = await observePlan(session, looked);
      return outcome.ok ? { kind: 'plan', plan: outcome.value } : failed(outcome);
    }
    case 'equals':
    case 'state': {
      const outcome = await session.query(test.query);
      return outcome.ok ? { kind: 'rows', result: outcome.value } : failed(outcome);
    }
    case 'result': {
      const outcome = await session.query(test.reference);
      return outcome.ok ? { kind: 'result', learner: lastQuery(ran)?.result, reference: outcome.value } : failed(outcome);
    }
    default:
      return test satisfies never;
  }
}

function failed(outcome: Extract<Outcome<never>, { ok: false }>): Facts {
  return { kind: 'error', message: `PostgreSQL answered: ${describeError(outcome.error)}` };
}
