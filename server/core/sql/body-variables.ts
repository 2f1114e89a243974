import type { ColumnRef, CreateFunctionStmt, Node, RangeVar, ResTarget, SelectStmt, SortBy } from '@pgsql/types';
import type { Ancestor } from '../rules/rule';
import { namesOf, referenceOfList } from './names';
import { walk } from './walk';

/** What a name in a body can mean besides a column. */
export interface BodyNames {
  /** Stored names of parameters, variables and records. */
  readonly variables: ReadonlySet<string>;
  /** The routine and the labels of blocks, which variables may be qualified with. */
  readonly labels: ReadonlySet<string>;
  /** Whether a column is meant where both exist: in SQL it is. In PL/pgSQL PostgreSQL asks for a qualifier then. */
  readonly columnsFirst: boolean;
}

const ofTriggers = 'new old tg_name tg_when tg_level tg_op tg_relid tg_relname tg_table_name tg_table_schema tg_nargs tg_argv tg_event tg_tag';
const ofBodies = 'found sqlstate sqlerrm';

/** The names that a routine declares before its body begins. */
export function parametersOf({ funcname, parameters }: CreateFunctionStmt, language: string): BodyNames {
  const sql = language === 'sql';
  const variables = new Set(sql ? [] : `${ofTriggers} ${ofBodies}`.split(' '));
  for (const parameter of parameters ?? []) {
    if (!('FunctionParameter' in parameter)) continue;
    const { name, mode } = parameter.FunctionParameter;
    if (name !== undefined && !(sql && (mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE'))) variables.add(name);
  }
  const routine = referenceOfList(funcname)?.name;
  return { variables, labels: new Set(routine === undefined ? [] : [routine]), columnsFirst: sql };
}

/** Those of a DO block. */
export const namesOfBlock: BodyNames = { variables: new Set(ofBodies.split(' ')), labels: new Set(), columnsFirst: false };

const planned: ReadonlySet<string> = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'List', 'ReturnStmt', 'CreateTableAsStmt', 'DeclareCursorStmt', 'CallStmt', 'ExplainStmt']);

/** Parameters of a statement count from 1, and no statement has this many. */
const firstNumber = 100_000;

/**
 * The tree with a `ParamRef` where a variable stands, as PostgreSQL's own reader of bodies makes it; the given tree stays as it is. It
 * has none of the names: a rule that asks for columns does not see them.
 */
export function withVariables(tree: Node, names: BodyNames, isColumn: (relation: RangeVar, name: string) => boolean): Node {
  if (names.variables.size === 0 || !planned.has(Object.keys(tree)[0] ?? '')) return tree;
  const { replaced, relations } = candidates(tree, names);
  if (replaced.size === 0) return tree;
  const numbers = new Map<string, number>();
  const parameters = new Map<object, Node>();
  for (const [node, parts] of replaced) {
    const name = parts.at(-1) ?? '';
    if (names.columnsFirst && parts.length === 1 && relations.some((relation) => isColumn(relation, name))) continue;
    const key = parts.join('.');
    const number = numbers.get(key) ?? firstNumber + numbers.size;
    numbers.set(key, number);
    const { location } = node;
    parameters.set(node, { ParamRef: location === undefined ? { number } : { number, location } });
  }
  return copyWith(tree, parameters, deepest) as Node;
}

interface Candidates {
  readonly replaced: ReadonlyMap<ColumnRef, readonly string[]>;
  readonly relations: readonly RangeVar[];
}

function candidates(tree: Node, names: BodyNames): Candidates {
  const found = new Map<ColumnRef, readonly string[]>();
  const relations: RangeVar[] = [];
  const aliases = new Set<string>();
  walk(tree, (tag, node, ancestors) => {
    if (tag === 'RangeVar') {
      relations.push(node as RangeVar);
      aliases.add((node as RangeVar).alias?.aliasname ?? (node as RangeVar).relname ?? '');
    }
    if (tag === 'Alias' && 'aliasname' in node) aliases.add(String(node.aliasname));
    if (tag !== 'ColumnRef') return;
    const parts = namesOf((node as ColumnRef).fields);
    if (isVariable(parts, names) && !isOutputName(node, parts, ancestors)) found.set(node as ColumnRef, parts);
  });
  for (const [node, [first = '', ...more]] of found) if ((more.length > 0 || node.fields?.some((field) => 'A_Star' in field) === true) && aliases.has(first)) found.delete(node);
  return { replaced: found, relations };
}

function isVariable([first = '', second, ...more]: readonly string[], { variables, labels }: BodyNames): boolean {
  if (variables.has(first)) return true;
  return second !== undefined && more.length <= 1 && labels.has(first) && variables.has(second);
}

/** ORDER BY and GROUP BY with a name of the select list mean that. */
function isOutputName(node: object, parts: readonly string[], ancestors: readonly Ancestor[]): boolean {
  if (parts.length !== 1) return false;
  const parent = ancestors.at(-1);
  const select = ancestors.at(parent?.tag === 'SortBy' ? -2 : -1);
  if (select?.tag !== 'SelectStmt') return false;
  const { targetList = [], groupClause = [] } = select.node as SelectStmt;
  const direct = parent?.tag === 'SortBy' ? columnIn((parent.node as SortBy).node) === node : groupClause.some((item) => columnIn(item) === node);
  return direct && targetList.some((target) => 'ResTarget' in target && outputName(target.ResTarget) === parts[0]);
}

function columnIn(node: Node | undefined): object | undefined {
  return node !== undefined && 'ColumnRef' in node ? node.ColumnRef : undefined;
}

function outputName({ name, val }: ResTarget): string | undefined {
  return name ?? (val !== undefined && 'ColumnRef' in val ? namesOf(val.ColumnRef.fields).at(-1) : undefined);
}

/** What is nested deeper stays as it is. */
const deepest = 1_000;

/** Copies only what stands above a replaced node. */
function copyWith(value: unknown, parameters: ReadonlyMap<object, Node>, levels: number): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if ('ColumnRef' in value) return parameters.get(value.ColumnRef as object) ?? value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (const [index, item] of value.entries()) {
      const now = copyWith(item, parameters, levels - 1);
      if (now !== item) (copy ??= [...value])[index] = now;
    }
    return copy ?? value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const now = copyWith(item, parameters, levels - 1);
    if (now !== item) (copy ??= { ...value })[key] = now;
  }
  return copy ?? value;
}

/** A query of PERFORM: nobody sees what it selects, nor how many rows there are. */
export function withoutResult(tree: Node): Node {
  if (!('SelectStmt' in tree)) return tree;
  const { limitCount: _, limitOption: __, targetList = [], ...select } = tree.SelectStmt;
  const kept = targetList.filter((target) => !('ResTarget' in target && columnIn(target.ResTarget.val) !== undefined));
  return { SelectStmt: { ...select, limitOption: 'LIMIT_OPTION_DEFAULT', targetList: kept.length > 0 ? kept : [{ ResTarget: { val: { A_Const: { ival: { ival: 1 }, location: -1 } }, location: -1 } }] } };
}
