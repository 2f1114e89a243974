import type { Node } from '@pgsql/types';
import type { PlacedStatement, Statement } from '../document/statement';
import type { FileContext } from '../rules/rule';

/** What was read from a statement of a file, with its place there. */
export interface Found<T> {
  readonly index: number;
  readonly value: T;
}

/** Statements that a reader may ask for, found once for all readers of a file. */
const candidates = new WeakMap<readonly PlacedStatement[], readonly number[]>();
const candidate = /^(?:grant|revoke|drop\s+policy|alter\s+(?:default|function|procedure|routine)|create\s+(?:or\s+replace\s+)?(?:function|procedure|policy|view|recursive|temp|temporary))\b/i;

/**
 * Reads those grants, functions, policies and views of a file that do not undo anything and whose text `begins` as asked. What was read
 * is remembered with the statement, so that a look at the end of a file after each key stroke asks for no syntax trees.
 */
export function readerOf<T>(begins: RegExp, read: (tree: Node) => T | undefined): (context: FileContext) => readonly Found<T>[] {
  const remembered = new WeakMap<Statement, readonly T[]>();
  return (context) => candidatesOf(context.statements).flatMap((index) => {
    const statement = context.statements[index]?.statement;
    if (statement === undefined || !begins.test(statement.text) || context.directionAt(index) === 'down') return [];
    return valuesOf(statement, remembered, read).map((value) => ({ index, value }));
  });
}

/** The same for one statement, whatever it is. */
export function statementReader<T>(read: (tree: Node) => T | undefined): (statement: Statement) => T | undefined {
  const remembered = new WeakMap<Statement, readonly T[]>();
  return (statement) => valuesOf(statement, remembered, read)[0];
}

function valuesOf<T>(statement: Statement, remembered: WeakMap<Statement, readonly T[]>, read: (tree: Node) => T | undefined): readonly T[] {
  const known = remembered.get(statement);
  if (known !== undefined) return known;
  const { tree } = statement;
  const value = tree === undefined ? undefined : read(tree);
  const values = value === undefined ? [] : [value];
  remembered.set(statement, values);
  return values;
}

function candidatesOf(statements: readonly PlacedStatement[]): readonly number[] {
  let known = candidates.get(statements);
  if (known === undefined) {
    known = statements.flatMap(({ statement }, index) => (candidate.test(statement.text) ? [index] : []));
    candidates.set(statements, known);
  }
  return known;
}
