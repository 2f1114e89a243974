import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { identifierOf } from './names';
import { isSymbol, isWord, tokenize } from './tokens';
import type { Token } from './tokens';

/** The tokens of a statement without its comments, with the text they point into. */
export interface Tokens {
  readonly text: string;
  readonly list: readonly Token[];
}

const remembered = new WeakMap<Statement, Tokens>();

/**
 * The tokens of a statement (remembered with it) or of any text, comments left out.
 * Of a statement the masked text is read, where placeholders are tokens that PostgreSQL knows.
 */
export function tokensOf(source: Statement | string): Tokens {
  if (typeof source === 'string') return readTokens(source);
  const known = remembered.get(source);
  if (known !== undefined) return known;
  const tokens = readTokens(source.masked);
  remembered.set(source, tokens);
  return tokens;
}

function readTokens(text: string): Tokens {
  return { text, list: tokenize(text).filter((token) => token.kind !== 'comment') };
}

/** The index of the first token that ends behind `offset`; the length of the list where there is none. */
export function indexAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens.list[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The token that covers `offset`, or the next one where white space or a comment stands there. */
export function tokenAt(tokens: Tokens, offset: number): Token | undefined {
  return tokens.list[indexAt(tokens, offset)];
}

export function wordAt(tokens: Tokens, index: number): string | undefined {
  const token = tokens.list[index];
  return token?.kind === 'word' ? tokens.text.slice(token.start, token.end).toLowerCase() : undefined;
}

/**
 * The span of the first occurrence of `words` one after another, from `offset` on, at the same depth of parentheses or deeper;
 * it stops where the parentheses around `offset` close. Words in any case; quotes never match.
 */
export function findKeyword(tokens: Tokens, offset: number, ...words: readonly string[]): Span | undefined {
  const wanted = words.map((word) => word.toLowerCase());
  let depth = 0;
  for (let index = indexAt(tokens, offset); index < tokens.list.length; index++) {
    const token = tokens.list[index];
    depth += depthStep(tokens, index);
    if (depth < 0) return undefined;
    if (token === undefined || !wanted.every((word, step) => isWord(tokens.text, tokens.list[index + step], word))) continue;
    return { start: token.start, end: tokens.list[index + wanted.length - 1]?.end ?? token.end };
  }
  return undefined;
}

/** Like `findKeyword`, but only outside of any parentheses that open behind `offset`. */
export function findKeywordHere(tokens: Tokens, offset: number, ...words: readonly string[]): Span | undefined {
  const wanted = words.map((word) => word.toLowerCase());
  let depth = 0;
  for (let index = indexAt(tokens, offset); index < tokens.list.length; index++) {
    const token = tokens.list[index];
    depth += depthStep(tokens, index);
    if (depth < 0) return undefined;
    if (depth > 0 || token === undefined) continue;
    if (wanted.every((word, step) => isWord(tokens.text, tokens.list[index + step], word))) {
      return { start: token.start, end: tokens.list[index + wanted.length - 1]?.end ?? token.end };
    }
  }
  return undefined;
}

/** 1 for an opening parenthesis or bracket, -1 for a closing one, otherwise 0. */
export function depthStep(tokens: Tokens, index: number): number {
  const token = tokens.list[index];
  if (isSymbol(tokens.text, token, '(') || isSymbol(tokens.text, token, '[')) return 1;
  return isSymbol(tokens.text, token, ')') || isSymbol(tokens.text, token, ']') ? -1 : 0;
}

/** The index of the parenthesis or bracket that closes the one at `opening`; undefined where it stays open or none stands there. */
export function closingIndex(tokens: Tokens, opening: number): number | undefined {
  if (depthStep(tokens, opening) !== 1) return undefined;
  let depth = 0;
  for (let index = opening; index < tokens.list.length; index++) {
    depth += depthStep(tokens, index);
    if (depth === 0) return index;
  }
  return undefined;
}

/** The parenthesised part that opens at or after `offset`, with its parentheses. */
export function parenthesesAfter(tokens: Tokens, offset: number): Span | undefined {
  for (let index = indexAt(tokens, offset); index < tokens.list.length; index++) {
    if (!isSymbol(tokens.text, tokens.list[index], '(')) continue;
    const closing = closingIndex(tokens, index);
    const [first, last] = [tokens.list[index], closing === undefined ? undefined : tokens.list[closing]];
    return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
  }
  return undefined;
}

/**
 * The start of a node. The parser leaves out a location of 0 and gives -1 where it knows none (then undefined).
 * Only for nodes that have a `location`.
 */
export function startOf(node: { readonly location?: number }): number | undefined {
  const location = node.location ?? 0;
  return location < 0 ? undefined : location;
}

/**
 * The part of the text that a node begins with, as far as tokens tell: a name with all its dotted parts, with the parentheses
 * of a call behind it; a parenthesised part as a whole; otherwise one token. The tree gives only where nodes start.
 */
export function spanOfNode(node: { readonly location?: number }, tokens: Tokens): Span | undefined {
  const start = startOf(node);
  if (start === undefined) return undefined;
  const first = indexAt(tokens, start);
  const token = tokens.list[first];
  if (token === undefined) return undefined;
  const last = isName(token) ? endOfName(tokens, first) : closingIndex(tokens, first) ?? first;
  const call = isName(token) ? closingIndexOfCall(tokens, last) : undefined;
  return { start: token.start, end: tokens.list[call ?? last]?.end ?? token.end };
}

/** The name that starts at or after `offset`: `a`, `a.b`, `"A".b.*`. */
export function spanOfName(offset: number, tokens: Tokens): Span | undefined {
  const first = indexAt(tokens, offset);
  const token = tokens.list[first];
  if (token === undefined || !isName(token)) return undefined;
  return { start: token.start, end: tokens.list[endOfName(tokens, first)]?.end ?? token.end };
}

function isName(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'quoted-identifier';
}

function endOfName(tokens: Tokens, first: number): number {
  let last = first;
  while (isSymbol(tokens.text, tokens.list[last + 1], '.')) {
    const next = tokens.list[last + 2];
    if (next === undefined || (!isName(next) && !isSymbol(tokens.text, next, '*'))) break;
    last += 2;
  }
  return last;
}

function closingIndexOfCall(tokens: Tokens, last: number): number | undefined {
  return isSymbol(tokens.text, tokens.list[last + 1], '(') ? closingIndex(tokens, last + 1) : undefined;
}

/** An identifier of the text, with the name that is stored for it. */
export interface WrittenName extends Span {
  readonly name: string;
}

/** All identifiers in a span (keywords are among them, since only the grammar can tell). */
export function identifiersIn(tokens: Tokens, span: Span): readonly WrittenName[] {
  const found: WrittenName[] = [];
  for (let index = indexAt(tokens, span.start); index < tokens.list.length; index++) {
    const token = tokens.list[index];
    if (token === undefined || token.start >= span.end) break;
    const name = identifierOf(tokens.text, token);
    if (name !== undefined) found.push({ start: token.start, end: token.end, name });
  }
  return found;
}

/** The items of a parenthesised list (or of a span without parentheses), cut at the commas of its own level. */
export function listItems(tokens: Tokens, list: Span): readonly Span[] {
  const inside = tokens.list.slice(indexAt(tokens, list.start)).filter((token) => token.end <= list.end);
  const open = isSymbol(tokens.text, inside[0], '(') ? 1 : 0;
  const items: Span[] = [];
  let first: Token | undefined;
  let last: Token | undefined;
  let depth = 0;
  for (const token of open === 1 ? inside.slice(1, -1) : inside) {
    if (isSymbol(tokens.text, token, '(') || isSymbol(tokens.text, token, '[')) depth++;
    if (isSymbol(tokens.text, token, ')') || isSymbol(tokens.text, token, ']')) depth--;
    if (depth === 0 && isSymbol(tokens.text, token, ',')) {
      if (first !== undefined && last !== undefined) items.push({ start: first.start, end: last.end });
      first = undefined;
      continue;
    }
    first ??= token;
    last = token;
  }
  if (first !== undefined && last !== undefined) items.push({ start: first.start, end: last.end });
  return items;
}
