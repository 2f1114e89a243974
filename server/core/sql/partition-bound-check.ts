import type { PartitionBoundSpec } from '@pgsql/types';
import { findKeyword, parenthesesAfter, tokensOf, wordAt, type Tokens } from './find';
import { quoteIdentifier } from './names';
import type { Statement } from '../document/statement';

/**
 * What a row must fulfil to lie within the bounds of a partition, as PostgreSQL itself would test it: for LIST, and for RANGE over one
 * column. undefined for others, and where the bounds cannot be told apart in the text.
 */
export function boundCheck(statement: Statement, { strategy, is_default: isDefault, lowerdatums, upperdatums, listdatums }: PartitionBoundSpec, key: readonly (string | undefined)[]): string | undefined {
  const [name, more] = key;
  if (isDefault === true || name === undefined || more !== undefined || key.length > 1 || statement.placeholders.length > 0) return undefined;
  const column = quoteIdentifier(name);
  const tokens = tokensOf(statement);
  const values = findKeyword(tokens, 0, 'for', 'values');
  if (values === undefined) return undefined;
  if (strategy === 'l') return listCheck(tokens, values.end, column, listdatums?.length ?? 0);
  if (strategy !== 'r' || lowerdatums?.length !== 1 || upperdatums?.length !== 1) return undefined;
  const [lower, upper] = [inside(tokens, values.end, 'from'), inside(tokens, values.end, 'to')];
  if (lower === undefined || upper === undefined) return undefined;
  const parts = [`${column} IS NOT NULL`, ...(isOpen(lower) ? [] : [`${column} >= ${lower}`]), ...(isOpen(upper) ? [] : [`${column} < ${upper}`])];
  return parts.join(' AND ');
}

function listCheck(tokens: Tokens, from: number, column: string, count: number): string | undefined {
  const list = inside(tokens, from, 'in');
  if (list === undefined || count === 0) return undefined;
  const hasNull = tokens.list.some((token, index) => token.start >= from && wordAt(tokens, index) === 'null');
  // A partition for NULL takes it together with others or alone; neither is said by IN.
  return hasNull ? undefined : `${column} IS NOT NULL AND ${column} IN (${list})`;
}

function isOpen(bound: string): boolean {
  return /^(?:minvalue|maxvalue)$/i.test(bound);
}

/** The text between the parentheses behind a word. */
function inside(tokens: Tokens, from: number, word: string): string | undefined {
  const keyword = findKeyword(tokens, from, word);
  const list = keyword && parenthesesAfter(tokens, keyword.end);
  return list && tokens.text.slice(list.start + 1, list.end - 1).trim();
}
