import { milliseconds } from '../words';
import type { Reason } from './reason';

const longTime = 5;

export const planningDominates: Reason = {
  id: 'planning-dominates',
  structural: true,
  fromEstimates: false,
  wholeStatement: true,
  find: ({ plan }) => {
    const { planningTime = 0, executionTime } = plan;
    if (executionTime === undefined || planningTime < longTime || planningTime <= executionTime) return [];
    return [{
      node: plan.root,
      share: 0.2,
      title: `Planning took longer than running: ${milliseconds(planningTime)} and ${milliseconds(executionTime)}`,
      text: 'The first statement of a connection also fills its caches, so run it twice before you believe it. If it stays: use a prepared statement, touch fewer partitions, or join fewer tables than join_collapse_limit at once.',
    }];
  },
};
