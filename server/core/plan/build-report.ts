import { ownCosts } from './cost-shares';
import type { Plan, PlanNode } from './plan';
import { nodesOf } from './plan';
import { detailOf, propertiesOf } from './properties';
import { allReasons } from './reasons/all-reasons';
import type { Found, Reason, ReasonContext } from './reasons/reason';
import type { PlanNodeReport, PlanReason, PlanReport } from './report';
import { ownTimes } from './time-shares';
import { verdictOf } from './verdict';

export interface ReportRequest {
  readonly plan: Plan;
  readonly statement: string;
  /** Where the plan comes from, for the user. */
  readonly source: string;
  /** Tables of the statement that have no rows where it was planned; their costs say nothing. */
  readonly emptyTables?: readonly string[];
  readonly notes?: readonly string[];
  /** Lesson that explains a reason. */
  readonly lessonFor?: (reason: string) => string | undefined;
}

/** Smallest share of the whole that a reason must explain, unless the shape alone is worth telling. */
const gate = 0.1;
/** A statement that is faster than this (in milliseconds) has no time to lose. */
const fast = 5;
const standsOut = 0.2;
const mostReasons = 12;

export function buildReport(request: ReportRequest): PlanReport {
  const { plan, statement, source, emptyTables = [], notes = [], lessonFor = () => undefined } = request;
  const nodes = [...nodesOf(plan.root)];
  const costs = ownCosts(plan.root);
  const times = ownTimes(plan.root);
  const shares = sharesOf(nodes, times ?? costs);
  const relations = new Set(nodes.flatMap(({ relation }) => relation ?? []));
  const allEmpty = relations.size > 0 && [...relations].every((relation) => emptyTables.includes(relation));
  const context: ReasonContext = { plan, nodes, parentOf: parents(nodes), share: (node) => shares.get(node.id) ?? 0, ownTime: (node) => times?.get(node.id) };
  const reasons = findReasons(context, allEmpty).map((reason) => ({ ...reason, lesson: lessonFor(reason.id) }));
  const top = nodes.toSorted((a, b) => context.share(b) - context.share(a))[0];
  const costly = !allEmpty && top && context.share(top) >= standsOut && !isFast(plan) ? top : undefined;
  return {
    statement, source, analyzed: plan.analyzed,
    root: nodeReport(plan.root, { costs, times, shares }),
    planningTime: plan.planningTime, executionTime: plan.executionTime,
    costly: costly?.id,
    verdict: verdictOf({ context, costly, reasons, allEmpty }),
    reasons,
    notes: [...notesOf(plan, allEmpty ? [] : emptyTables.filter((table) => relations.has(table))), ...notes],
  };
}

function isFast({ executionTime }: Plan): boolean {
  return executionTime !== undefined && executionTime < fast;
}

function sharesOf(nodes: readonly PlanNode[], amounts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const total = nodes.reduce((sum, { id }) => sum + (amounts.get(id) ?? 0), 0);
  return new Map(nodes.map(({ id }) => [id, total > 0 ? (amounts.get(id) ?? 0) / total : 0]));
}

function parents(nodes: readonly PlanNode[]): ReadonlyMap<string, PlanNode> {
  return new Map(nodes.flatMap((node) => node.children.map((child) => [child.id, node] as const)));
}

interface Numbers {
  readonly costs: ReadonlyMap<string, number>;
  readonly times: ReadonlyMap<string, number> | undefined;
  readonly shares: ReadonlyMap<string, number>;
}

function nodeReport(node: PlanNode, numbers: Numbers): PlanNodeReport {
  const { costs, times, shares } = numbers;
  const ownTime = node.actual && node.actual.loops > 0 ? times?.get(node.id) : undefined;
  return {
    id: node.id, type: node.type, detail: detailOf(node), relation: node.relation, index: node.index,
    startupCost: node.startupCost, totalCost: node.totalCost, ownCost: rounded(costs.get(node.id) ?? 0),
    share: shares.get(node.id) ?? 0,
    estimatedRows: Math.round(node.planRows),
    actualRows: node.actual && rounded(node.actual.rows), loops: node.actual?.loops,
    ownTime: ownTime === undefined ? undefined : rounded(ownTime, 3),
    properties: propertiesOf(node),
    children: node.children.map((child) => nodeReport(child, numbers)),
  };
}

function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** One reason per node (the first in the list) and those about the whole statement, the most severe first; a reason that throws does not silence the others. */
function findReasons(context: ReasonContext, allEmpty: boolean): readonly PlanReason[] {
  const onlyShape = allEmpty || isFast(context.plan);
  const told = new Set<string>();
  const found = allReasons.flatMap((reason) => {
    if (onlyShape && !reason.structural) return [];
    if (!context.plan.analyzed && !reason.fromEstimates) return [];
    return attempt(reason, context).flatMap((item) => {
      const share = item.share ?? context.share(item.node);
      if (!reason.structural && share < gate) return [];
      if (reason.wholeStatement !== true) {
        if (told.has(item.node.id)) return [];
        told.add(item.node.id);
      }
      return [{ share, reason: { id: reason.id, node: item.node.id, severity: severityOf(share), title: item.title, text: item.text, lesson: undefined } satisfies PlanReason }];
    });
  });
  return found.toSorted((a, b) => b.share - a.share).slice(0, mostReasons).map(({ reason }) => reason);
}

function attempt(reason: Reason, context: ReasonContext): readonly Found[] {
  try {
    return reason.find(context);
  } catch {
    return [];
  }
}

function severityOf(share: number): PlanReason['severity'] {
  if (share >= 0.5) return 'high';
  return share >= 0.2 ? 'medium' : 'low';
}

function notesOf(plan: Plan, someEmpty: readonly string[]): readonly string[] {
  const notes: string[] = [];
  if (!plan.analyzed) notes.push('Nothing was executed: costs and rows are what the planner expects.');
  if (someEmpty.length > 0) notes.push(`${listed(someEmpty)} ${someEmpty.length === 1 ? 'has' : 'have'} no rows here, so what is read from ${someEmpty.length === 1 ? 'it' : 'them'} seems to cost nothing.`);
  if (plan.settings.length > 0) notes.push(`Planner settings that are not at their default: ${plan.settings.map(([name, value]) => `${name} = ${value}`).join(', ')}.`);
  return notes;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
