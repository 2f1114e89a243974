import type { Outcome, Session } from '../database';
import type { Measure } from './lesson';
import { failure, observePlan } from './run-sql';

/** Named values of one measurement: numbers, and words such as the kind of a scan. */
export type Measured = Readonly<Record<string, number | string>>;

/** Measures on a session that holds what the measurement builds on. */
export async function measure(session: Session, { sql, metric }: Measure): Promise<Outcome<Measured>> {
  switch (metric) {
    case 'plan': {
      const outcome = await observePlan(session, sql);
      if (!outcome.ok) return outcome;
      const { nodes, ...fields } = outcome.value;
      return { ok: true, value: { ...fields, nodes: nodes.join(' > ') } };
    }
    case 'wal':
      return measureWal(session, sql);
    case 'value':
      return measureValue(session, sql);
    default:
      return metric satisfies never;
  }
}

/**
 * Bytes and records of write-ahead log by the difference of insert positions. Full page images, which come after a checkpoint, would
 * drown the cost of the statement: `images` says how many there were.
 */
async function measureWal(session: Session, sql: string): Promise<Outcome<Measured>> {
  const outcome = await session.query(`EXPLAIN (ANALYZE, WAL, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ${sql}`);
  if (!outcome.ok) return outcome;
  const answer = JSON.parse(outcome.value.rows[0]?.[0] ?? '[]') as readonly { readonly Plan?: Readonly<Record<string, unknown>> }[];
  const plan = answer[0]?.Plan;
  const field = (name: string) => Number(plan?.[name] ?? 0);
  return { ok: true, value: { wal: field('WAL Bytes'), records: field('WAL Records'), images: field('WAL FPI') } };
}

/** The columns of the one row that the statement returns. */
async function measureValue(session: Session, sql: string): Promise<Outcome<Measured>> {
  const outcome = await session.query(sql);
  if (!outcome.ok) return outcome;
  const { columns, rows } = outcome.value;
  if (rows.length !== 1) return failure(`A measurement of values returns one row; this one returned ${rows.length}.`);
  const fields = columns.map(({ name }, index): [string, number | string] => {
    const text = rows[0]?.[index] ?? '';
    return [name, text !== '' && Number.isFinite(Number(text)) ? Number(text) : text];
  });
  return { ok: true, value: Object.fromEntries(fields) };
}
