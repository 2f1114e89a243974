import type { DatabaseError, Outcome, QueryResult, Session } from '../database';
import type { Patience } from './checks/kind';
import type { InterleaveStep } from './interleave-script';
import { describeError } from './run-sql';
import { wouldWait } from './would-wait';

/** What became of one step. */
export type StepSeen = Pick<InterleaveStep, 'actor' | 'line'> & { readonly step: string } & (
  | { readonly kind: 'ran'; readonly result: QueryResult }
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string }
  /** It would wait for a parked transaction; it was not run, or ended where it could not be foreseen. */
  | { readonly kind: 'waits'; readonly for: readonly string[] }
  /** After an error of its own transaction, or after a wait that ended the session. */
  | { readonly kind: 'skipped' });

export interface Interleaved {
  readonly steps: readonly StepSeen[];
  /** Whether the session still lives: a wait that could not be foreseen ends it. */
  readonly alive: boolean;
}

/** Longest time of a statement while another transaction is parked: one that waits for it never comes back. */
const waitLimit = 10_000;

/**
 * Runs the steps on the one session that there is. A parked transaction keeps its locks, so the next one meets them as it would meet those of another
 * connection. Errors are facts, not failures; a failed transaction is rolled back and the rest of its steps is skipped.
 */
export async function runInterleaved(session: Session, steps: readonly InterleaveStep[], patience: Patience): Promise<Outcome<Interleaved>> {
  const run: Run = { session, patience, usual: patience.statementTimeout, open: undefined, parked: [], broken: new Set() };
  const seen: StepSeen[] = [];
  for (const step of steps) {
    const fact = await runStep(run, step);
    if (!fact.ok) return fact;
    seen.push({ ...fact.value, actor: step.actor, line: step.line, step: step.kind === 'sql' ? step.sql : step.kind });
    if (fact.value.kind === 'waits' && fact.value.lost) return { ok: true, value: { steps: seen, alive: false } };
  }
  for (const actor of run.parked) {
    const ended = await session.query(`ROLLBACK PREPARED '${actor}'`);
    if (!ended.ok) return ended;
  }
  return { ok: true, value: { steps: seen, alive: true } };
}

interface Run {
  readonly session: Session;
  readonly patience: Patience;
  /** The usual longest time of a statement. */
  readonly usual: number;
  open: string | undefined;
  parked: readonly string[];
  /** Actors whose transaction failed and was rolled back; forgotten when they end it. */
  readonly broken: Set<string>;
}

type Fact =
  | { readonly kind: 'ran'; readonly result: QueryResult }
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string }
  | { readonly kind: 'waits'; readonly for: readonly string[]; readonly lost: boolean }
  | { readonly kind: 'skipped' };

async function runStep(run: Run, step: InterleaveStep): Promise<Outcome<Fact>> {
  const { actor } = step;
  if (run.broken.has(actor)) {
    if (step.kind === 'commit' || step.kind === 'rollback') run.broken.delete(actor);
    return { ok: true, value: { kind: 'skipped' } };
  }
  switch (step.kind) {
    case 'begin':
      return begin(run, actor, step.mode);
    case 'sql':
      return runStatement(run, actor, step.sql);
    case 'park': {
      const parked = await send(run, actor, `PREPARE TRANSACTION '${actor}'`);
      if (!parked.ok) return parked;
      run.open = undefined;
      if (parked.value.kind === 'ran') run.parked = [...run.parked, actor];
      return parked;
    }
    case 'commit':
    case 'rollback': {
      const word = step.kind.toUpperCase();
      const prepared = run.parked.includes(actor);
      run.parked = run.parked.filter((name) => name !== actor);
      if (!prepared) run.open = undefined;
      return send(run, actor, prepared ? `${word} PREPARED '${actor}'` : word);
    }
    default:
      return step satisfies never;
  }
}

async function begin(run: Run, actor: string, mode: string): Promise<Outcome<Fact>> {
  run.open = actor;
  return send(run, actor, `BEGIN ${mode}`);
}

async function runStatement(run: Run, actor: string, sql: string): Promise<Outcome<Fact>> {
  if (run.open !== actor) {
    const begun = await begin(run, actor, '');
    if (!begun.ok || begun.value.kind !== 'ran') return begun;
  }
  if (run.parked.length > 0) {
    run.patience.statementTimeout = Math.min(waitLimit, run.usual);
    const waits = await wouldWait(run.session, sql);
    if (!waits.ok) return waits.error.stopped === 'timeout' ? { ok: true, value: { kind: 'waits', for: run.parked, lost: true } } : waits;
    if (waits.value) {
      run.patience.statementTimeout = run.usual;
      return { ok: true, value: { kind: 'waits', for: run.parked, lost: false } };
    }
  }
  const outcome = await send(run, actor, sql);
  run.patience.statementTimeout = run.usual;
  if (outcome.ok || run.parked.length === 0 || outcome.error.stopped !== 'timeout') return outcome;
  return { ok: true, value: { kind: 'waits', for: run.parked, lost: true } };
}

/** An error of SQL is a fact, and rolls the transaction back. */
async function send(run: Run, actor: string, sql: string): Promise<Outcome<Fact>> {
  const outcome = await run.session.query(sql);
  if (outcome.ok) return { ok: true, value: { kind: 'ran', result: outcome.value } };
  if (outcome.error.stopped !== undefined) return outcome;
  const ended = await run.session.query('ROLLBACK');
  if (!ended.ok) return ended;
  run.open = undefined;
  if (!/^(?:commit|rollback)\b/i.test(sql)) run.broken.add(actor);
  return { ok: true, value: failed(outcome.error) };
}

function failed(error: DatabaseError): Fact {
  return { kind: 'failed', code: error.code, message: describeError(error) };
}
