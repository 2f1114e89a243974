import type { Node } from '@pgsql/types';
import { Recent } from './recent';
import type { Statement } from '../document/statement';
import type { SqlParser } from '../host';
import { readBlock, type Body } from './plpgsql';

/** Reads the SQL that stands inside of other SQL. The same text is read once. */
export interface BodyReader {
  /** The trees of the statements; undefined where PostgreSQL rejects one. */
  statements(sql: string): readonly Node[] | undefined;
  /** A PL/pgSQL body, given as the whole CREATE FUNCTION or CREATE PROCEDURE; undefined where it cannot be read. */
  body(createFunction: string): Body | undefined;
  /** A part of a body as a statement of its own; the same text is the same object. */
  part(text: string): Statement;
  /** What day it is, in milliseconds since 1970; absent where a body that asks for the date cannot be followed. */
  readonly clock?: () => number;
}

/** UTF-16 units of text whose trees are remembered. */
const limit = 1_000_000;

export function createBodyReader(parser: SqlParser, part: BodyReader['part'], clock?: () => number): BodyReader {
  const trees = new Recent<string, { readonly nodes: readonly Node[] | undefined }>(limit);
  const bodies = new Recent<string, { readonly body: Body | undefined }>(limit);
  return {
    part,
    statements(sql) {
      const known = trees.get(sql);
      if (known !== undefined) return known.nodes;
      const outcome = parser.parse(sql);
      const nodes = outcome.ok ? outcome.statements.flatMap(({ stmt }) => stmt ?? []) : undefined;
      trees.set(sql, { nodes }, sql.length + 100);
      return nodes;
    },
    body(createFunction) {
      const known = bodies.get(createFunction);
      if (known !== undefined) return known.body;
      const body = readBlock(parser.parsePlPgSql(createFunction));
      bodies.set(createFunction, { body }, createFunction.length + 100);
      return body;
    },
    ...(clock && { clock }),
  };
}

/** A DO block as the function that it would be: the parser of PL/pgSQL only takes functions. */
export function asFunction(block: string): string {
  let tag = 'body';
  while (block.includes(`$${tag}$`)) tag += '_';
  return `CREATE FUNCTION block() RETURNS void LANGUAGE plpgsql AS $${tag}$${block}$${tag}$`;
}
