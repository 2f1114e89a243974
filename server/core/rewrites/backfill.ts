import type { Node } from '@pgsql/types';
import { columnsIn } from '../sql/column-mentions';
import { findKeyword, findKeywordHere, tokensOf } from '../sql/find';
import { quoteIdentifier, referenceOf } from '../sql/names';
import { batchSize, inBatches, reasonAgainstBatches } from './batches';
import { isPartOfTree, refuse, targetOf, type Recipe } from './recipe';

/** An UPDATE or DELETE of most rows: in batches that commit, outside the migration's transaction. */
export const backfill: Recipe = {
  id: 'backfill',
  rules: ['unbatched-backfill', 'update-without-where', 'ddl-and-backfill-in-transaction'],
  plan(request) {
    const { statement } = request.context;
    const { tree } = statement;
    const node = tree === undefined ? undefined : 'UpdateStmt' in tree ? tree.UpdateStmt : 'DeleteStmt' in tree ? tree.DeleteStmt : undefined;
    if (tree === undefined || node?.relation === undefined) return undefined;
    const target = targetOf(request, referenceOf(node.relation));
    const using = 'fromClause' in node ? node.fromClause : 'usingClause' in node ? node.usingClause : undefined;
    if (using !== undefined || 'returningList' in node || 'returningClause' in node || node.withClause !== undefined) return refuse('It joins other tables, begins with WITH or returns rows: put the loop around it by hand.');
    if (statement.placeholders.length > 0) return refuse('It has placeholders.');
    if (isPartOfTree(target)) return refuse(`${target.name} is partitioned or inherited: go through its parts one by one.`);
    const reason = reasonAgainstBatches(target) ?? ('targetList' in node ? reasonAgainstAgain(node.targetList) : undefined);
    if (reason !== undefined) return refuse(reason);
    const tokens = tokensOf(statement);
    const start = node.relation.location ?? 0;
    const where = node.whereClause === undefined ? undefined : findKeywordHere(tokens, start, 'where');
    if (node.whereClause !== undefined && where === undefined) return undefined;
    const head = statement.text.slice(0, where?.start ?? statement.text.length).trimEnd();
    const called = node.relation.alias?.aliasname === undefined ? target.name : quoteIdentifier(node.relation.alias.aliasname);
    const verb = findKeyword(tokens, 0, 'update') === undefined ? 'delete' : 'update';
    const change = { statement: head, condition: where && statement.text.slice(where.end).trim(), called };
    return {
      ok: true, title: verb === 'update' ? 'Fill the rows in batches that commit' : 'Delete the rows in batches that commit', undo: [],
      steps: [{
        name: `${verb === 'update' ? 'fill' : 'delete from'} ${target.plain}`, outside: true, down: [],
        does: `Goes through ${target.name} by its primary key, ${batchSize} rows at a time, each time in a transaction of its own. It can be run again.`,
        ...inBatches(target, change),
      }],
    };
  },
};

/** A loop that stopped is run again from its beginning, so what it did must not be done twice. */
function reasonAgainstAgain(targets: readonly Node[] | undefined): string | undefined {
  const items = (targets ?? []).flatMap((target) => ('ResTarget' in target ? [target.ResTarget] : []));
  const written = items.flatMap(({ name }) => name ?? []);
  const read = items.flatMap(({ val }) => columnsIn(val));
  const twice = written.find((column) => read.includes(column));
  return twice === undefined ? undefined : `${quoteIdentifier(twice)} is made of itself: run again after an interruption, the batches that were done would change a second time.`;
}
