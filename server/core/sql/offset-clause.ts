import type { Node, SelectStmt } from '@pgsql/types';
import type { Span } from '../text/span';
import { isSymbol, isWord, tokenize, type Token } from './tokens';

/** Where the parts of a paged SELECT stand in its statement. */
export interface PagedSelect {
  /** `OFFSET …` with its value and ROWS. */
  readonly offset: Span;
  /** The word ORDER. */
  readonly order: number | undefined;
  /** After the last item of ORDER BY. */
  readonly orderEnd: number | undefined;
  /** The condition after WHERE, where there is one. */
  readonly where: Span | undefined;
}

const clauseWords = ['group', 'having', 'window', 'union', 'intersect', 'except', 'order', 'limit', 'offset', 'fetch', 'for', 'returning'];

/** Finds the clauses of a SELECT by the places the tree gives; undefined where the text does not show them as expected. */
export function readPagedSelect(text: string, select: SelectStmt): PagedSelect | undefined {
  const tokens = tokenize(text).filter((token) => token.kind !== 'comment');
  const value = firstLocation(select.limitOffset);
  if (value === undefined) return undefined;
  const offsetToken = lastWordBefore(text, tokens, 'offset', value);
  if (offsetToken === undefined) return undefined;
  const offset = { start: tokens[offsetToken]?.start ?? value, end: clauseEnd(text, tokens, offsetToken + 1) };
  const sort = firstLocation(select.sortClause?.[0]);
  const orderToken = sort === undefined ? undefined : lastWordBefore(text, tokens, 'order', sort);
  const condition = firstLocation(select.whereClause);
  const whereToken = condition === undefined ? undefined : lastWordBefore(text, tokens, 'where', condition);
  return {
    offset,
    order: orderToken === undefined ? undefined : tokens[orderToken]?.start,
    orderEnd: orderToken === undefined ? undefined : clauseEnd(text, tokens, orderToken + 1),
    where: whereToken === undefined ? undefined : { start: tokens[whereToken + 1]?.start ?? 0, end: clauseEnd(text, tokens, whereToken + 1) },
  };
}

/** The smallest `location` in a tree: where its text begins, give or take a parenthesis. */
export function firstLocation(node: Node | undefined): number | undefined {
  let least: number | undefined;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'location' && typeof inner === 'number' && inner >= 0) least = Math.min(least ?? inner, inner);
        else visit(inner);
      }
    }
  };
  visit(node);
  return least;
}

function lastWordBefore(text: string, tokens: readonly Token[], word: string, offset: number): number | undefined {
  const index = tokens.findLastIndex((token) => token.end <= offset && isWord(text, token, word));
  return index < 0 ? undefined : index;
}

/** The end of the last token of a clause that begins at a token: before the next clause or the parenthesis that closes around it. */
function clauseEnd(text: string, tokens: readonly Token[], from: number): number {
  let depth = 0;
  let end = tokens[from]?.end ?? text.length;
  for (const token of tokens.slice(from)) {
    if (isSymbol(text, token, '(') || isSymbol(text, token, '[')) depth++;
    if (isSymbol(text, token, ')') || isSymbol(text, token, ']')) depth--;
    if (depth < 0 || (depth === 0 && clauseWords.some((word) => isWord(text, token, word)))) return end;
    end = token.end;
  }
  return end;
}
