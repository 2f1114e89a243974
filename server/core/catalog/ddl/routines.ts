import type { AlterFunctionStmt, CreateFunctionStmt, Node } from '@pgsql/types';
import type { Routine } from '../model';
import { referenceOfList } from '../../sql/names';
import { originAt, type Change } from './change';

const inputModes: ReadonlySet<string> = new Set(['FUNC_PARAM_IN', 'FUNC_PARAM_INOUT', 'FUNC_PARAM_VARIADIC', 'FUNC_PARAM_DEFAULT']);

export function createFunction(change: Change, node: CreateFunctionStmt): void {
  const reference = referenceOfList(node.funcname);
  if (!reference) return;
  const name = change.catalog.resolveNew(reference);
  const inputs = (node.parameters ?? []).filter((item) => 'FunctionParameter' in item && inputModes.has(item.FunctionParameter.mode ?? 'FUNC_PARAM_DEFAULT'));
  const routine: Routine = { ...name, volatility: volatilityOf(node.options) ?? 'volatile', argumentCount: inputs.length, origin: originAt(change, undefined) };
  const known = change.catalog.routines(name);
  const others = known.filter((other) => !node.replace || other.argumentCount !== routine.argumentCount);
  change.catalog.putRoutines(name, [...others, others.length < known.length ? { ...routine, replaced: true } : routine]);
}

export function alterFunction(change: Change, node: AlterFunctionStmt): void {
  const reference = referenceOfList(node.func?.objname);
  const volatility = volatilityOf(node.actions);
  const routines = reference ? change.catalog.routines(reference) : [];
  const [first] = routines;
  if (!first || !volatility) return;
  const count = (node.func?.objargs ?? []).length;
  const isMeant = (routine: Routine): boolean => routines.length === 1 || routine.argumentCount === count;
  change.catalog.putRoutines(first, routines.map((routine) => (isMeant(routine) ? { ...routine, volatility } : routine)));
}

function volatilityOf(options: readonly Node[] | undefined): Routine['volatility'] | undefined {
  for (const option of options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'volatility') continue;
    const { arg } = option.DefElem;
    const value = arg && 'String' in arg ? arg.String.sval : undefined;
    if (value === 'immutable' || value === 'stable' || value === 'volatile') return value;
  }
  return undefined;
}
