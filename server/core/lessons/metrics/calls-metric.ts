import type { Outcome, Session } from '../../database';
import { runScript } from '../run-sql';
import type { MetricKind } from './metric';

/**
 * How often PostgreSQL is asked: `statements` sent, `scans` of tables and indexes begun (also by the planner, which looks up the ends of an index for a range),
 * `functions` called (those made by users), `rows` answered or changed.
 */
export const callsMetric: MetricKind = {
  place: 'database',
  async measure(session, { sql }) {
    const begun = await session.query('BEGIN');
    if (!begun.ok) return begun;
    const before = await countersOf(session);
    if (!before.ok) return before;
    const ran = await runScript(session, sql);
    if (!ran.ok) return ran;
    const after = await countersOf(session);
    if (!after.ok) return after;
    const ended = await session.query('ROLLBACK');
    if (!ended.ok) return ended;
    const rows = ran.value.reduce((sum, { result }) => sum + (result.columns.length > 0 ? result.rows.length : (result.affected ?? 0)), 0);
    return { ok: true, value: { statements: ran.value.length, scans: after.value.scans - before.value.scans, functions: after.value.functions - before.value.functions, rows } };
  },
};

/** Counters of this session since it last sent them away, which never happens inside of a transaction. */
async function countersOf(session: Session): Promise<Outcome<{ readonly scans: number; readonly functions: number }>> {
  const counted = await session.query(`
    SELECT (SELECT coalesce(sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)), 0) FROM pg_catalog.pg_stat_xact_user_tables),
           (SELECT coalesce(sum(calls), 0) FROM pg_catalog.pg_stat_xact_user_functions)`);
  if (!counted.ok) return counted;
  const [scans, functions] = counted.value.rows[0] ?? [];
  return { ok: true, value: { scans: Number(scans), functions: Number(functions) } };
}
