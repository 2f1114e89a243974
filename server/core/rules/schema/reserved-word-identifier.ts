import type { RangeVar } from '@pgsql/types';
import { spanOfName, startOf, tokensOf } from '../../sql/find';
import { reservedKeywords } from '../../sql/keywords';
import { quoteIdentifier } from '../../sql/names';
import { enumerate, newColumns } from '../../sql/new-columns';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './reserved-word-identifier.md';

export const reservedWordIdentifier = defineRule({
  id: 'reserved-word-identifier',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['Postgres Language Server', 'eslint-plugin-postgresql', 'SQLFluff'],
  doc,
  messages: {
    table: '{names} is a reserved word: every statement that names the table must quote it, and without quotes some of them mean something else (FROM user is the current role). Choose another name.',
    columns: 'PostgreSQL reserves {names}: the column needs quotes wherever no table stands before it, and where they are forgotten the statement fails or means something else. Choose another name.',
  },
  visit: {
    CreateStmt(node, context, ancestors) {
      const before = reportTable(node.relation, context);
      if (!before) reportColumns(newColumns(node, context, ancestors), context);
    },
    ViewStmt({ view }, context) {
      reportTable(view, context);
    },
    CreateTableAsStmt({ into }, context) {
      reportTable(into?.rel, context);
    },
    AlterTableStmt(node, context, ancestors) {
      reportColumns(newColumns(node, context, ancestors), context);
    },
    RenameStmt({ newname, renameType }, context) {
      if (newname === undefined || !reservedKeywords.has(newname) || context.direction === 'down') return;
      const last = tokensOf(context.statement).list.at(-1);
      const kind = renameType === 'OBJECT_COLUMN' ? 'columns' : renameType === 'OBJECT_TABLE' || renameType === 'OBJECT_VIEW' ? 'table' : undefined;
      if (kind !== undefined && last !== undefined) context.report({ span: { start: last.start, end: last.end }, message: kind, data: { names: quoteIdentifier(newname) } });
    },
  },
});

function reportTable(relation: RangeVar | undefined, context: RuleContext): boolean {
  const name = relation?.relname;
  if (relation === undefined || name === undefined || !reservedKeywords.has(name) || relation.relpersistence === 't' || context.direction === 'down') return false;
  const span: Span = spanOfName(startOf(relation) ?? 0, tokensOf(context.statement)) ?? { start: 0, end: context.statement.text.length };
  context.report({ span, message: 'table', data: { names: quoteIdentifier(name) } });
  return true;
}

/** One finding for all columns of the statement. */
function reportColumns(columns: ReturnType<typeof newColumns>, context: RuleContext): void {
  const found = columns.filter(({ name }) => reservedKeywords.has(name));
  const [first] = found;
  if (first !== undefined) context.report({ span: first.nameSpan, message: 'columns', data: { names: enumerate(found.map(({ name }) => quoteIdentifier(name))) } });
}
