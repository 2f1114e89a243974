import { observePlan } from '../run-sql';
import type { MetricKind } from './metric';

/** Rows, pages and nodes of the plan of a query. */
export const planMetric: MetricKind = {
  place: 'transaction',
  async measure(session, { sql }) {
    const outcome = await observePlan(session, sql);
    if (!outcome.ok) return outcome;
    const { nodes, ...fields } = outcome.value;
    return { ok: true, value: { ...fields, nodes: nodes.join(' > ') } };
  },
};
