import type { Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import { operandExtent } from './extent';
import { indexAt, tokensOf, wordAt } from './find';

/** Behind ASC or DESC of an item of ORDER BY; undefined where neither stands there. */
export function endOfSortItem(node: Node, statement: Statement): number | undefined {
  const span = operandExtent(node, statement);
  const tokens = tokensOf(statement);
  const index = span === undefined ? -1 : indexAt(tokens, span.end);
  const word = wordAt(tokens, index);
  return word === 'asc' || word === 'desc' ? tokens.list[index]?.end : undefined;
}
