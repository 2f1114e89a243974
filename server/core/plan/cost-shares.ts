import type { PlanNode } from './plan';
import { textOf } from './plan';

/**
 * What each node adds to the cost of the whole statement, by node id. The sum is the cost of the root.
 * EXPLAIN gives the cost of one execution, children included. The inner side of a nested loop is executed once per outer row,
 * a child of LIMIT is not run to its end: what children cost is therefore bounded by what their parent says it costs.
 */
export function ownCosts(root: PlanNode): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  spread(root, 1, costs);
  return costs;
}

function spread(node: PlanNode, executions: number, costs: Map<string, number>): void {
  const parts = childCosts(node);
  const children = parts.reduce((sum, part) => sum + part, 0);
  costs.set(node.id, executions * Math.max(0, node.totalCost - children));
  node.children.forEach((child, index) => {
    const part = parts[index] ?? 0;
    spread(child, child.totalCost > 0 ? (executions * part) / child.totalCost : 0, costs);
  });
}

/** Cost of each child within one execution of the node. */
function childCosts(node: PlanNode): readonly number[] {
  const costs = node.children.map((child) => (repeats(child) ? 0 : child.totalCost));
  const once = costs.reduce((sum, cost) => sum + cost, 0);
  if (once > node.totalCost && once > 0) return costs.map((cost) => (cost * node.totalCost) / once);
  let left = node.totalCost - once;
  node.children.forEach((child, index) => {
    if (!repeats(child)) return;
    costs[index] = Math.min(left, child.totalCost * repetitions(node, child));
    left -= costs[index];
  });
  return costs;

  function repeats(child: PlanNode): boolean {
    return (child.relationship === 'Inner' && node.type.includes('Nested Loop')) || isCorrelated(node, child);
  }
}

function repetitions(node: PlanNode, child: PlanNode): number {
  if (child.relationship === 'Inner') return Math.max(1, node.children[0]?.planRows ?? 1);
  // In a condition it is evaluated for rows that are then thrown away, and EXPLAIN does not say how many those are.
  return inCondition(node, child) ? Number.MAX_SAFE_INTEGER : Math.max(1, node.planRows);
}

/** A SubPlan that is evaluated per row, and not once into a hash table. */
export function isCorrelated(node: PlanNode, child: PlanNode): boolean {
  if (child.relationship !== 'SubPlan' || child.subplanName === undefined) return false;
  const expressions = ['Filter', 'Join Filter', 'Output', 'One-Time Filter', 'Index Cond', 'Recheck Cond'].map((name) => textOf(node, name)).join(' ');
  return !expressions.includes(`hashed ${child.subplanName}`);
}

function inCondition(node: PlanNode, child: PlanNode): boolean {
  return ['Filter', 'Join Filter'].some((name) => textOf(node, name).includes(child.subplanName ?? ''));
}
