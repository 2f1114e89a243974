import * as z from 'zod/mini';
import type { PlanFacts } from '../plan-facts';
import { failure, lastQuery, observePlan } from '../run-sql';
import type { CheckKind } from './kind';
import { text } from './yaml';

export const planSchema = z.strictObject({
  query: z.optional(text),
  no_node: z._default(z.array(text), []),
  node: z._default(z.array(text), []),
  max_pages: z.optional(z.number()),
  max_rows_read: z.optional(z.number()),
});

export interface PlanTest {
  readonly kind: 'plan';
  readonly query: string | undefined;
  readonly forbidden: readonly string[];
  readonly required: readonly string[];
  readonly maximumPages: number | undefined;
  readonly maximumRowsRead: number | undefined;
}

/** A string says what is wrong. */
export function readPlanTest(plan: z.output<typeof planSchema>): PlanTest | string {
  if (plan.node.length + plan.no_node.length === 0 && plan.max_pages === undefined && plan.max_rows_read === undefined) return '`plan` demands nothing.';
  return { kind: 'plan', query: plan.query, forbidden: plan.no_node, required: plan.node, maximumPages: plan.max_pages, maximumRowsRead: plan.max_rows_read };
}

export const planCheck: CheckKind<PlanTest, { readonly kind: 'plan'; readonly plan: PlanFacts }> = {
  async after({ session, query, ran }, test) {
    const looked = test.query ?? query ?? lastQuery(ran)?.sql;
    if (looked === undefined) return failure('Your answer has no query whose plan could be looked at.');
    const outcome = await observePlan(session, looked);
    return outcome.ok ? { ok: true, value: { kind: 'plan', plan: outcome.value } } : outcome;
  },
  judge(test, { plan }) {
    const passed = test.forbidden.every((node) => !plan.nodes.includes(node))
      && test.required.every((node) => plan.nodes.includes(node))
      && (test.maximumPages === undefined || plan.pages <= test.maximumPages)
      && (test.maximumRowsRead === undefined || plan.scanned <= test.maximumRowsRead);
    return { passed, actual: `Plan: ${plan.nodes.join(' > ')}, ${plan.pages} pages, ${plan.scanned} rows read.` };
  },
};
