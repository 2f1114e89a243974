import type { RangeVar } from '@pgsql/types';
import { spanOfName, startOf, tokensOf } from '../../sql/find';
import { reservedKeywords } from '../../sql/keywords';
import { quoteIdentifier } from '../../sql/names';
import { enumerate, newColumns } from '../../sql/new-columns';
import type { Span } from '../../text/span';
import { defineOptions, listOfNames } from '../options';
import { defineRule, type RuleContext } from '../rule';
import doc from './reserved-word-identifier.md';

const options = defineOptions({
  forbidden: listOfNames('Further names that no table, view or column may have, such as words that a reporting tool reserves.'),
});

export const reservedWordIdentifier = defineRule({
  id: 'reserved-word-identifier',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['Postgres Language Server', 'eslint-plugin-postgresql', 'SQLFluff'],
  doc,
  messages: {
    forbiddenTable: 'The configuration forbids the name {names}. Choose another one.',
    forbiddenColumns: 'The configuration forbids the names {names} for columns. Choose others.',
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
      const verdict = newname === undefined || context.direction === 'down' ? undefined : verdictOn(newname, context);
      if (newname === undefined || verdict === undefined) return;
      const last = tokensOf(context.statement).list.at(-1);
      const kind = renameType === 'OBJECT_COLUMN' ? 'columns' : renameType === 'OBJECT_TABLE' || renameType === 'OBJECT_VIEW' ? 'table' : undefined;
      if (kind !== undefined && last !== undefined) context.report({ span: { start: last.start, end: last.end }, message: messages[verdict][kind], data: { names: quoteIdentifier(newname) } });
    },
  },
});

function reportTable(relation: RangeVar | undefined, context: RuleContext): boolean {
  const name = relation?.relname;
  const verdict = name === undefined || context.direction === 'down' ? undefined : verdictOn(name, context);
  if (relation === undefined || name === undefined || verdict === undefined || relation.relpersistence === 't') return false;
  const span: Span = spanOfName(startOf(relation) ?? 0, tokensOf(context.statement)) ?? { start: 0, end: context.statement.text.length };
  context.report({ span, message: messages[verdict].table, data: { names: quoteIdentifier(name) } });
  return true;
}

type Verdict = 'reserved' | 'forbidden';

const messages = {
  reserved: { table: 'table', columns: 'columns' },
  forbidden: { table: 'forbiddenTable', columns: 'forbiddenColumns' },
} as const satisfies Readonly<Record<Verdict, Readonly<Record<'table' | 'columns', string>>>>;

function verdictOn(name: string, context: RuleContext): Verdict | undefined {
  if (reservedKeywords.has(name)) return 'reserved';
  return context.options(options).forbidden.includes(name) ? 'forbidden' : undefined;
}

/** One finding for all reserved columns of the statement, and one for the others that are forbidden. */
function reportColumns(columns: ReturnType<typeof newColumns>, context: RuleContext): void {
  for (const verdict of ['reserved', 'forbidden'] as const) {
    const found = columns.filter(({ name }) => verdictOn(name, context) === verdict);
    const [first] = found;
    if (first !== undefined) context.report({ span: first.nameSpan, message: messages[verdict].columns, data: { names: enumerate(found.map(({ name }) => quoteIdentifier(name))) } });
  }
}
