import type { Node } from '@pgsql/types';
import type { FileContext } from '../rules/rule';

/** A statement of a file with its place in it. */
export interface FileStatement {
  readonly index: number;
  readonly tree: Node;
}

/**
 * The statements that do not undo anything and whose text `begins` as asked. The trees of the others are not asked for, so that a
 * look at the end of a file costs little.
 */
export function statementsThat(begins: RegExp, context: FileContext): readonly FileStatement[] {
  return context.statements.flatMap(({ statement }, index) => {
    const tree = begins.test(statement.text) ? statement.tree : undefined;
    return tree === undefined || context.directionAt(index) === 'down' ? [] : [{ index, tree }];
  });
}
