import { counted, milliseconds, percent } from '../words';
import type { Reason } from './reason';

const mostShare = 0.2;
const longTime = 5;

export const triggerTime: Reason = {
  id: 'trigger-time',
  structural: true,
  fromEstimates: false,
  wholeStatement: true,
  find: ({ plan }) => {
    const { executionTime = 0 } = plan;
    return plan.triggers.flatMap((trigger) => {
      if (trigger.time < longTime || trigger.time < executionTime * mostShare) return [];
      const spent = `${milliseconds(trigger.time)} in ${counted(trigger.calls, 'call')}, ${percent(trigger.time / executionTime)} of the whole.`;
      return [{
        node: plan.root,
        share: trigger.time / executionTime,
        title: trigger.constraint ? `Checking ${trigger.constraint} takes most of the time` : `Trigger ${trigger.name} takes most of the time`,
        text: trigger.constraint
          ? `${spent} The check of a foreign key looks for rows that refer to the changed ones: an index on the referring columns makes each check a look-up.`
          : `${spent} If it runs per row, a trigger per statement with transition tables does the work once.`,
      }];
    });
  },
};
