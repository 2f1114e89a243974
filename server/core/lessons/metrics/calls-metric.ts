import { runScript } from '../run-sql';
import type { MetricKind } from './metric';

/** How often PostgreSQL is asked: `statements` sent, `scans` of tables and indexes begun, `functions` called (those made by users), `rows` answered or changed. */
export const callsMetric: MetricKind = {
  place: 'database',
  async measure(session, { sql }) {
    const begun = await session.query('BEGIN');
    if (!begun.ok) return begun;
    const ran = await runScript(session, sql);
    if (!ran.ok) return ran;
    const counted = await session.query(`
      SELECT (SELECT coalesce(sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)), 0) FROM pg_catalog.pg_stat_xact_user_tables),
             (SELECT coalesce(sum(calls), 0) FROM pg_catalog.pg_stat_xact_user_functions)`);
    if (!counted.ok) return counted;
    const ended = await session.query('ROLLBACK');
    if (!ended.ok) return ended;
    const [scans, functions] = counted.value.rows[0] ?? [];
    const rows = ran.value.reduce((sum, { result }) => sum + (result.columns.length > 0 ? result.rows.length : (result.affected ?? 0)), 0);
    return { ok: true, value: { statements: ran.value.length, scans: Number(scans), functions: Number(functions), rows } };
  },
};
