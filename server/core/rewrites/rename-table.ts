import { formatName, quoteIdentifier, referenceOf } from '../sql/names';
import { refuse, targetOf, type Recipe } from './recipe';

/** `ALTER TABLE … RENAME TO`: a view keeps the old name alive until nothing uses it. */
export const renameTable: Recipe = {
  id: 'rename-table',
  rules: ['renaming-table'],
  plan(request) {
    const { tree } = request.context.statement;
    const node = tree !== undefined && 'RenameStmt' in tree ? tree.RenameStmt : undefined;
    if (node?.renameType !== 'OBJECT_TABLE' || node.relation === undefined || node.newname === undefined) return undefined;
    const target = targetOf(request, referenceOf(node.relation));
    const { relation } = target;
    if (relation === undefined || !relation.columnsKnown || relation.columns.length === 0) return refuse(`No migration tells the columns of ${target.name}, which the view needs.`);
    if (relation.kind === 'partition') return refuse(`${target.name} is a partition: rename it where nothing names it.`);
    const renamed = target.beside === '' ? quoteIdentifier(node.newname) : formatName({ schema: target.schema, name: node.newname });
    const security = request.context.pgVersion >= 15 ? ' WITH (security_invoker = true)' : '';
    const columns = relation.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
    const view = `CREATE VIEW ${target.name}${security} AS SELECT ${columns} FROM ${renamed}`;
    const rename = `${target.alter} RENAME TO ${quoteIdentifier(node.newname)}`;
    const back = `ALTER TABLE ${renamed} RENAME TO ${quoteIdentifier(relation.name)}`;
    return {
      ok: true, title: 'Rename the table and keep the old name until nothing uses it', undo: [back],
      steps: [
        {
          name: `rename ${target.plain} to ${node.newname}`, up: [rename, view], down: [`DROP VIEW ${target.name}`, back],
          does: `Both names work: a view has the old one, and takes INSERT, UPDATE and DELETE too. Rights on the table are not rights on the view: grant them again.`,
        },
        {
          name: `drop view ${target.plain}`, up: [`DROP VIEW ${target.name}`], down: [view],
          does: 'The old name is gone.', before: `Deploy it when no running version of the application uses ${target.name} any more.`,
        },
      ],
    };
  },
};
