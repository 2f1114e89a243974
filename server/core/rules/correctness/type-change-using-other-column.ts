import { alterCommands } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { enumerate } from '../../effects/locks-in-words';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './type-change-using-other-column.md';

export const typeChangeUsingOtherColumn = defineRule({
  id: 'type-change-using-other-column',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  bodies: 'run',
  peers: ['pgrubic'],
  doc,
  messages: {
    other: 'USING makes the new {column} of {others} alone: what {column} of {table} holds now is thrown away. If that is meant, an UPDATE beforehand says so; if not, name {column} in USING.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { command: { subtype, def, name }, span, table } of alterCommands(node, context)) {
        if (subtype !== 'AT_AlterColumnType' || name === undefined || def === undefined || !('ColumnDef' in def)) continue;
        const used = columnsIn(def.ColumnDef.raw_default);
        if (used.length === 0 || used.includes(name)) continue;
        context.report({ span, message: 'other', data: { column: quoteIdentifier(name), others: enumerate(used.map(quoteIdentifier), 3), table: context.display(table) } });
      }
    },
  },
});
