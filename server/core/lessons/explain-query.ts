import type { Outcome, Session } from '../database';
import { buildReport } from '../plan/build-report';
import { parsePlan } from '../plan/parse-plan';
import type { PlanReport } from '../plan/report';
import { failure } from './run-sql';

/** The measured plan of a query on a session of a lesson, after a first run that fills the caches. */
export async function explainQuery(session: Session, query: string, source: string): Promise<Outcome<PlanReport>> {
  const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${query}`;
  const warm = await session.query(explain);
  if (!warm.ok) return { ok: false, error: { ...warm.error, offset: undefined } };
  const outcome = await session.query(explain);
  if (!outcome.ok) return outcome;
  const read = parsePlan(outcome.value.rows[0]?.[0] ?? '');
  if (!read.ok) return failure(`The plan cannot be read: ${read.message}`);
  return { ok: true, value: buildReport({ plan: read.plan, statement: query, source }) };
}
