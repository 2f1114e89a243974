import type { Node } from '@pgsql/types';
import type { PlacedStatement } from '../document/statement';
import type { FileContext } from '../rules/rule';

/** A statement of a file with its place in it. */
export interface FileStatement {
  readonly index: number;
  readonly tree: Node;
}

/** What the rules that look at the end of a file ask for; found once for all of them. */
const candidates = new WeakMap<readonly PlacedStatement[], readonly number[]>();
const candidate = /^(?:grant|revoke|drop\s+policy|alter\s+(?:default|function|procedure|routine)|create\s+(?:or\s+replace\s+)?(?:function|procedure|policy|view|recursive|temp|temporary))\b/i;

/**
 * The statements that do not undo anything and whose text `begins` as asked: grants, functions, policies and views. The trees of the
 * others are not asked for, so that a look at the end of a file costs little.
 */
export function statementsThat(begins: RegExp, context: FileContext): readonly FileStatement[] {
  let known = candidates.get(context.statements);
  if (known === undefined) {
    known = context.statements.flatMap(({ statement }, index) => (candidate.test(statement.text) ? [index] : []));
    candidates.set(context.statements, known);
  }
  return chosen(known, begins, context);
}

/** The same among all statements. */
export function allStatementsThat(begins: RegExp, context: FileContext): readonly FileStatement[] {
  return chosen([...context.statements.keys()], begins, context);
}

function chosen(indexes: readonly number[], begins: RegExp, context: FileContext): readonly FileStatement[] {
  return indexes.flatMap((index) => {
    const statement = context.statements[index]?.statement;
    const tree = statement !== undefined && begins.test(statement.text) ? statement.tree : undefined;
    return tree === undefined || context.directionAt(index) === 'down' ? [] : [{ index, tree }];
  });
}
