import type { A_Const, A_Expr, FuncCall, Node, SelectStmt, SubLink, TypeCast } from '@pgsql/types';
import { namesOf } from '../../sql/names';
import { callBuiltIn, toOid } from './functions';
import { calculate, isInterval, isMoment, isUtc, toInterval, today, toMoment, type Moment } from './moments';
import { rowsOf } from './query';
import { lookUp, notYet, type Scope } from './scope';
import { all, any, compare, isArray, isHidden, isOid, not, textOf, unclear, type Value } from './values';

/** Thrown where the expression needs rows that were not joined yet; never leaves `rowsOf`. */
export class NotYet extends Error {}
/** PostgreSQL would raise this condition (`undefined_table`). */
export class Raised extends Error {
  readonly condition: string;

  constructor(condition: string) {
    super(condition);
    this.condition = condition;
  }
}

/** The value of an SQL expression as far as it can be known without running it. */
export function evaluate(node: Node | undefined, scope: Scope): Value {
  if (node === undefined) return null;
  if ('A_Const' in node) return constant(node.A_Const);
  if ('ColumnRef' in node) return named(namesOf(node.ColumnRef.fields), scope);
  if ('ParamRef' in node) return scope.variables.get(`$${node.ParamRef.number ?? 0}`) ?? unclear;
  if ('TypeCast' in node) return cast(node.TypeCast, scope);
  if ('BoolExpr' in node) return boolean(node.BoolExpr.boolop, node.BoolExpr.args ?? [], scope);
  if ('NullTest' in node) return nullTest(evaluate(node.NullTest.arg, scope), node.NullTest.nulltesttype === 'IS_NULL');
  if ('BooleanTest' in node) return booleanTest(evaluate(node.BooleanTest.arg, scope), node.BooleanTest.booltesttype ?? '');
  if ('A_Expr' in node) return operator(node.A_Expr, scope);
  if ('FuncCall' in node) return call(node.FuncCall, scope);
  if ('SubLink' in node) return subLink(node.SubLink, scope);
  if ('CoalesceExpr' in node) return coalesce((node.CoalesceExpr.args ?? []).map((arg) => evaluate(arg, scope)));
  if ('A_ArrayExpr' in node) return (node.A_ArrayExpr.elements ?? []).map((item) => evaluate(item, scope));
  if ('CaseExpr' in node) return choose(node.CaseExpr.args ?? [], { subject: node.CaseExpr.arg, otherwise: node.CaseExpr.defresult }, scope);
  if ('CollateClause' in node) return evaluate(node.CollateClause.arg, scope);
  if ('SQLValueFunction' in node) return sessionValue(node.SQLValueFunction.op ?? '', scope);
  if ('A_Indirection' in node) return element(node.A_Indirection.arg, node.A_Indirection.indirection ?? [], scope);
  return unclear;
}

function constant({ isnull, ival, fval, sval, boolval }: A_Const): Value {
  if (isnull) return null;
  if (ival) return ival.ival ?? 0;
  if (sval) return sval.sval ?? '';
  if (boolval) return boolval.boolval ?? false;
  return fval?.fval === undefined ? unclear : Number(fval.fval);
}

const times: Readonly<Record<string, Moment['moment']>> = {
  SVFOP_CURRENT_DATE: 'date', SVFOP_CURRENT_TIMESTAMP: 'timestamptz', SVFOP_CURRENT_TIMESTAMP_N: 'timestamptz', SVFOP_LOCALTIMESTAMP: 'timestamp', SVFOP_LOCALTIMESTAMP_N: 'timestamp',
};

function sessionValue(operation: string, scope: Scope): Value {
  if (operation === 'SVFOP_CURRENT_SCHEMA') return scope.catalog.searchPath[0] ?? 'public';
  const moment = Object.hasOwn(times, operation) ? times[operation] : undefined;
  const clock = clockOf(scope);
  return moment === undefined || clock === undefined ? unclear : today(clock, moment);
}

/** What day it is where the session is; undefined where that cannot be told. */
function clockOf({ catalog, reader }: Scope): number | undefined {
  return isUtc(catalog.setting('timezone')) ? reader.clock?.() : undefined;
}

function named(parts: readonly string[], scope: Scope): Value {
  const value = lookUp(scope, parts);
  if (value === notYet) throw new NotYet();
  return value;
}

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'name', 'bpchar', 'character', 'citext']);
const oidTypes: ReadonlyMap<string, 'relation' | 'type' | 'schema'> = new Map([['regclass', 'relation'], ['regtype', 'type'], ['regnamespace', 'schema']]);

