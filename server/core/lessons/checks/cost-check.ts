import * as z from 'zod/mini';
import type { Outcome, Session } from '../../database';
import { runScript } from '../run-sql';
import type { CheckKind } from './kind';

const factor = z.optional(z.number().check(z.minimum(0.01)));

export const costSchema = z.strictObject({ wal: factor, bytes: factor, statements: factor });

export interface Cost {
  /** Bytes of write-ahead log. */
  readonly wal: number;
  /** Bytes that tables, their indexes and materialized views grew by; may be negative. */
  readonly bytes: number;
  /** Statements that were sent: one round trip each. */
  readonly statements: number;
}

export interface CostTest {
  readonly kind: 'cost';
  /** How many times the cost of the reference solution is allowed. */
  readonly factors: Readonly<Partial<Record<keyof Cost, number>>>;
}

/** A string says what is wrong. */
export function readCostTest({ wal, bytes, statements }: z.output<typeof costSchema>): CostTest | string {
  if (wal === undefined && bytes === undefined && statements === undefined) return '`cost` limits nothing.';
  return { kind: 'cost', factors: { ...(wal === undefined ? {} : { wal }), ...(bytes === undefined ? {} : { bytes }), ...(statements === undefined ? {} : { statements }) } };
}

const units: Readonly<Record<keyof Cost, string>> = { wal: 'bytes of write-ahead log', bytes: 'bytes more in tables and indexes', statements: 'statements sent' };

/** What the answer writes and leaves, beside what the first solution does; both on a fresh copy of the data. */
export const costCheck: CheckKind<CostTest, { readonly kind: 'cost'; readonly answer: Cost; readonly reference: Cost }> = {
  async alone({ answer, solution, fresh }) {
    const own = await fresh((session) => costOf(session, answer));
    if (!own.ok) return own;
    const reference = answer.trim() === solution.trim() ? own : await fresh((session) => costOf(session, solution));
    return reference.ok ? { ok: true, value: { kind: 'cost', answer: own.value, reference: reference.value } } : reference;
  },
  judge({ factors }, { answer, reference }) {
    const limits = (Object.keys(units) as (keyof Cost)[]).flatMap((name) => {
      const times = factors[name];
      // What the reference does for nothing may not cost anything either, but for the odd page.
      return times === undefined ? [] : [{ name, limit: Math.max(Math.round(reference[name] * times), name === 'statements' ? 1 : 8192) }];
    });
    const over = limits.find(({ name, limit }) => answer[name] > limit);
    if (over !== undefined) return { passed: false, actual: `Your answer: ${thousands(answer[over.name])} ${units[over.name]}; ${thousands(over.limit)} are enough.` };
    return { passed: true, actual: `${limits.map(({ name }) => `${thousands(answer[name])} ${units[name]}`).join(', ')}.` };
  },
};

const position = `
  SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0'),
    (SELECT pg_catalog.sum(pg_catalog.pg_relation_size(oid)) FROM pg_catalog.pg_class
     WHERE relkind IN ('r', 'm', 'i', 't') AND relnamespace NOT IN ('pg_catalog'::pg_catalog.regnamespace, 'information_schema'::pg_catalog.regnamespace)
       AND (relkind <> 't' OR oid > 16384))`;

async function costOf(session: Session, sql: string): Promise<Outcome<Cost>> {
  const before = await positionOf(session);
  if (!before.ok) return before;
  const ran = await runScript(session, sql);
  if (!ran.ok) return ran;
  const after = await positionOf(session);
  return after.ok ? { ok: true, value: { wal: after.value.wal - before.value.wal, bytes: after.value.bytes - before.value.bytes, statements: ran.value.length } } : after;
}

async function positionOf(session: Session): Promise<Outcome<{ readonly wal: number; readonly bytes: number }>> {
  const outcome = await session.query(position);
  if (!outcome.ok) return outcome;
  const [wal, bytes] = outcome.value.rows[0] ?? [];
  return { ok: true, value: { wal: Number(wal), bytes: Number(bytes) } };
}

function thousands(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
