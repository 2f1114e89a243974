import type { ColumnDef, Constraint } from '@pgsql/types';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { calledFunctions } from '../../sql/expression-volatility';
import { findKeyword, startOf, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import type { Edit } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './adding-field-with-default.md';

export const addingFieldWithDefault = defineRule({
  id: 'adding-field-with-default',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: {
    squawk: 'adding-field-with-default', postgresLanguageServer: 'addingFieldWithDefault', strongMigrations: 'add_column_default',
  },
  peers: [
    'Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe',
    'pgrubic', 'eslint-plugin-postgresql', 'Atlas', 'Bytebase', 'diesel-guard', 'squabble',
  ],
  doc,
  messages: {
    rewrites:
      'Adding {column} with this default takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew: {functions} gives another value for each row. Add the column without the default, set the default, and fill the old rows in batches.',
    declaredVolatile:
      '{functions} counts as volatile, because CREATE FUNCTION does not say STABLE or IMMUTABLE. Unless PostgreSQL can inline it (one SELECT of SQL around steady functions), adding {column} takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. Add the column without the default, set the default, and fill the old rows in batches.',
    unknown:
      'It is not known here whether {functions} is volatile. If it is, adding {column} takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, while the table and all its indexes are written anew. A function is volatile unless it was declared STABLE or IMMUTABLE.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        const { subtype, def } = alter.command;
        if (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def) report(alter, def.ColumnDef, context);
      }
    },
  },
});

function report(alter: AlterCommand, column: ColumnDef, context: RuleContext): void {
  const constraints = constraintsOf(column);
  const value = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
  if (value === undefined) return;
  const exists = alter.relation?.columns.some(({ name }) => name === column.colname);
  if (alter.command.missing_ok && exists) return;
  const { volatile, declared, unknown } = calledFunctions(value, context.catalog);
  const certain = volatile.length > 0;
  const functions = [volatile, declared, unknown].find((names) => names.length > 0);
  if (functions === undefined) return;
  context.report({
    span: alter.span,
    message: certain ? 'rewrites' : functions === declared ? 'declaredVolatile' : 'unknown',
    data: {
      table: context.display(alter.table),
      column: quoteIdentifier(column.colname ?? ''),
      functions: functions.map((name) => `${name}()`).join(', '),
    },
    fixes: functions !== unknown ? [splitDefault(alter, column, context)].flatMap((fix) => fix ?? []) : [],
    ...(certain ? {} : { severity: 'warning' as const }),
  });
}

function constraintsOf(column: ColumnDef): readonly Constraint[] {
  return (column.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
}

/** Takes DEFAULT and NOT NULL out of the column and sets the default in the same statement, where it counts for new rows only. */
function splitDefault({ text, span }: AlterCommand, column: ColumnDef, context: RuleContext): FixDraft | undefined {
  if (text === undefined) return undefined;
  const source = context.statement.text;
  const tokens = tokensOf(context.statement).list.filter((token) => token.start >= span.start && token.end <= span.end);
  const clauses = constraintsOf(column).map((constraint) => ({ constraint, start: startOf(constraint) ?? span.start }));
  const edits: Edit[] = [];
  let value = '';
  for (const [index, { constraint, start }] of clauses.entries()) {
    const next = clauses[index + 1]?.start ?? span.end;
    const end = tokens.findLast((token) => token.end <= next)?.end ?? span.end;
    // A name (CONSTRAINT n DEFAULT …) is read and forgotten by PostgreSQL.
    if (constraint.contype === 'CONSTR_DEFAULT') value = source.slice(findKeyword(tokensOf(context.statement), start, 'default')?.start ?? start, end);
    if (constraint.contype !== 'CONSTR_DEFAULT' && constraint.contype !== 'CONSTR_NOTNULL') continue;
    const before = tokens.findLast((token) => token.end <= start)?.end ?? start;
    // A comment in front of the clause stays, and what ends it too.
    edits.push({ start: source.slice(before, start).trim() === '' ? before : start, end, text: '' });
  }
  const name = quoteIdentifier(column.colname ?? '');
  edits.push({ start: span.end, end: span.end, text: `, ALTER COLUMN ${name} SET ${value}` });
  return { title: 'Add the column empty with the default for new rows only (then fill the old rows in batches)', kind: 'suggestion', edits };
}
