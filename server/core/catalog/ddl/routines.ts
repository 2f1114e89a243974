import type { AlterFunctionStmt, CreateFunctionStmt, FunctionParameter, Node, ObjectWithArgs, TypeName } from '@pgsql/types';
import type { Parameter, Routine } from '../model';
import { namesOf, quoteIdentifier, referenceOfList } from '../../sql/names';
import { items, originAt, type Change } from './change';

const inputModes: ReadonlySet<string> = new Set(['FUNC_PARAM_IN', 'FUNC_PARAM_INOUT', 'FUNC_PARAM_VARIADIC', 'FUNC_PARAM_DEFAULT']);

export function createFunction(change: Change, node: CreateFunctionStmt): void {
  const reference = referenceOfList(node.funcname);
  if (!reference) return;
  const name = change.catalog.resolveNew(reference);
  const all = (node.parameters ?? []).flatMap((item) => ('FunctionParameter' in item ? [item.FunctionParameter] : []));
  const parameters = all.filter(({ mode }) => inputModes.has(mode ?? 'FUNC_PARAM_DEFAULT')).map(parameterOf);
  const body = namesOf(items(option(node.options, 'as')));
  const same = (other: Routine): boolean => signature(other.parameters) === signature(parameters);
  const [others, replaced] = [change.catalog.routines(name).filter((other) => !same(other)), node.replace === true && change.catalog.routines(name).some(same)];
  const routine: Routine = {
    schema: name.schema, name: name.name, volatility: volatilityOf(node.options) ?? 'volatile', argumentCount: parameters.length, parameters,
    kind: node.is_procedure ? 'procedure' : 'function',
    language: (stringOf(option(node.options, 'language')) ?? (node.sql_body ? 'sql' : '')).toLowerCase(),
    returns: node.is_procedure || all.some(({ mode }) => mode === 'FUNC_PARAM_TABLE') ? undefined : typeText(node.returnType),
    returnsSet: node.returnType?.setof === true || all.some(({ mode }) => mode === 'FUNC_PARAM_TABLE'),
    body: body.length === 1 ? body[0] : undefined, sqlBody: node.sql_body, definition: change.body === undefined ? change.statement.masked : definitionOf(node, parameters, body[0] ?? ''), searchPath: searchPathOf(node.options),
    origin: originAt(change, undefined), ...(replaced ? { replaced } : {}),
  };
  change.catalog.putRoutines(name, [...others, routine]);
}

/** In another body there is no text of the statement itself: what PL/pgSQL needs to read its own is put together. */
function definitionOf(node: CreateFunctionStmt, parameters: readonly Parameter[], body: string): string {
  const inputs = parameters.map(({ name, type }) => `${name === undefined ? '' : quoteIdentifier(name)} ${quoteIdentifier(type.replace('[]', ''))}${type.endsWith('[]') ? '[]' : ''}`);
  const returns = node.is_procedure ? '' : `RETURNS ${node.returnType?.setof ? 'SETOF ' : ''}${quoteIdentifier(typeText(node.returnType).replace('[]', '') || 'record')}`;
  let tag = 'body';
  while (body.includes(`$${tag}$`)) tag += '_';
  return `CREATE ${node.is_procedure ? 'PROCEDURE' : 'FUNCTION'} body(${inputs.join(', ')}) ${returns} LANGUAGE plpgsql AS $${tag}$${body}$${tag}$`;
}

function parameterOf({ name, argType, mode, defexpr }: FunctionParameter): Parameter {
  return { name, type: typeText(argType), variadic: mode === 'FUNC_PARAM_VARIADIC', defaultExpression: defexpr };
}

/** The last part of the name of a type, which is what tells overloads apart nearly always. */
function typeText(type: TypeName | undefined): string {
  return (namesOf(type?.names).at(-1) ?? '') + ((type?.arrayBounds ?? []).length > 0 ? '[]' : '');
}

function signature(parameters: readonly Parameter[]): string {
  return parameters.map(({ type }) => type).join(',');
}

/** The overload that an ALTER or DROP means; undefined where there is none. */
export function meantRoutine(routines: readonly Routine[], { objargs, args_unspecified: any }: ObjectWithArgs): Routine | undefined {
  if (routines.length === 1 || any) return routines[0];
  const types = (objargs ?? []).map((arg) => ('TypeName' in arg ? typeText(arg.TypeName) : ''));
  return routines.find(({ parameters }) => signature(parameters) === types.join(',')) ?? routines.find(({ argumentCount }) => argumentCount === types.length);
}

export function alterFunction(change: Change, node: AlterFunctionStmt): void {
  const reference = referenceOfList(node.func?.objname);
  const routines = reference ? change.catalog.routines(reference) : [];
  const [first] = routines;
  const meant = node.func && meantRoutine(routines, node.func);
  if (!first || !meant) return;
  const volatility = volatilityOf(node.actions) ?? meant.volatility;
  const searchPath = searchPathOf(node.actions) ?? meant.searchPath;
  change.catalog.putRoutines(first, routines.map((routine) => (routine === meant ? { ...routine, volatility, searchPath } : routine)));
}

function option(options: readonly Node[] | undefined, name: string): Node | undefined {
  for (const item of options ?? []) if ('DefElem' in item && item.DefElem.defname === name) return item.DefElem.arg;
  return undefined;
}

function stringOf(node: Node | undefined): string | undefined {
  return node && 'String' in node ? node.String.sval : undefined;
}

function volatilityOf(options: readonly Node[] | undefined): Routine['volatility'] | undefined {
  const value = stringOf(option(options, 'volatility'));
  return value === 'immutable' || value === 'stable' || value === 'volatile' ? value : undefined;
}

/** `SET search_path TO a, b` of the function; its names are quoted where reading them back would fold or split them. */
export function searchPathOf(options: readonly Node[] | undefined): string | undefined {
  for (const item of options ?? []) {
    if (!('DefElem' in item) || item.DefElem.defname !== 'set' || !item.DefElem.arg || !('VariableSetStmt' in item.DefElem.arg)) continue;
    const { name, args } = item.DefElem.arg.VariableSetStmt;
    if (name !== 'search_path') continue;
    const values = (args ?? []).flatMap((arg) => ('A_Const' in arg ? (arg.A_Const.sval?.sval ?? '') : []));
    return values.filter((value) => value !== '').map((value) => `"${value.replaceAll('"', '""')}"`).join(', ');
  }
  return undefined;
}
