import type { DefElem, Node } from '@pgsql/types';

/** One of the options that many statements have in common: `WITH (…)`, `(VERBOSE, FULL)`. */
export function option(options: readonly Node[] | undefined, name: string): DefElem | undefined {
  const found = (options ?? []).findLast((each) => 'DefElem' in each && each.DefElem.defname === name);
  return found !== undefined && 'DefElem' in found ? found.DefElem : undefined;
}

export function turnedOn(options: readonly Node[] | undefined, name: string): boolean {
  const found = option(options, name);
  return found !== undefined && isTrue(found.arg);
}

export function turnedOff(options: readonly Node[] | undefined, name: string): boolean {
  const found = option(options, name);
  return found !== undefined && !isTrue(found.arg);
}

/** An option without a value is on. `0` and `false` come as a node without its value. */
function isTrue(value: Node | undefined): boolean {
  if (value === undefined) return true;
  if ('Integer' in value) return (value.Integer.ival ?? 0) !== 0;
  if ('Boolean' in value) return value.Boolean.boolval === true;
  return !('String' in value) || !/^(?:false|off|0|no)$/i.test(value.String.sval ?? '');
}
