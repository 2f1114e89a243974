import type { SelectStmt } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { depthStep, indexAt, tokensOf, wordAt, type Tokens } from './find';
import { firstLocation } from './offset-clause';
import { isSymbol, tokenize } from './tokens';

/** Where FROM and WHERE of a SELECT stand in its statement. */
export interface FromClause {
  /** From the first item to the end of the last. */
  readonly span: Span;
  readonly items: readonly Span[];
  /** The word WHERE and the condition behind it. */
  readonly where: { readonly keyword: Span; readonly condition: Span } | undefined;
}

const clauseWords: ReadonlySet<string> = new Set(['where', 'group', 'having', 'window', 'union', 'intersect', 'except', 'order', 'limit', 'offset', 'fetch', 'for', 'returning']);

/** Finds the clauses by the places that the tree gives; undefined where the text does not show them as expected. */
export function readFromClause(select: SelectStmt, statement: Statement): FromClause | undefined {
  const tokens = tokensOf(statement);
  const location = firstLocation(select.fromClause?.[0]);
  let index = location === undefined ? -1 : indexAt(tokens, location) - 1;
  while (index >= 0 && wordAt(tokens, index) !== 'from') index--;
  const [first, end] = [tokens.list[index + 1], endOfClause(tokens, index + 1)];
  const last = tokens.list[end];
  if (index < 0 || first === undefined || last === undefined) return undefined;
  const span = { start: first.start, end: last.end };
  const items = itemsBetween(tokens, index + 1, end);
  return items.length === select.fromClause?.length ? { span, items, where: readWhere(select, tokens, end + 1) } : undefined;
}

/** Cut at the commas of their own level. */
function itemsBetween(tokens: Tokens, first: number, last: number): readonly Span[] {
  const items: Span[] = [];
  let [depth, begin] = [0, first];
  for (let index = first; index <= last + 1; index++) {
    depth += depthStep(tokens, index);
    if (index <= last && (depth > 0 || !isSymbol(tokens.text, tokens.list[index], ','))) continue;
    const [from, until] = [tokens.list[begin], tokens.list[index - 1]];
    if (from !== undefined && until !== undefined) items.push({ start: from.start, end: until.end });
    begin = index + 1;
  }
  return items;
}

function readWhere({ whereClause }: SelectStmt, tokens: Tokens, index: number): FromClause['where'] {
  const keyword = tokens.list[index];
  const [first, last] = [tokens.list[index + 1], tokens.list[endOfClause(tokens, index + 1)]];
  if (whereClause === undefined || wordAt(tokens, index) !== 'where' || keyword === undefined || first === undefined || last === undefined) return undefined;
  return { keyword: { start: keyword.start, end: keyword.end }, condition: { start: first.start, end: last.end } };
}

/** The index of the last token of a clause: before the next clause or the parenthesis that closes around it. */
function endOfClause(tokens: Tokens, from: number): number {
  let depth = 0;
  for (let index = from; index < tokens.list.length; index++) {
    depth += depthStep(tokens, index);
    const word = depth === 0 ? wordAt(tokens, index) ?? '' : '';
    if (depth < 0 || clauseWords.has(word) || (word === 'on' && wordAt(tokens, index + 1) === 'conflict') || (word === 'with' && wordAt(tokens, index + 1) !== 'ordinality')) return index - 1;
  }
  return tokens.list.length - 1;
}

/** Whether a part of a text has a comment, which a fix that writes the part anew would lose. */
export function hasComment(text: string, { start, end }: Span): boolean {
  return tokenize(text.slice(start, end)).some(({ kind }) => kind === 'comment');
}
