import { aggregateSpill } from './aggregate-spill';
import { bitmapLossy } from './bitmap-lossy';
import { bitmapRecheck } from './bitmap-recheck';
import { cartesian } from './cartesian';
import { correlatedSubplan } from './correlated-subplan';
import { cteFence } from './cte-fence';
import { expressionOnColumn } from './expression-on-column';
import { hashBatches } from './hash-batches';
import { heapFetches } from './heap-fetches';
import { indexFiltersMost } from './index-filters-most';
import { jitOverhead } from './jit-overhead';
import { joinFilterDiscards } from './join-filter-discards';
import { jsonbTextFilter } from './jsonb-text-filter';
import { largeOffset } from './large-offset';
import { leadingWildcard } from './leading-wildcard';
import { lockRowsWide } from './lock-rows-wide';
import { memoizeUseless } from './memoize-useless';
import { nestedLoopInnerScan } from './nested-loop-inner-scan';
import { nestedLoopMany } from './nested-loop-many';
import { notInUnhashed } from './not-in-unhashed';
import { orderByLimitWrongIndex } from './order-by-limit-wrong-index';
import { planningDominates } from './planning-dominates';
import type { Reason } from './reason';
import { rowMisestimate } from './row-misestimate';
import { selectiveSeqScan } from './selective-seq-scan';
import { settingsForcePlan } from './settings-force-plan';
import { sortForLimit } from './sort-for-limit';
import { sortSpill } from './sort-spill';
import { triggerTime } from './trigger-time';
import { windowSpill } from './window-spill';
import { workersMissing } from './workers-missing';

/** Every reason, once. Where two explain the same node, the earlier one is told. */
export const allReasons: readonly Reason[] = [
  notInUnhashed, cartesian, correlatedSubplan, nestedLoopInnerScan, nestedLoopMany, joinFilterDiscards, orderByLimitWrongIndex, largeOffset,
  expressionOnColumn, leadingWildcard, jsonbTextFilter, selectiveSeqScan, indexFiltersMost, bitmapLossy, bitmapRecheck, heapFetches, sortSpill,
  sortForLimit, hashBatches, aggregateSpill, cteFence, windowSpill, memoizeUseless, lockRowsWide, triggerTime, jitOverhead, workersMissing,
  planningDominates, rowMisestimate, settingsForcePlan,
];
