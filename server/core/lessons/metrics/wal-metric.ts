import type { MetricKind } from './metric';

/** Bytes and records of write-ahead log; `images` says how many pages were logged whole, which lessons never do. */
export const walMetric: MetricKind = {
  place: 'transaction',
  async measure(session, { sql }) {
    const outcome = await session.query(`EXPLAIN (ANALYZE, WAL, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ${sql}`);
    if (!outcome.ok) return outcome;
    const answer = JSON.parse(outcome.value.rows[0]?.[0] ?? '[]') as readonly { readonly Plan?: Readonly<Record<string, unknown>> }[];
    const plan = answer[0]?.Plan;
    const field = (name: string) => Number(plan?.[name] ?? 0);
    return { ok: true, value: { wal: field('WAL Bytes'), records: field('WAL Records'), images: field('WAL FPI') } };
  },
};
