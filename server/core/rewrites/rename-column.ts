import { quoteIdentifier, referenceOf } from '../sql/names';
import { typeText } from './type-text';
import { reasonAgainstSwap, swapSteps } from './column-swap';
import { refuse, targetOf, type Recipe } from './recipe';

/** `RENAME COLUMN`: both names exist, filled by a trigger, until nothing uses the old one. */
export const renameColumn: Recipe = {
  id: 'rename-column',
  rules: ['renaming-column'],
  plan(request) {
    const { tree } = request.context.statement;
    const node = tree !== undefined && 'RenameStmt' in tree ? tree.RenameStmt : undefined;
    if (node?.renameType !== 'OBJECT_COLUMN' || node.relation === undefined || node.subname === undefined || node.newname === undefined) return undefined;
    const target = targetOf(request, referenceOf(node.relation));
    const reason = reasonAgainstSwap(target, node.subname);
    const column = target.relation?.columns.find(({ name }) => name === node.subname);
    if (reason !== undefined || column === undefined) return refuse(reason ?? `No migration makes ${quoteIdentifier(node.subname)}.`);
    if (target.relation?.columns.some(({ name }) => name === node.newname)) return refuse(`${target.name} has a column ${quoteIdentifier(node.newname)} already.`);
    const type = typeText(column.type, target.catalog);
    if (type === undefined || column.collation !== undefined) return refuse(`The type of ${quoteIdentifier(node.subname)} must be written by hand.`);
    return {
      ok: true, title: 'Rename the column in steps, with both names in between', undo: [`${target.alter} RENAME COLUMN ${quoteIdentifier(node.newname)} TO ${quoteIdentifier(node.subname)}`],
      steps: swapSteps({ target, column, fresh: node.newname, type, value: (from) => from, bothWays: true }),
    };
  },
};
