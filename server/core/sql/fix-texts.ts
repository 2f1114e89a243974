import type { Span } from '../text/span';
import { findKeyword, tokensOf } from './find';
import type { RuleContext } from '../rules/rule';

/** The span of a keyword with the white space before it, to take it out. */
export function wordWithSpaceBefore(context: RuleContext, offset: number, word: string): Span | undefined {
  const tokens = tokensOf(context.statement);
  const found = findKeyword(tokens, offset, word);
  if (found === undefined) return undefined;
  const before = tokens.list.findLast(({ end }) => end <= found.start);
  return { start: before?.end ?? found.start, end: found.end };
}

