import type { PlanReason } from '../../server/core/plan/report';
import type { Severity } from '../shared/severity-mark';

const order: readonly Severity[] = ['high', 'medium', 'low'];

export const severityNames: Readonly<Record<Severity, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

export function worst(reasons: readonly PlanReason[]): Severity | undefined {
  return order.find((severity) => reasons.some((reason) => reason.severity === severity));
}
