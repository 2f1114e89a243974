import type { AlterTableStmt, ColumnDef, Constraint, CreateStmt, Node } from '@pgsql/types';
import { findKeyword, indexAt, parenthesesAfter, spanOfName, startOf, tokensOf } from '../../sql/find';
import { namesOf, quoteIdentifier, referenceOf } from '../../sql/names';
import { constraintsOf, enumerate } from '../../sql/new-columns';
import { isSymbol } from '../../sql/tokens';
import { defineRule, type RuleContext } from '../rule';
import doc from './nullable-composite-foreign-key.md';

export const nullableCompositeForeignKey = defineRule({
  id: 'nullable-composite-foreign-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pg-index-health'],
  doc,
  messages: {
    unchecked: 'With one of {columns} null, PostgreSQL does not check the others: a row may half refer to something that does not exist. MATCH FULL asks for all of them or none.',
  },
  visit: {
    CreateStmt(node, context, ancestors) {
      if (node.relation?.relpersistence === 't' || context.direction === 'down' || ancestors.length > 0) return;
      let nullable: ReadonlySet<string> | undefined;
      for (const element of node.tableElts ?? []) check(element, (column) => (nullable ??= nullableIn(node)).has(column), context);
    },
    AlterTableStmt(node, context) {
      if (node.objtype !== 'OBJECT_TABLE' || node.relation === undefined || context.direction === 'down') return;
      const reference = referenceOf(node.relation);
      const isNullable = (name: string) => !requiredBy(node).has(name) && context.relation(reference)?.columns.some((column) => column.name === name && !column.notNull) === true;
      for (const command of node.cmds ?? []) {
        if ('AlterTableCmd' in command) check(command.AlterTableCmd.def, isNullable, context);
      }
    },
  },
});

function check(node: Node | undefined, isNullable: (column: string) => boolean, context: RuleContext): void {
  const constraint = node !== undefined && 'Constraint' in node ? node.Constraint : undefined;
  if (constraint?.contype !== 'CONSTR_FOREIGN' || constraint.fk_matchtype !== 's') return;
  const nullable = namesOf(constraint.fk_attrs).filter(isNullable);
  // One nullable column beside a tenant or a year that is always there is the switch for the whole reference.
  if (nullable.length < 2) return;
  report(constraint, nullable, context);
}

function report(constraint: Constraint, nullable: readonly string[], context: RuleContext): void {
  const tokens = tokensOf(context.statement);
  const start = startOf(constraint) ?? 0;
  const keyword = findKeyword(tokens, start, 'foreign', 'key');
  const list = keyword === undefined ? undefined : parenthesesAfter(tokens, keyword.end);
  const references = list === undefined ? undefined : findKeyword(tokens, list.end, 'references');
  const table = references === undefined ? undefined : spanOfName(references.end, tokens);
  const opens = table !== undefined && isSymbol(tokens.text, tokens.list[indexAt(tokens, table.end)], '(');
  const target = opens && table !== undefined ? parenthesesAfter(tokens, table.end) : table;
  const written = context.statement.text.slice(target?.end ?? 0).trimStart().slice(0, 5).toLowerCase() === 'match';
  context.report({
    span: list ?? { start: 0, end: context.statement.text.length },
    message: 'unchecked',
    data: { columns: enumerate(nullable.map(quoteIdentifier)) },
    fixes: target === undefined || written ? [] : [{ title: 'Ask for all of them or none', kind: 'suggestion', edits: [{ start: target.end, end: target.end, text: ' MATCH FULL' }] }],
  });
}

/** The columns of a new table that may be null. */
function nullableIn({ tableElts }: CreateStmt): ReadonlySet<string> {
  const columns = (tableElts ?? []).flatMap((element) => ('ColumnDef' in element ? [element.ColumnDef] : []));
  const required = new Set((tableElts ?? []).flatMap((element) => ('Constraint' in element && isRequiring(element.Constraint) ? namesOf(element.Constraint.keys) : [])));
  return new Set(columns.flatMap((column) => (column.colname === undefined || isRequired(column) || required.has(column.colname) ? [] : [column.colname])));
}

function isRequiring({ contype }: Constraint): boolean {
  return contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_IDENTITY';
}

function isRequired(column: ColumnDef): boolean {
  return constraintsOf(column).some(isRequiring);
}

/** Columns that the same ALTER TABLE makes NOT NULL. */
function requiredBy({ cmds }: AlterTableStmt): ReadonlySet<string> {
  return new Set((cmds ?? []).flatMap((command) => ('AlterTableCmd' in command && command.AlterTableCmd.subtype === 'AT_SetNotNull' ? [command.AlterTableCmd.name ?? ''] : [])));
}
