import * as z from 'zod/mini';
import type { Outcome, QueryResult } from '../../database';
import { readInterleaveScript } from '../interleave-script';
import { runInterleaved } from '../run-interleaved';
import type { Interleaved, StepSeen } from '../run-interleaved';
import { failure, runScript } from '../run-sql';
import type { ExpectedRow } from './describe-rows';
import { describeRows, hasRows, plural, printedRow } from './describe-rows';
import type { CheckKind, Ground } from './kind';
import { row, sqlState, text } from './yaml';

export const interleaveSchema = z.strictObject({
  orders: z.array(z.strictObject({
    title: text,
    script: text,
    errors: z._default(z.array(sqlState), []),
    waits: z._default(z.array(z.string().check(z.regex(/^T\d$/))), []),
    final: z.optional(text),
    rows: z.optional(z.array(row)),
  })).check(z.minLength(1)),
});

export interface InterleaveOrder {
  /** For the learner. */
  readonly title: string;
  /** `{answer}` stands for the answer. */
  readonly script: string;
  /** The SQLSTATEs that have to come, in this order, and no others. */
  readonly errors: readonly string[];
  /** Who has to wait for a parked transaction, and nobody else. */
  readonly waits: readonly string[];
  /** A query after everything ended: its rows, or (without rows) no row. */
  readonly final: { readonly query: string; readonly rows: readonly ExpectedRow[] } | undefined;
}

export interface InterleaveTest {
  readonly kind: 'interleave';
  readonly orders: readonly InterleaveOrder[];
}

export interface OrderSeen {
  readonly steps: readonly StepSeen[];
  /** undefined where there is no final query, or a wait ended the session before it. */
  readonly final: QueryResult | undefined;
}

/** A string says what is wrong. */
export function readInterleaveTest({ orders }: z.output<typeof interleaveSchema>): InterleaveTest | string {
  for (const { title, script, rows, final } of orders) {
    const read = readInterleaveScript(script.replaceAll('{answer}', 'SELECT 1;'));
    // A whole script may be the answer; then its marks are the learner's.
    if (!read.ok && script.trim() !== '{answer}') return `“${title}”, line ${read.line} of its script: ${read.message}`;
    if (rows !== undefined && final === undefined) return `“${title}” has \`rows\` but no \`final\` query.`;
  }
  return {
    kind: 'interleave',
    orders: orders.map(({ title, script, errors, waits, final, rows }) => ({
      title, script, errors, waits, final: final === undefined ? undefined : { query: final, rows: (rows ?? []).map(printedRow) },
    })),
  };
}

/** Transactions side by side: who waits, who fails with which SQLSTATE, and what is left in the end. */
export const interleaveCheck: CheckKind<InterleaveTest, { readonly kind: 'interleave'; readonly orders: readonly OrderSeen[] }> = {
  async alone(ground, { orders }) {
    const seen: OrderSeen[] = [];
    for (const order of orders) {
      const outcome = await runOrder(ground, order);
      if (!outcome.ok) return outcome;
      seen.push(outcome.value);
    }
    return { ok: true, value: { kind: 'interleave', orders: seen } };
  },
  judge({ orders }, facts) {
    for (const [index, order] of orders.entries()) {
      const problem = facts.orders[index] === undefined ? 'it was not run' : complaint(order, facts.orders[index]);
      if (problem !== undefined) return { passed: false, actual: `${order.title}: ${problem}.` };
    }
    return { passed: true, actual: `${plural(orders.length, 'order')} of statements, each with the outcome that was asked for.` };
  },
};

async function runOrder({ answer, fresh }: Ground, { script, final }: InterleaveOrder): Promise<Outcome<OrderSeen>> {
  const asText = script.includes('{answer}');
  // The semicolon has a line of its own, because the last line may be a comment.
  const own = answer.trim().endsWith(';') ? answer.trim() : `${answer.trim()}\n;`;
  const read = readInterleaveScript(script.replaceAll('{answer}', () => own));
  if (!read.ok) return failure(`Line ${read.line} of the script with your answer: ${read.message}`);
  return fresh(async (session, patience): Promise<Outcome<OrderSeen>> => {
    const made = asText ? undefined : await runScript(session, answer);
    if (made?.ok === false) return made;
    const ran: Outcome<Interleaved> = await runInterleaved(session, read.steps, patience);
    if (!ran.ok) return ran;
    const { steps, alive } = ran.value;
    if (final === undefined || !alive) return { ok: true, value: { steps, final: undefined } };
    const result = await session.query(final.query);
    return result.ok ? { ok: true, value: { steps, final: result.value } } : result;
  });
}

function complaint({ errors, waits, final }: InterleaveOrder, seen: OrderSeen): string | undefined {
  const waited = seen.steps.flatMap((step) => (step.kind === 'waits' ? [step] : []));
  const surprising = waited.find(({ actor }) => !waits.includes(actor));
  if (surprising !== undefined) {
    return `${surprising.actor} would wait at \`${shorten(surprising.step)}\` for ${surprising.for.join(' and ')}, which holds its locks and never ends here`;
  }
  const failed = seen.steps.flatMap((step) => (step.kind === 'failed' ? [step] : []));
  const codes = failed.map(({ code }) => code ?? 'none');
  if (codes.join() !== errors.join()) {
    const told = failed.map(({ actor, step, message }) => `${actor} failed at \`${shorten(step)}\`: ${message}`).join('; ');
    return `${told === '' ? 'no transaction failed' : told}, but ${errors.length === 0 ? 'none should' : `SQLSTATE ${errors.join(', ')} should come`}`;
  }
  const missing = waits.find((actor) => !waited.some((step) => step.actor === actor));
  if (missing !== undefined) return `${missing} should wait for the parked transaction, but it did not`;
  if (final === undefined) return undefined;
  if (seen.final === undefined) return 'the wait ended the session, so the final state could not be read';
  if (hasRows(final.rows, seen.final)) return undefined;
  return `in the end there ${seen.final.rows.length === 0 ? 'is no row' : `is ${describeRows(seen.final, seen.final.rows, 5)}`}, which is not what should be left`;
}

function shorten(sql: string): string {
  const line = sql.replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
