import type { Node } from '@pgsql/types';
import type { Ancestor, NodeTag } from '../rules/rule';

/** Called for every node, parents before children. The list of ancestors (outermost first) changes while walking: copy it to keep it. */
export type Visit = (tag: NodeTag, node: object, ancestors: readonly Ancestor[]) => void;

/** Fields that hold a structure without its tag around it, and that tag (`@pgsql/types`: fields whose type is not `Node`). */
const tagOfField = new Map<string, NodeTag>(Object.entries({
  alias: 'Alias', rel: 'RangeVar', format: 'JsonFormat', returning: 'JsonReturning', on_empty: 'JsonBehavior', on_error: 'JsonBehavior',
  join_using_alias: 'Alias', typeName: 'TypeName', over: 'WindowDef', identitySequence: 'RangeVar', collClause: 'CollateClause',
  relation: 'RangeVar', bound: 'PartitionBoundSpec', infer: 'InferClause', search_clause: 'CTESearchClause',
  cycle_clause: 'CTECycleClause', context_item: 'JsonValueExpr', output: 'JsonOutput', pathspec: 'JsonTablePathSpec',
  value: 'JsonValueExpr', expr: 'JsonValueExpr', constructor: 'JsonAggConstructor', onConflictClause: 'OnConflictClause',
  returningClause: 'ReturningClause', withClause: 'WithClause', intoClause: 'IntoClause', larg: 'SelectStmt', rarg: 'SelectStmt',
  authrole: 'RoleSpec', newowner: 'RoleSpec', grantor: 'RoleSpec', action: 'GrantStmt', partbound: 'PartitionBoundSpec',
  partspec: 'PartitionSpec', ofTypename: 'TypeName', pktable: 'RangeVar', owner: 'RoleSpec', base: 'CreateStmt', user: 'RoleSpec',
  table: 'RangeVar', constrrel: 'RangeVar', role: 'RoleSpec', setstmt: 'VariableSetStmt', sequence: 'RangeVar', datatype: 'TypeName',
  storedtype: 'TypeName', returnType: 'TypeName', argType: 'TypeName', func: 'ObjectWithArgs', funccall: 'FuncCall',
  opername: 'ObjectWithArgs', typevar: 'RangeVar', view: 'RangeVar', into: 'IntoClause', sourcetype: 'TypeName', targettype: 'TypeName',
  type_name: 'TypeName', fromsql: 'ObjectWithArgs', tosql: 'ObjectWithArgs', newrole: 'RoleSpec', pubtable: 'PublicationTable',
} as const));

/** Fields whose structure depends on the node they are in. */
const tagOfFieldIn = new Map<string, ReadonlyMap<NodeTag, NodeTag>>([
  ['name', new Map<NodeTag, NodeTag>([['PartitionCmd', 'RangeVar'], ['CreateOpClassItem', 'ObjectWithArgs']])],
  ['val', new Map<NodeTag, NodeTag>([['JsonArgument', 'JsonValueExpr'], ['PLAssignStmt', 'SelectStmt']])],
  ['arg', new Map<NodeTag, NodeTag>([['JsonObjectAgg', 'JsonKeyValue'], ['JsonArrayAgg', 'JsonValueExpr']])],
]);

/** Levels of objects and lists that are walked by calls; deeper ones by a stack that cannot overflow. */
const levelsByCalls = 200;

/**
 * Visits every node of a tree, in the order of the tree's fields. Structures without a tag around them (the `RangeVar` of a field `relation`,
 * the `TypeName` of `typeName`, …) are visited with the tag that belongs to their field; the value inside an `A_Const` is not a node.
 * Safe for trees nested any number of levels deep.
 */
export function walk(tree: Node, visit: Visit): void {
  walkValue({ visit, ancestors: [] }, tree, undefined, levelsByCalls);
}

interface Walking {
  readonly visit: Visit;
  readonly ancestors: Ancestor[];
}

function walkValue(walking: Walking, value: object, implied: NodeTag | undefined, levels: number): void {
  if (levels === 0) walkDeep(walking, value, implied);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      if (typeof item === 'object' && item !== null) walkValue(walking, item, undefined, levels - 1);
    }
  } else {
    const own = tagOf(value as Record<string, unknown>);
    const tag = own ?? implied;
    const node = own === undefined ? (value as Record<string, unknown>) : ((value as Record<string, unknown>)[own] as Record<string, unknown>);
    if (tag === undefined) walkFields(walking, node, undefined, levels);
    else {
      walking.visit(tag, node, walking.ancestors);
      if (tag === 'A_Const') return;
      walking.ancestors.push({ tag, node });
      walkFields(walking, node, tag, levels);
      walking.ancestors.pop();
    }
  }
}

function walkFields(walking: Walking, node: Record<string, unknown>, tag: NodeTag | undefined, levels: number): void {
  for (const field in node) {
    const value = node[field];
    if (typeof value === 'object' && value !== null) walkValue(walking, value, impliedTag(field, tag), levels - 1);
  }
}

function impliedTag(field: string, tag: NodeTag | undefined): NodeTag | undefined {
  return tagOfField.get(field) ?? (tag === undefined ? undefined : tagOfFieldIn.get(field)?.get(tag));
}

/** Put on the stack under the children of a node, to know when they are done. */
const leave = Symbol('leave');

function walkDeep({ visit, ancestors }: Walking, from: object, fromTag: NodeTag | undefined): void {
  const stack: unknown[] = [from];
  const tags: (NodeTag | undefined)[] = [fromTag];
  while (stack.length > 0) {
    const value = stack.pop();
    const implied = tags.pop();
    if (value === leave) {
      ancestors.pop();
    } else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) pushObject(stack, tags, value[index]);
    } else if (isRecord(value)) {
      const own = tagOf(value);
      const tag = own ?? implied;
      const node = own === undefined ? value : (value[own] as Record<string, unknown>);
      if (tag !== undefined) {
        visit(tag, node, ancestors);
        stack.push(leave);
        tags.push(undefined);
        ancestors.push({ tag, node });
      }
      if (tag !== 'A_Const') pushFields(stack, tags, node, tag);
    }
  }
}

function pushObject(stack: unknown[], tags: (NodeTag | undefined)[], value: unknown, tag?: NodeTag): void {
  if (typeof value !== 'object' || value === null) return;
  stack.push(value);
  tags.push(tag);
}

function pushFields(stack: unknown[], tags: (NodeTag | undefined)[], node: Record<string, unknown>, tag: NodeTag | undefined): void {
  const fields = Object.keys(node);
  for (let index = fields.length - 1; index >= 0; index--) {
    const field = fields[index] ?? '';
    const value = node[field];
    if (typeof value !== 'object' || value === null) continue;
    pushObject(stack, tags, value, impliedTag(field, tag));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The tag of `{ Tag: { … } }`: tags begin with a capital, fields never do. */
function tagOf(value: Record<string, unknown>): NodeTag | undefined {
  for (const key in value) {
    const first = key.charCodeAt(0);
    return first < 65 || first > 90 || !isRecord(value[key]) ? undefined : (key as NodeTag);
  }
  return undefined;
}
