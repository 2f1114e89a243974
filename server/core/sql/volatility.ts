import { immutableFunctions, mixedFunctions, stableFunctions, volatileFunctions } from './builtin-functions';

export type Volatility = 'immutable' | 'stable' | 'volatile';

const byLetter: Readonly<Record<string, Volatility>> = { i: 'immutable', s: 'stable', v: 'volatile' };

/**
 * The volatility of a built-in function of PostgreSQL 18 by its stored name and number of arguments; undefined where no such function is known.
 * Where the argument types would decide (`date_trunc(text, timestamp)` and its sibling for `timestamptz`) the most volatile of them is given.
 */
export function volatilityOf(name: string, argumentCount: number): Volatility | undefined {
  return volatilitiesOf(name, argumentCount).at(-1);
}

/** All volatilities that functions of that name and number of arguments have, the least volatile first; empty where none is known. */
export function volatilitiesOf(name: string, argumentCount: number): readonly Volatility[] {
  if (volatileFunctions.has(name)) return ['volatile'];
  if (stableFunctions.has(name)) return ['stable'];
  if (immutableFunctions.has(name)) return ['immutable'];
  const mixed = mixedFunctions.get(name);
  if (mixed === undefined) return [];
  for (const entry of mixed.split(',')) {
    const [count = '', letters = ''] = [/^\d+/.exec(entry)?.[0], /[isv]+$/.exec(entry)?.[0]];
    if (Number(count) === argumentCount) return [...letters].flatMap((letter) => byLetter[letter] ?? []);
  }
  return [];
}
