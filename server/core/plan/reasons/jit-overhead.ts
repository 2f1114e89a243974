import { milliseconds, percent } from '../words';
import type { Reason } from './reason';

const mostShare = 0.2;
const longTime = 20;

export const jitOverhead: Reason = {
  id: 'jit-overhead',
  structural: true,
  fromEstimates: false,
  wholeStatement: true,
  find: ({ plan }) => {
    const { jitTime = 0, executionTime = 0 } = plan;
    if (jitTime < longTime || jitTime < executionTime * mostShare) return [];
    return [{
      node: plan.root,
      share: jitTime / executionTime,
      title: `Compiling took ${percent(jitTime / executionTime)} of the time`,
      text: `Just-in-time compilation spent ${milliseconds(jitTime)} of ${milliseconds(executionTime)}. It starts when the estimated cost is above jit_above_cost: raise that, or set jit = off for short statements. Where estimates are far too high, correct them first.`,
    }];
  },
};
