import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type Note, type Report, type RuleContext } from '../rule';
import doc from './drop-primary-key.md';

type KeyNote = { readonly adds: string } | { readonly drops: string; readonly report: Report };

export const dropPrimaryKey = defineRule({
  id: 'drop-primary-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'diesel-guard', 'pgrubic'],
  doc,
  messages: {
    drops:
      'Without the primary key {constraint}, {table} may get rows twice, INSERT … ON CONFLICT over its columns fails, and where the table is in a publication UPDATE and DELETE fail for want of a replica identity. Build the new key first, with CREATE UNIQUE INDEX CONCURRENTLY, and replace the old one in a single ALTER TABLE. The ACCESS EXCLUSIVE lock lasts as long as the transaction.',
    perhaps: 'By its name {constraint} is the primary key of {table}: without one the table may get rows twice, and UPDATE and DELETE fail where it is in a publication. Replace it in a single ALTER TABLE. The ACCESS EXCLUSIVE lock lasts as long as the transaction.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        const { subtype, def } = alter.command;
        const table = keyOfName(context.catalog, alter.table);
        if (subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def && def.Constraint.contype === 'CONSTR_PRIMARY') context.note({ adds: table } satisfies KeyNote);
        const report = subtype === 'AT_DropConstraint' && context.direction !== 'down' ? reportOf(alter, context) : undefined;
        if (report !== undefined) context.note({ drops: table, report } satisfies KeyNote);
      }
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<KeyNote>[];
    notes.forEach(({ value, number, unit, transaction }, index) => {
      if (!('drops' in value)) return;
      const replaced = notes.some((other, place) => 'adds' in other.value && other.value.adds === value.drops && other.unit === unit &&
        (other.number === number || (place > index && transaction !== 'outside')));
      if (!replaced) context.report(number, value.report);
    });
  },
});

function reportOf({ command, relation, table, span }: AlterCommand, context: RuleContext): Report | undefined {
  const { name } = command;
  const constraint = relation?.constraints.find((own) => own.name === name);
  const data = { constraint: quoteIdentifier(name ?? ''), table: context.display(table) };
  if (constraint !== undefined) return constraint.kind === 'primary' ? { span, message: 'drops', data } : undefined;
  // Where the history did not make the table, the name that PostgreSQL gives is all there is to go by.
  const guessed = (relation === undefined || relation.assumed === true) && name === `${table.name}_pkey`;
  return guessed ? { span, message: 'perhaps', data, severity: 'info' } : undefined;
}
