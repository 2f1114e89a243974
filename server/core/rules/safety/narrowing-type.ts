import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { narrowing } from '../../sql/narrowing';
import { quoteIdentifier } from '../../sql/names';
import { castsOf, writtenType } from '../../sql/type-change';
import type { ColumnType } from '../../catalog/model';
import { defineRule, type RuleContext } from '../rule';
import doc from './narrowing-type.md';

export const narrowingType = defineRule({
  id: 'narrowing-type',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    fails:
      '{to} holds less than {from}: this fails as soon as one row of {table} has a value in {column} that does not fit, after all that was locked and read for it. Look for such rows and clear them up first, and keep new ones out with a CHECK.',
    loses:
      '{to} holds less than {from}: PostgreSQL cuts or rounds the values of {column} in {table} that do not fit, without a word, and what was there is gone. Keep the old column until nobody needs its values.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) if (alter.command.subtype === 'AT_AlterColumnType') report(alter, context);
    },
  },
});

function report({ command: { def, name = '' }, relation, span, table }: AlterCommand, context: RuleContext): void {
  const from = relation?.columns.find((column) => column.name === name)?.type;
  const written = def !== undefined && 'ColumnDef' in def ? def.ColumnDef : undefined;
  const to = writtenType(written?.typeName);
  // Whoever computes the value says what is to become of it.
  const casts = castsOf(written?.raw_default, name);
  if (from === undefined || to === undefined || casts === undefined || casts.some((cast) => cast.name !== to.name)) return;
  const message = narrowing(from, to, casts.length > 0);
  if (message === undefined) return;
  // To undo a wider type is to make it narrower: whoever does that knows.
  context.report({ span, message, ...(context.direction === 'down' ? { severity: 'warning' as const } : {}), data: { from: shown(from), to: shown(to), table: context.display(table), column: quoteIdentifier(name) } });
}

const spelled: Readonly<Record<string, string>> = { int2: 'smallint', int4: 'integer', int8: 'bigint', bpchar: 'char', float4: 'real', float8: 'double precision' };

function shown({ name, modifiers }: ColumnType): string {
  return `${spelled[name] ?? name}${modifiers.length > 0 ? `(${modifiers.join(', ')})` : ''}`;
}
