import type { TypeName } from '@pgsql/types';
import type { Span } from '../text/span';
import { closingIndex, indexAt, startOf, wordAt, type Tokens } from './find';
import { isSymbol } from './tokens';

/** Where a type stands: its name with modifiers and time zone, and the whole with the brackets of an array. */
export interface TypeSpan {
  readonly base: Span;
  readonly whole: Span;
}

/** Second words of the type names of the standard, by their first. */
const continuations: Readonly<Record<string, readonly string[]>> = {
  double: ['precision'], character: ['varying'], char: ['varying'], nchar: ['varying'], bit: ['varying'], national: ['character', 'char'],
};
const clocks: ReadonlySet<string> = new Set(['time', 'timestamp']);
const intervalFields: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'to']);

/** The text of a type; undefined where the tree does not say where it begins. */
export function spanOfType(type: TypeName | undefined, tokens: Tokens): TypeSpan | undefined {
  const start = type === undefined ? undefined : startOf(type);
  if (start === undefined) return undefined;
  const first = indexAt(tokens, start);
  const end = endOfBase(tokens, first);
  const [from, base, whole] = [tokens.list[first], tokens.list[end], tokens.list[endOfArray(tokens, end)]];
  if (from === undefined || base === undefined || whole === undefined) return undefined;
  return { base: { start: from.start, end: base.end }, whole: { start: from.start, end: whole.end } };
}

/** The index of the last token of the type without brackets. */
function endOfBase(tokens: Tokens, first: number): number {
  const word = wordAt(tokens, first) ?? '';
  let last = first;
  if (isSymbol(tokens.text, tokens.list[first + 1], '.')) {
    while (isSymbol(tokens.text, tokens.list[last + 1], '.')) last += 2;
  } else {
    if (continuations[word]?.includes(wordAt(tokens, last + 1) ?? '')) last += 1;
    if (word === 'national' && wordAt(tokens, last + 1) === 'varying') last += 1;
    if (word === 'interval') while (intervalFields.has(wordAt(tokens, last + 1) ?? '')) last += 1;
  }
  last = afterModifiers(tokens, last);
  if (!clocks.has(word)) return last;
  const zone = wordAt(tokens, last + 1);
  const says = (zone === 'with' || zone === 'without') && wordAt(tokens, last + 2) === 'time' && wordAt(tokens, last + 3) === 'zone';
  return says ? last + 3 : last;
}

function afterModifiers(tokens: Tokens, last: number): number {
  return isSymbol(tokens.text, tokens.list[last + 1], '(') ? closingIndex(tokens, last + 1) ?? last : last;
}

function endOfArray(tokens: Tokens, base: number): number {
  let last = base;
  if (wordAt(tokens, last + 1) === 'array') last += 1;
  while (isSymbol(tokens.text, tokens.list[last + 1], '[')) last = closingIndex(tokens, last + 1) ?? tokens.list.length;
  return last;
}
