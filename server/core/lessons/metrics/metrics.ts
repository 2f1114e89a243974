import type { Outcome, Session } from '../../database';
import type { Measure } from '../lesson';
import { callsMetric } from './calls-metric';
import { locksMetric } from './locks-metric';
import type { Measured } from './metric';
import { outputMetric } from './output-metric';
import { planMetric } from './plan-metric';
import { rewriteMetric } from './rewrite-metric';
import { sizeMetric } from './size-metric';
import { valueMetric } from './value-metric';
import { walMetric } from './wal-metric';

/** What can be measured, one file each. `output` is for `text output` blocks. */
export const metrics = {
  calls: callsMetric, locks: locksMetric, output: outputMetric, plan: planMetric, rewrite: rewriteMetric, size: sizeMetric, value: valueMetric, wal: walMetric,
};

export type Metric = keyof typeof metrics;

/** The metrics that a `sql measure` may name. */
export const metricNames = (Object.keys(metrics) as Metric[]).filter((name) => name !== 'output');

/** Measures on a session that holds what the measurement builds on. */
export function measure(session: Session, job: Measure): Promise<Outcome<Measured>> {
  return metrics[job.metric].measure(session, job);
}
