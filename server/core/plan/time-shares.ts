import type { PlanNode } from './plan';
import { nodesOf, textOf } from './plan';

/** Process 0 is the leader, the others are parallel workers. Inclusive time of a node in each process. */
type PerProcess = readonly number[];

/**
 * Time that each node took by itself, as wall time of the statement, by node id; undefined where times were not measured.
 * Counted per process, because a node below Gather runs in several at once; time that Gather waits for workers belongs to what they run.
 * The time of an InitPlan or a CTE is inside the node that first needs its value, and is taken off there.
 */
export function ownTimes(root: PlanNode): ReadonlyMap<string, number> | undefined {
  if (root.actual?.time === undefined) return undefined;
  const times = new Map<string, number>();
  measure(root, { times, workers: 1, below: false, scale: 1 });
  for (const node of nodesOf(root)) {
    for (const child of node.children) if (child.relationship === 'InitPlan') takeOff(root, child, times);
  }
  return times;
}

interface Measuring {
  readonly times: Map<string, number>;
  /** Processes that share the node, where EXPLAIN gives no numbers per worker. */
  readonly workers: number;
  /** Whether the node is below a Gather. */
  readonly below: boolean;
  /** Averages are rounded to a microsecond: over many loops children can seem to take longer than their parent. */
  readonly scale: number;
}

function measure(node: PlanNode, measuring: Measuring): void {
  const { times } = measuring;
  const gathers = node.type.startsWith('Gather');
  const inside = gathers ? { ...measuring, workers: (node.workersLaunched ?? 0) + 1, below: true } : measuring;
  const mine = inclusive(node, measuring)[0] ?? 0;
  const nested = node.children.filter(isNested).reduce((sum, child) => sum + (inclusive(child, inside)[0] ?? 0), 0);
  times.set(node.id, Math.max(0, mine - nested));
  const next = nested > mine ? { ...inside, scale: (inside.scale * mine) / nested } : inside;
  for (const child of node.children) measure(child, isNested(child) ? next : { times, workers: 1, below: false, scale: 1 });
  if (gathers) shareWaiting(node, next);
}

/** Gather waits while the slowest worker still runs; that time belongs to the nodes that the worker runs. */
function shareWaiting(gather: PlanNode, measuring: Measuring): void {
  const { times } = measuring;
  const child = gather.children.find(isNested);
  const [leader = 0, ...workers] = child ? inclusive(child, measuring) : [];
  const total = Math.max(0, ...workers);
  const slowest = workers.indexOf(total) + 1;
  const own = times.get(gather.id) ?? 0;
  const waiting = Math.min(Math.max(0, total - leader), own);
  if (!child || waiting === 0) return;
  times.set(gather.id, own - waiting);
  for (const node of nodesOf(child)) {
    const nested = node.children.filter(isNested).reduce((sum, part) => sum + (inclusive(part, measuring)[slowest] ?? 0), 0);
    const share = Math.max(0, (inclusive(node, measuring)[slowest] ?? 0) - nested) / total;
    times.set(node.id, (times.get(node.id) ?? 0) + waiting * share);
  }
}

function inclusive(node: PlanNode, { workers, below, scale }: Measuring): PerProcess {
  const { time = 0, loops = 0 } = node.actual ?? {};
  const all = time * loops * scale;
  if (!below) return [all];
  if (node.workers.length === 0) return [loops > 1 ? all / Math.min(workers, loops) : all];
  const perWorker = node.workers.map((worker) => (worker.time ?? 0) * worker.loops * scale);
  return [Math.max(0, all - perWorker.reduce((sum, part) => sum + part, 0)), ...perWorker];
}

/** Children whose time is inside the time of the node above them. */
function isNested(child: PlanNode): boolean {
  return child.relationship !== 'InitPlan';
}

function takeOff(root: PlanNode, initPlan: PlanNode, times: Map<string, number>): void {
  const time = (initPlan.actual?.time ?? 0) * (initPlan.actual?.loops ?? 0);
  if (time === 0) return;
  const inside = new Set([...nodesOf(initPlan)].map(({ id }) => id));
  const cte = /^CTE (.*)$/s.exec(initPlan.subplanName ?? '')?.[1];
  const users = [...nodesOf(root)].filter((node) => !inside.has(node.id) && (node.actual?.loops ?? 0) > 0 && (cte === undefined ? mentions(node, initPlan) : node.raw['CTE Name'] === cte));
  const total = users.reduce((sum, { id }) => sum + (times.get(id) ?? 0), 0);
  if (cte !== undefined) {
    // Rows are made while several scans ask for them.
    for (const { id } of users) times.set(id, Math.max(0, (times.get(id) ?? 0) * (1 - (total > 0 ? Math.min(1, time / total) : 0))));
    return;
  }
  // One node evaluated it; of those that mention it, the one whose own time can contain it.
  const evaluator = users.toSorted((a, b) => (times.get(b.id) ?? 0) - (times.get(a.id) ?? 0))[0];
  if (evaluator) times.set(evaluator.id, Math.max(0, (times.get(evaluator.id) ?? 0) - time));
}

const expressionFields = ['Filter', 'Index Cond', 'Recheck Cond', 'Join Filter', 'Hash Cond', 'Merge Cond', 'One-Time Filter', 'Output', 'Sort Key', 'Cache Key', 'Function Call', 'TID Cond'];

/** `(InitPlan 1).col1` from version 17 on, `$0` before, where the plan says which number an InitPlan returns. */
function mentions(node: PlanNode, initPlan: PlanNode): boolean {
  const [, label = '', returns = ''] = /^(InitPlan \d+)(?: \(returns (.*)\))?$/.exec(initPlan.subplanName ?? '') ?? [];
  const text = expressionFields.map((name) => textOf(node, name)).join(' ');
  if (label !== '' && new RegExp(`\\b${label}\\b`).test(text)) return true;
  return returns.split(',').some((name) => name !== '' && new RegExp(`\\${name}(?!\\d)`).test(text));
}
