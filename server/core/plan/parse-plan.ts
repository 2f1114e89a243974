import type { Actual, Plan, PlanNode, PlanTrigger } from './plan';

export type PlanOutcome = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly message: string };

type Fields = Readonly<Record<string, unknown>>;

/** Deeper ones are not made by PostgreSQL; the limit keeps what walks the tree from overflowing. */
const deepest = 400;

/** Fields that have a place of their own in `PlanNode`. */
const ownFields = new Set([
  'Node Type', 'Parent Relationship', 'Subplan Name', 'Startup Cost', 'Total Cost', 'Plan Rows', 'Plan Width', 'Actual Startup Time',
  'Actual Total Time', 'Actual Rows', 'Actual Loops', 'Plans', 'Workers',
]);

class PlanShapeError extends Error {}

/** Reads the answer of EXPLAIN (FORMAT JSON) of any supported version. Unknown fields are kept, missing ones are not guessed. */
export function parsePlan(json: string): PlanOutcome {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, message: `The plan is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  try {
    return { ok: true, plan: planFrom(Array.isArray(value) ? value[0] : value) };
  } catch (error) {
    if (error instanceof PlanShapeError) return { ok: false, message: error.message };
    throw error;
  }
}

function planFrom(value: unknown): Plan {
  if (value === 'Utility Statement') throw new PlanShapeError('PostgreSQL makes no plan for this statement: it is a utility statement.');
  const answer = fields(value, 'The answer is not a plan: an object with "Plan" was expected.');
  const root = nodeFrom(fields(answer['Plan'], 'The answer has no "Plan".'), '0', 0);
  return {
    root,
    analyzed: root.actual !== undefined,
    planningTime: optionalNumber(answer['Planning Time']),
    executionTime: optionalNumber(answer['Execution Time']),
    jitTime: optionalNumber(at(answer, 'JIT', 'Timing', 'Total')),
    triggers: list(answer['Triggers']).map(triggerFrom),
    settings: Object.entries(optionalFields(answer['Settings']) ?? {}).map(([name, setting]) => [name, String(setting)] as const),
  };
}

function nodeFrom(node: Fields, id: string, depth: number): PlanNode {
  if (depth > deepest) throw new PlanShapeError(`The plan is nested deeper than ${deepest} nodes.`);
  const type = node['Node Type'];
  if (typeof type !== 'string') throw new PlanShapeError(`Node ${id} of the plan has no "Node Type".`);
  return {
    id,
    type: typeName(type, node),
    relationship: optionalText(node['Parent Relationship']),
    subplanName: optionalText(node['Subplan Name']),
    relation: optionalText(node['Relation Name']),
    alias: optionalText(node['Alias']),
    index: optionalText(node['Index Name']),
    startupCost: optionalNumber(node['Startup Cost']) ?? 0,
    totalCost: optionalNumber(node['Total Cost']) ?? 0,
    planRows: optionalNumber(node['Plan Rows']) ?? 0,
    planWidth: optionalNumber(node['Plan Width']) ?? 0,
    actual: actualFrom(node),
    workers: list(node['Workers']).map(actualFrom).filter((worker) => worker !== undefined),
    workersPlanned: optionalNumber(node['Workers Planned']) ?? 0,
    workersLaunched: optionalNumber(node['Workers Launched']),
    raw: Object.fromEntries(Object.entries(node).filter(([name]) => !ownFields.has(name))),
    children: list(node['Plans']).map((child, index) => nodeFrom(child, `${id}.${index}`, depth + 1)),
  };
}

/** The name that the text form prints, which tells more than "Node Type". */
function typeName(type: string, node: Fields): string {
  const strategy = optionalText(node['Strategy']);
  const command = optionalText(node['Command']);
  const operation = optionalText(node['Operation']);
  const partial = optionalText(node['Partial Mode']);
  const join = optionalText(node['Join Type']);
  const prefix = partial && partial !== 'Simple' ? `${partial} ` : '';
  if (type === 'Aggregate') return prefix + ({ Sorted: 'GroupAggregate', Hashed: 'HashAggregate', Mixed: 'MixedAggregate' }[strategy ?? ''] ?? 'Aggregate');
  if (type === 'SetOp') return strategy === 'Hashed' ? `HashSetOp ${command ?? ''}`.trim() : `SetOp ${command ?? ''}`.trim();
  if (type === 'ModifyTable') return operation ?? type;
  const joined = join && join !== 'Inner' && /Join|Nested Loop/.test(type) ? joinName(type, join) : type;
  const backward = node['Scan Direction'] === 'Backward' ? ' Backward' : '';
  return `${node['Parallel Aware'] === true ? 'Parallel ' : ''}${joined}${backward}`;
}

/** `Hash Join` of type Left is `Hash Left Join`, `Nested Loop` is `Nested Loop Left Join`. */
function joinName(type: string, join: string): string {
  return type === 'Nested Loop' ? `${type} ${join} Join` : type.replace(/Join$/, `${join} Join`);
}

function actualFrom(node: Fields): Actual | undefined {
  const loops = optionalNumber(node['Actual Loops']);
  if (loops === undefined) return undefined;
  return { rows: optionalNumber(node['Actual Rows']) ?? 0, loops, time: optionalNumber(node['Actual Total Time']) };
}

function triggerFrom(trigger: Fields): PlanTrigger {
  return {
    name: optionalText(trigger['Trigger Name']) ?? 'a trigger',
    constraint: optionalText(trigger['Constraint Name']),
    relation: optionalText(trigger['Relation']) ?? '',
    time: optionalNumber(trigger['Time']) ?? 0,
    calls: optionalNumber(trigger['Calls']) ?? 0,
  };
}

function fields(value: unknown, message: string): Fields {
  const found = optionalFields(value);
  if (!found) throw new PlanShapeError(message);
  return found;
}

function optionalFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(optionalFields).filter((item) => item !== undefined) : [];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((from, name) => optionalFields(from)?.[name], value);
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function optionalNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