function cast({ arg, typeName }: TypeCast, scope: Scope): Value {
  const value = evaluate(arg, scope);
  const type = namesOf(typeName?.names).at(-1) ?? '';
  if (value === null || value === unclear) return value;
  if (isHidden(value)) return /^int[248]$/.test(type) ? value : unclear;
  if ((typeName?.arrayBounds ?? []).length > 0) return typeof value === 'string' ? arrayOf(value) : value;
  const kind = oidTypes.get(type);
  if (kind !== undefined) {
    if (isOid(value)) return value;
    const oid = toOid(scope.catalog, kind, value);
    if (oid === undefined) throw new Raised(kind === 'relation' ? 'undefined_table' : kind === 'type' ? 'undefined_object' : 'invalid_schema_name');
    return oid;
  }
  if (type === 'date' || type === 'timestamp' || type === 'timestamptz') return toMoment(value, type, clockOf(scope));
  if (type === 'interval') return typeName?.typmods === undefined ? toInterval(value) : unclear;
  if (type === 'bool') return typeof value === 'boolean' ? value : /^(?:t|true|yes|on|1)$/i.test(textOf(value) ?? '');
  if (type === 'oid') return value;
  if (/^int[248]$/.test(type)) return Number.isNaN(Number(textOf(value) ?? '')) ? unclear : Math.round(Number(textOf(value)));
  return textTypes.has(type) ? (textOf(value) ?? unclear) : isOid(value) || isArray(value) ? unclear : value;
}

