import { failure } from '../run-sql';
import type { MetricKind } from './metric';

/** The columns of the one row that the statement returns. */
export const valueMetric: MetricKind = {
  place: 'transaction',
  async measure(session, { sql }) {
    const outcome = await session.query(sql);
    if (!outcome.ok) return outcome;
    const { columns, rows } = outcome.value;
    if (rows.length !== 1) return failure(`A measurement of values returns one row; this one returned ${rows.length}.`);
    const fields = columns.map(({ name }, index): [string, number | string] => {
      const text = rows[0]?.[index] ?? '';
      return [name, text !== '' && Number.isFinite(Number(text)) ? Number(text) : text];
    });
    return { ok: true, value: Object.fromEntries(fields) };
  },
};
