import type { CreateFunctionStmt } from '@pgsql/types';
import type { Statement } from '../document/statement';
import { indexAt, tokensOf } from './find';
import { elementsOf } from './routines';

/** The body of a routine as it is written between dollar quotes. */
export interface RoutineBody {
  readonly text: string;
  /** Where it begins, relative to the statement. */
  readonly start: number;
}

/** undefined for a body in single quotes, where places would shift, one of the SQL standard, and functions in C. */
export function bodyOf(node: CreateFunctionStmt, statement: Statement): RoutineBody | undefined {
  const location = elementsOf(node.options).find(({ defname }) => defname === 'as')?.location;
  if (location === undefined) return undefined;
  const tokens = tokensOf(statement);
  const token = tokens.list[indexAt(tokens, location) + 1];
  if (token?.kind !== 'dollar-string') return undefined;
  const quote = statement.text.indexOf('$', token.start + 1) + 1 - token.start;
  const [start, end] = [token.start + quote, token.end - quote];
  return start > end ? undefined : { start, text: tokens.text.slice(start, end) };
}
