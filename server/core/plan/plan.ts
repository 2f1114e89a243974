/** A plan as EXPLAIN (FORMAT JSON) gives it. Costs in PostgreSQL's units, times in milliseconds. */
export interface Plan {
  readonly root: PlanNode;
  readonly analyzed: boolean;
  readonly planningTime: number | undefined;
  readonly executionTime: number | undefined;
  /** Time of just-in-time compilation, inside the execution time. */
  readonly jitTime: number | undefined;
  readonly triggers: readonly PlanTrigger[];
  /** Planner settings that are not at their default, from EXPLAIN (SETTINGS). */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

export interface PlanTrigger {
  readonly name: string;
  /** Set where the trigger belongs to a constraint. */
  readonly constraint: string | undefined;
  readonly relation: string;
  readonly time: number;
  readonly calls: number;
}

export interface PlanNode {
  /** Path from the root: `0`, `0.1`, `0.1.0`. */
  readonly id: string;
  readonly type: string;
  /** `Outer`, `Inner`, `Member`, `Subquery`, `InitPlan`, `SubPlan`; undefined at the root. */
  readonly relationship: string | undefined;
  /** `InitPlan 1`, `CTE recent`, `SubPlan 2`. */
  readonly subplanName: string | undefined;
  readonly relation: string | undefined;
  readonly alias: string | undefined;
  readonly index: string | undefined;
  readonly startupCost: number;
  readonly totalCost: number;
  /** Of one execution. */
  readonly planRows: number;
  readonly planWidth: number;
  readonly actual: Actual | undefined;
  readonly workers: readonly Actual[];
  readonly workersPlanned: number;
  readonly workersLaunched: number | undefined;
  /** Everything else that EXPLAIN says of the node, as it says it. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly children: readonly PlanNode[];
}

/** Rows and times are averages over loops; `time` includes the children and is undefined with TIMING off. */
export interface Actual {
  readonly rows: number;
  readonly loops: number;
  readonly time: number | undefined;
}

export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** A number that EXPLAIN gives; 0 where it says nothing. */
export function numberOf(node: PlanNode, name: string): number {
  const value = node.raw[name];
  return typeof value === 'number' ? value : 0;
}

/** A text that EXPLAIN gives; lists are joined; empty where it says nothing. */
export function textOf(node: PlanNode, name: string): string {
  const value = node.raw[name];
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : '';
}

/** Total over all loops of something that EXPLAIN gives as an average per loop. */
export function totalOf(node: PlanNode, name: string): number {
  return Math.round(numberOf(node, name) * (node.actual?.loops ?? 1));
}

/** Rows that left the node over all loops. */
export function rowsOut(node: PlanNode): number {
  return node.actual ? Math.round(node.actual.rows * node.actual.loops) : 0;
}

export function isScan(node: PlanNode): boolean {
  return node.relation !== undefined && node.type.endsWith('Scan');
}
