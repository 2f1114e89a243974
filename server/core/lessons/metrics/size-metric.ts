import type { Outcome, Session } from '../../database';
import { failure, runScript } from '../run-sql';
import type { MetricKind } from './metric';

interface Sizes {
  readonly tables: number;
  readonly indexes: number;
}

/** Bytes of tables (with what they keep beside) and of indexes after the SQL, and by how much both grew; of one table where `on` names it. */
export const sizeMetric: MetricKind = {
  place: 'database',
  async measure(session, { sql, on }) {
    const before = await sizesOf(session, on);
    if (!before.ok) return before;
    const ran = await runScript(session, sql);
    if (!ran.ok) return ran;
    const after = await sizesOf(session, on);
    if (!after.ok) return after;
    const { tables, indexes } = after.value;
    return { ok: true, value: { tables, indexes, bytes: tables + indexes, grown: tables + indexes - before.value.tables - before.value.indexes } };
  },
};

async function sizesOf(session: Session, on: string | undefined): Promise<Outcome<Sizes>> {
  const outcome = await session.query(`
    SELECT pg_catalog.sum(pg_catalog.pg_table_size(oid)), pg_catalog.sum(pg_catalog.pg_indexes_size(oid)) FROM pg_catalog.pg_class
    WHERE relkind IN ('r', 'm') AND relnamespace NOT IN ('pg_catalog'::pg_catalog.regnamespace, 'information_schema'::pg_catalog.regnamespace)
      AND ($1::text IS NULL OR oid = pg_catalog.to_regclass($1))`, [on ?? null]);
  if (!outcome.ok) return outcome;
  const [tables, indexes] = outcome.value.rows[0] ?? [];
  if (on !== undefined && (tables ?? null) === null) return failure(`There is no table ${on}.`);
  return { ok: true, value: { tables: Number(tables ?? 0), indexes: Number(indexes ?? 0) } };
}
