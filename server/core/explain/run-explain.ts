import type { Outcome, QueryResult, Session } from '../database';
import type { Statement } from '../document/statement';
import { parsePlan } from '../plan/parse-plan';
import type { Plan } from '../plan/plan';
import type { PlanFailure } from '../plan/report';
import type { Explainable } from './explainable';
import { failureOf } from './failures';

export interface RunRequest {
  readonly session: Session;
  readonly body: Explainable;
  readonly settings: readonly Statement[];
  readonly analyze: boolean;
  readonly embedded: boolean;
}

export type PlanOutcome = { readonly ok: true; readonly plan: Plan; readonly notes: readonly string[] } | { readonly ok: false; readonly failure: PlanFailure };

/** Explains in an open transaction; the caller rolls it back. */
export async function runExplain(request: RunRequest): Promise<PlanOutcome> {
  const { session, body, settings, analyze, embedded } = request;
  for (const { text } of settings) {
    const set = await session.query(text);
    if (!set.ok) return { ok: false, failure: failureOf({ ...set.error, message: `${text}: ${set.error.message}` }, embedded) };
  }
  const options = analyze ? 'ANALYZE, VERBOSE, BUFFERS, SETTINGS, FORMAT JSON' : 'VERBOSE, SETTINGS, FORMAT JSON';
  if (body.parameters > 0) return explainPrepared(request, options);
  const prefix = `EXPLAIN (${options}) `;
  const outcome = await session.query(`${prefix}${body.sql}`);
  if (!outcome.ok) return { ok: false, failure: failureOf(outcome.error, embedded, { body, prefix: prefix.length }) };
  return planFrom(outcome.value, []);
}

/**
 * PREPARE infers the types of parameters, and a generic plan does not look at their values. Unlike EXPLAIN (GENERIC_PLAN) it works on
 * every supported version and through the extended protocol.
 */
async function explainPrepared({ session, body, embedded }: RunRequest, options: string): Promise<PlanOutcome> {
  const types: string[] = Array.from({ length: body.parameters }, () => 'unknown');
  let prepared: Outcome<QueryResult>;
  let prefix: string;
  await session.query('SAVEPOINT sql_coach_prepare');
  do {
    await session.query('ROLLBACK TO SAVEPOINT sql_coach_prepare');
    prefix = `PREPARE sql_coach (${types.join(', ')}) AS `;
    prepared = await session.query(`${prefix}${body.sql}`);
  } while (!prepared.ok && giveType(types, prepared.error.code, prepared.error.message));
  if (!prepared.ok) return { ok: false, failure: failureOf(prepared.error, embedded, { body, prefix: prefix.length }) };
  const generic = await session.query('SET plan_cache_mode = force_generic_plan');
  const outcome = generic.ok ? await session.query(`EXPLAIN (${options}) EXECUTE sql_coach (${types.map(() => 'NULL').join(', ')})`) : generic;
  await session.query('DEALLOCATE sql_coach');
  if (!outcome.ok) return { ok: false, failure: failureOf(outcome.error, embedded) };
  const guessed = types.flatMap((type, index) => (type === 'text' ? `$${index + 1}` : []));
  return planFrom(outcome.value, [
    `The values of ${body.parameters === 1 ? 'the placeholder' : 'the placeholders'} are not known: this is the plan for any value, and a rare or a frequent one can get another.`,
    ...(guessed.length > 0 ? [`PostgreSQL could not tell the type of ${guessed.join(', ')}; text was assumed.`] : []),
  ]);
}

/** 42P18: could not determine data type of parameter $1. True where another try makes sense. */
function giveType(types: string[], code: string | undefined, message: string): boolean {
  const number = code === '42P18' ? Number(/\$(\d+)/.exec(message)?.[1]) : Number.NaN;
  if (!(number >= 1 && number <= types.length) || types[number - 1] === 'text') return false;
  types[number - 1] = 'text';
  return true;
}

function planFrom(result: QueryResult, notes: readonly string[]): PlanOutcome {
  const parsed = parsePlan(result.rows[0]?.[0] ?? '');
  if (!parsed.ok) return { ok: false, failure: { message: parsed.message, action: 'EXPLAIN works for SELECT, INSERT, UPDATE, DELETE and MERGE.', span: undefined } };
  return { ok: true, plan: { ...parsed.plan, settings: parsed.plan.settings.filter(([name]) => name !== 'plan_cache_mode') }, notes };
}

/** Relations of the plan that have not a single page. */
export async function emptyTables(session: Session, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const outcome = await session.query(
    `SELECT DISTINCT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND n.nspname <> 'pg_catalog' AND pg_relation_size(c.oid) = 0 AND c.relname = ANY ($1::text[])`,
    [`{${names.map((name) => `"${name.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`],
  );
  return outcome.ok ? outcome.value.rows.flatMap(([name]) => name ?? []) : [];
}
