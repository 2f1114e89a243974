import type { Outcome, QueryResult, Session } from '../database';
import { withSession } from './build-session';
import type { Laboratory } from './build-session';
import { kindOf } from './checks/kinds';
import type { Ground } from './checks/kind';
import type { CheckOutcome } from './content';
import type { Facts } from './grade';
import { grade } from './grade';
import type { Check, Exercise } from './lesson';
import { describeError, runScript } from './run-sql';
import type { RanStatement } from './run-sql';

export interface Attempt {
  readonly checks: readonly CheckOutcome[];
  readonly results: readonly QueryResult[];
}

/** Runs an answer on databases that hold the data set, and grades it. A failure of the answer's own SQL is an error outcome. */
export async function attempt(laboratory: Laboratory, exercise: Exercise, answer: string): Promise<Outcome<Attempt>> {
  const facts = new Map<string, Facts>();
  let results: readonly QueryResult[] = [];
  if (runsOnce(exercise, answer)) {
    const ran = await withSession(laboratory, async (session) => {
      const outcome = await runAnswer(session, answer);
      if (outcome.ok) for (const check of exercise.checks) await collect(facts, check, session, { exercise, ran: outcome.value });
      return outcome;
    });
    if (!ran.ok) return ran;
    results = ran.value.map(({ result }) => result);
  }
  for (const check of exercise.checks) {
    const { alone } = kindOf(check.test);
    if (alone === undefined) continue;
    const outcome = await alone(groundOf(laboratory, exercise, answer), check.test);
    if (!outcome.ok && outcome.error.stopped === 'cancelled') return outcome;
    facts.set(check.id, outcome.ok ? outcome.value : failed(outcome));
  }
  return { ok: true, value: { results, checks: exercise.checks.map((check) => grade(check, facts.get(check.id) ?? missing)) } };
}

/** Whether all checks look at what is there after the answer ran once. */
export function looksAfterwards(exercise: Exercise): boolean {
  return exercise.language === 'sql' && exercise.checks.every(({ test }) => kindOf(test).after !== undefined);
}

/** Grades what the session holds after the answer ran; for exercises whose checks all look at that. */
export async function gradeAll(session: Session, exercise: Exercise, ran: readonly RanStatement[]): Promise<readonly CheckOutcome[]> {
  const facts = new Map<string, Facts>();
  for (const check of exercise.checks) await collect(facts, check, session, { exercise, ran });
  return exercise.checks.map((check) => grade(check, facts.get(check.id) ?? missing));
}

const missing: Facts = { kind: 'error', message: 'It could not be looked at.' };

/** A script of several transactions has no sense when it runs from start to end; nor has an answer that is no SQL. */
function runsOnce({ language, checks }: Exercise, answer: string): boolean {
  return language === 'sql' && !(/^\s*--\s*@T\d\b/m.test(answer) && checks.every(({ test }) => kindOf(test).alone !== undefined));
}

function groundOf(laboratory: Laboratory, { solutions }: Exercise, answer: string): Ground {
  return {
    answer, solution: solutions[0]?.sql ?? '', fixture: laboratory.fixture, lint: laboratory.lint,
    fresh: (work) => withSession(laboratory, work),
  };
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

interface Ran {
  readonly exercise: Exercise;
  readonly ran: readonly RanStatement[];
}

async function collect(facts: Map<string, Facts>, check: Check, session: Session, { exercise, ran }: Ran): Promise<void> {
  const outcome = await kindOf(check.test).after?.({ session, query: exercise.query, ran }, check.test);
  if (outcome !== undefined) facts.set(check.id, outcome.ok ? outcome.value : failed(outcome));
}

function failed({ error }: Extract<Outcome<never>, { ok: false }>): Facts {
  return { kind: 'error', message: error.code === undefined ? describeError(error) : `PostgreSQL answered: ${describeError(error)}` };
}
