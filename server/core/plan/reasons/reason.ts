import type { Plan, PlanNode } from '../plan';

/** What a reason may look at. */
export interface ReasonContext {
  readonly plan: Plan;
  readonly nodes: readonly PlanNode[];
  readonly parentOf: ReadonlyMap<string, PlanNode>;
  /** Share of the whole that the node itself has, 0 to 1: of the time where it was measured, else of the cost. */
  readonly share: (node: PlanNode) => number;
  /** Own time in milliseconds over all loops; undefined where it was not measured. */
  readonly ownTime: (node: PlanNode) => number | undefined;
}

export interface Found {
  readonly node: PlanNode;
  readonly title: string;
  /** What happened with its numbers, then what to do. */
  readonly text: string;
  /** Share that the finding explains, where it is more than that of its node (a whole subtree). */
  readonly share?: number;
}

/** Something in a plan that costs, with what can be done. Conditions and thresholds are those of PostgreSQL's planner and executor. */
export interface Reason {
  readonly id: string;
  /** True where the shape alone is worth telling, whatever share of the statement it has. */
  readonly structural: boolean;
  /** True where it needs no measured run. */
  readonly fromEstimates: boolean;
  /** True where it is about the statement and not about the node that stands for it (the root). */
  readonly wholeStatement?: true;
  readonly find: (context: ReasonContext) => readonly Found[];
}

/** For reasons that look at one node at a time. */
export function eachNode(context: ReasonContext, look: (node: PlanNode) => Omit<Found, 'node'> | undefined): readonly Found[] {
  return context.nodes.flatMap((node) => {
    const found = look(node);
    return found ? [{ node, ...found }] : [];
  });
}

export function ran(node: PlanNode): boolean {
  return (node.actual?.loops ?? 0) > 0;
}

/** `orders`, or `orders (alias o)` where the statement calls it something else. */
export function tableOf(node: PlanNode): string {
  const relation = node.relation ?? 'the table';
  return node.alias && node.alias !== node.relation ? `${relation} (${node.alias})` : relation;
}