/** `'{a,b}'` without quotes, braces and escapes inside. */
function arrayOf(text: string): Value {
  const inner = /^\{([^{}"\\]*)\}$/.exec(text)?.[1];
  if (inner === undefined) return unclear;
  return inner.trim() === '' ? [] : inner.split(',').map((item) => item.trim());
}

function boolean(operation: string | undefined, args: readonly Node[], scope: Scope): Value {
  const values = function* (): Generator<Value> {
    for (const arg of args) yield evaluate(arg, scope);
  };
  if (operation === 'NOT_EXPR') return not(evaluate(args[0], scope));
  return operation === 'AND_EXPR' ? all(values()) : any(values());
}

function nullTest(value: Value, wantsNull: boolean): Value {
  return value === unclear ? unclear : (value === null) === wantsNull;
}

function booleanTest(value: Value, test: string): Value {
  if (value === unclear) return unclear;
  const wanted = test.includes('TRUE') ? true : test.includes('FALSE') ? false : null;
  return (value === wanted) !== test.startsWith('IS_NOT');
}

function coalesce(values: readonly Value[]): Value {
  return values.find((value) => value !== null) ?? null;
}

function choose(branches: readonly Node[], { subject, otherwise }: { readonly subject: Node | undefined; readonly otherwise: Node | undefined }, scope: Scope): Value {
  for (const branch of branches) {
    if (!('CaseWhen' in branch)) continue;
    const condition = evaluate(branch.CaseWhen.expr, scope);
    const holds = subject === undefined ? condition : equal(evaluate(subject, scope), condition);
    if (holds === unclear) return unclear;
    if (holds === true) return evaluate(branch.CaseWhen.result, scope);
  }
  return evaluate(otherwise, scope);
}

function element(list: Node | undefined, indirection: readonly Node[], scope: Scope): Value {
  const value = evaluate(list, scope);
  const [first] = indirection;
  const index = first && 'A_Indices' in first && !first.A_Indices.is_slice ? evaluate(first.A_Indices.uidx, scope) : unclear;
  return isArray(value) && typeof index === 'number' && indirection.length === 1 ? (value[index - 1] ?? null) : unclear;
}

function equal(a: Value, b: Value): Value {
  const order = compare(a, b);
  return typeof order === 'number' ? order === 0 : order;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0, '<>': (order) => order !== 0, '<': (order) => order < 0, '>': (order) => order > 0, '<=': (order) => order <= 0, '>=': (order) => order >= 0,
};

function operator(node: A_Expr, scope: Scope): Value {
  const name = namesOf(node.name).at(-1) ?? '';
  const left = evaluate(node.lexpr, scope);
  switch (node.kind) {
    case 'AEXPR_IN': {
      const found = any(listItems(node.rexpr).map((item) => equal(left, evaluate(item, scope))));
      return name === '=' ? found : not(found);
    }
    case 'AEXPR_OP_ANY': {
      const list = evaluate(node.rexpr, scope);
      return isArray(list) && name === '=' ? any(list.map((item) => equal(left, item))) : unclear;
    }
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return matches(left, likePattern(evaluate(node.rexpr, scope), node.kind === 'AEXPR_ILIKE'), name.startsWith('!'));
    case 'AEXPR_NULLIF': {
      const same = equal(left, evaluate(node.rexpr, scope));
      return same === true ? null : same === unclear ? unclear : left;
    }
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT': {
      const right = evaluate(node.rexpr, scope);
      const same = left === null || right === null ? left === right : equal(left, right);
      return left === unclear || right === unclear ? unclear : node.kind === 'AEXPR_NOT_DISTINCT' ? same : not(same);
    }
    case 'AEXPR_OP':
      return binary(name, left, evaluate(node.rexpr, scope));
    default:
      return unclear;
  }
}

function listItems(node: Node | undefined): readonly Node[] {
  return node && 'List' in node ? (node.List.items ?? []) : [];
}

function binary(name: string, left: Value, right: Value): Value {
  const test = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (test !== undefined) {
    const order = compare(left, right);
    return typeof order === 'number' ? (isOid(left) && name !== '=' && name !== '<>' ? unclear : test(order)) : order;
  }
  if (left === null || right === null) return null;
  if (left === unclear || right === unclear) return unclear;
  if (name === '||') return concatenate(left, right);
  if (isMoment(left) || isMoment(right) || isInterval(left) || isInterval(right)) return calculate(name, left, right);
  if (typeof left === 'number' && typeof right === 'number') {
    const results: Readonly<Record<string, number>> = { '+': left + right, '-': left - right, '*': left * right };
    return results[name] ?? (name === '%' && right !== 0 ? left % right : unclear);
  }
  if (name === '~' || name === '~*' || name === '!~') return matches(left, regularExpression(right, name === '~*'), name === '!~');
  return unclear;
}

function concatenate(left: Value, right: Value): Value {
  if (isArray(left)) return isArray(right) ? [...left, ...right] : [...left, right];
  if (isArray(right)) return [left, ...right];
  const [one, other] = [textOf(left), textOf(right)];
  return one === undefined || other === undefined ? unclear : one + other;
}

function likePattern(pattern: Value, ignoreCase: boolean): RegExp | Value {
  if (typeof pattern !== 'string') return pattern === null ? null : unclear;
  const source = pattern.replace(/\\(.)|([%_])|[.*+?^${}()|[\]\\]/gs, (whole, escaped: string | undefined, wild: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return wild === undefined ? `\\${whole}` : wild === '%' ? '.*' : '.';
  });
  return new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su');
}

/** Only what means the same to PostgreSQL and here. */
export function regularExpression(pattern: Value, ignoreCase: boolean): RegExp | Value {
  if (typeof pattern !== 'string') return pattern === null ? null : unclear;
  return /^\^?(?:(?:[\w -]|\\[.dw]|\.|\[[\w-]+\])(?:[*+?]|\{\d+(?:,\d*)?\})?|\|)*\$?$/.test(pattern) ? new RegExp(pattern, ignoreCase ? 'i' : '') : unclear;
}

function matches(value: Value, pattern: RegExp | Value, negated: boolean): Value {
  if (value === null || pattern === null) return null;
  const text = isOid(value) && value.oid === 'bound' ? undefined : textOf(value);
  return pattern instanceof RegExp && text !== undefined ? pattern.test(text) !== negated : unclear;
}

const clocks: ReadonlySet<string> = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp']);

function call({ funcname, args, over, agg_star: star, func_variadic: variadic }: FuncCall, scope: Scope): Value {
  const names = namesOf(funcname);
  if (over !== undefined || star || variadic || (names.length > 1 && names[0] !== 'pg_catalog')) return unclear;
  const name = names.at(-1) ?? '';
  if (name === 'exists') return unclear;
  if (clocks.has(name)) {
    const clock = clockOf(scope);
    return clock === undefined ? unclear : today(clock, 'timestamptz');
  }
  return callBuiltIn(name, (args ?? []).map((arg) => evaluate('NamedArgExpr' in arg ? arg.NamedArgExpr.arg : arg, scope)), scope.catalog);
}

function subLink({ subLinkType, subselect, testexpr, operName }: SubLink, scope: Scope): Value {
  const table = subselect && 'SelectStmt' in subselect ? rowsOf(subselect.SelectStmt, scope) : undefined;
  if (subLinkType === 'EXISTS_SUBLINK') return table === undefined ? (subselect && hasCertainRow(subselect, scope) ? true : unclear) : table.rows.length > 0;
  if (table === undefined) return unclear;
  const values = table.rows.map((row) => row.get(table.columns[0] ?? '') ?? null);
  if (subLinkType === 'ARRAY_SUBLINK') return values;
  if (subLinkType === 'EXPR_SUBLINK') return values[0] ?? null;
  if (subLinkType !== 'ANY_SUBLINK' || (namesOf(operName)[0] ?? '=') !== '=') return unclear;
  const left = evaluate(testexpr, scope);
  return any(values.map((value) => equal(left, value)));
}

/** Whether a row is certain to come, whatever becomes of others. */
function hasCertainRow(query: Node, scope: Scope): boolean {
  const table = 'SelectStmt' in query ? rowsOf(query.SelectStmt, scope, true) : undefined;
  return table !== undefined && table.rows.length > 0;
}

/** The value of an expression in PL/pgSQL: a SELECT without its first word, of which the first column of the first row counts. */
export function evaluateText(expression: string, scope: Scope): Value {
  const [select] = scope.reader.statements(`SELECT ${expression}`) ?? [];
  return select && 'SelectStmt' in select ? evaluateSelect(select.SelectStmt, scope) : unclear;
}

function evaluateSelect(select: SelectStmt, scope: Scope): Value {
  const [target] = select.targetList ?? [];
  if (select.fromClause === undefined && select.whereClause === undefined && target && 'ResTarget' in target) return evaluate(target.ResTarget.val, scope);
  const table = rowsOf(select, scope);
  if (table === undefined) return unclear;
  return table.rows[0]?.get(table.columns[0] ?? '') ?? null;
}
