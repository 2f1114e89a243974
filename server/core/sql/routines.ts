import type { CreateFunctionStmt, DefElem, Node, VariableSetStmt } from '@pgsql/types';
import type { Reference } from '../catalog/model';
import { referenceOfList } from './names';

/** What CREATE FUNCTION or CREATE PROCEDURE says about a routine, as far as rights and names go. */
export interface WrittenRoutine {
  readonly name: Reference;
  readonly kind: 'function' | 'procedure';
  /** In lower case; `sql` where the body is SQL of the standard, undefined where nothing is said. */
  readonly language: string | undefined;
  /** The SECURITY DEFINER option. */
  readonly definer: DefElem | undefined;
  /** The last SET search_path. */
  readonly searchPath: VariableSetStmt | undefined;
  /** Its names are bound when it is created: RETURN … or BEGIN ATOMIC. */
  readonly boundAtCreation: boolean;
  readonly replace: boolean;
  readonly hasParameters: boolean;
  /** It can only be called by a trigger. */
  readonly isTrigger: boolean;
}

export function readRoutine(node: CreateFunctionStmt): WrittenRoutine | undefined {
  const name = referenceOfList(node.funcname);
  if (name === undefined) return undefined;
  const options = elementsOf(node.options);
  const language = textOf(options.findLast(({ defname }) => defname === 'language')?.arg);
  const returns = referenceOfList(node.returnType?.names)?.name;
  return {
    name,
    kind: node.is_procedure === true ? 'procedure' : 'function',
    language: language?.toLowerCase() ?? (node.sql_body === undefined ? undefined : 'sql'),
    definer: options.find(({ defname, arg }) => defname === 'security' && arg !== undefined && 'Boolean' in arg && arg.Boolean.boolval === true),
    searchPath: searchPathOf(options),
    boundAtCreation: node.sql_body !== undefined,
    replace: node.replace === true,
    hasParameters: (node.parameters ?? []).length > 0,
    isTrigger: returns === 'trigger' || returns === 'event_trigger',
  };
}

/** The search_path that options of CREATE or ALTER FUNCTION set; RESET counts as a value of its own kind. */
export function searchPathOf(options: readonly DefElem[]): VariableSetStmt | undefined {
  const settings = options.flatMap(({ defname, arg }) => (defname === 'set' && arg !== undefined && 'VariableSetStmt' in arg ? [arg.VariableSetStmt] : []));
  return settings.findLast(({ name }) => name?.toLowerCase() === 'search_path');
}

/** The values of a SET; undefined where one of them is not a constant, or the setting is reset or copied from the session. */
export function settingValues(setting: VariableSetStmt): readonly string[] | undefined {
  if (setting.kind !== 'VAR_SET_VALUE') return undefined;
  const values = (setting.args ?? []).map((arg) => ('A_Const' in arg ? arg.A_Const.sval?.sval ?? (arg.A_Const.sval === undefined ? undefined : '') : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}

export function elementsOf(list: readonly Node[] | undefined): readonly DefElem[] {
  return (list ?? []).flatMap((node) => ('DefElem' in node ? [node.DefElem] : []));
}

function textOf(node: Node | undefined): string | undefined {
  return node !== undefined && 'String' in node ? node.String.sval : undefined;
}
