import { textOf } from '../plan';
import { eachNode } from './reason';
import type { Reason } from './reason';

/** 17 prints `NOT (ANY (x = (SubPlan 1).col1))`, versions before `NOT (SubPlan 1)`; a hashed one has the word "hashed" in it. */
const unhashed = /NOT \((?:ANY \()?[^()]*\(?(?:\([^()]*\))?[^()]*\(?SubPlan \d+/;

export const notInUnhashed: Reason = {
  id: 'not-in-unhashed',
  structural: true,
  fromEstimates: true,
  find: (context) =>
    eachNode(context, (node) => {
      const filter = textOf(node, 'Filter') || textOf(node, 'Join Filter');
      if (!unhashed.test(filter) || /hashed SubPlan/.test(filter)) return undefined;
      return {
        share: 1,
        title: 'NOT IN compares every row with every row of the subquery',
        text: 'The subquery is too large for work_mem to be hashed, and NOT IN cannot be turned into a join because a NULL in the subquery must make it unknown. Write NOT EXISTS (SELECT 1 FROM … WHERE it = outer): it becomes an anti join. If the subquery can return NULL the meaning differs, and NOT EXISTS is nearly always the one that is wanted.',
      };
    }),
};
