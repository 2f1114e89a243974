import type { Relation } from '../../catalog/model';
import { statementReader } from '../../sql/file-statements';
import { defineRule, type FileContext } from '../rule';
import doc from './require-primary-key.md';

export const requirePrimaryKey = defineRule({
  id: 'require-primary-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'diesel-guard', 'splinter', 'active_record_doctor', 'Bytebase', 'sqlcheck', 'pg-index-health', 'Postgres Language Server'],
  doc,
  messages: {
    noKey: '{table} has no primary key: two equal rows cannot be told apart, so neither can be changed alone, and logical replication refuses to update or delete in it. Give it one, of the columns that identify a row.',
  },
  end(context) {
    for (const relation of context.catalogAfter.relations()) {
      if (!isMadeHere(relation, context) || relation.parents.length > 0) continue;
      const atEnd = context.catalogAtEnd.relation(relation);
      // Dropped, renamed or given a key later.
      if (atEnd === undefined || !atEnd.columnsKnown || hasKey(atEnd)) continue;
      context.report(relation.origin.statement, { span: relation.origin.span, message: 'noKey', data: { table: context.display(relation) } });
    }
  },
});

/** By CREATE TABLE of this file; a table made from a query is not meant to stay. */
function isMadeHere({ origin, kind, temporary, assumed }: Relation, { file, statements }: FileContext): boolean {
  if (origin.file !== file || temporary || assumed === true || (kind !== 'table' && kind !== 'partitioned')) return false;
  const statement = statements[origin.statement]?.statement;
  return statement !== undefined && isCreateTable(statement) === true;
}

const isCreateTable = statementReader((tree) => 'CreateStmt' in tree && tree.CreateStmt.ofTypename === undefined);

/** A unique index over columns that are all NOT NULL identifies a row as well. */
function hasKey({ constraints, indexes, columns }: Relation): boolean {
  if (constraints.some(({ kind }) => kind === 'primary')) return true;
  const notNull = new Set(columns.filter((column) => column.notNull).map(({ name }) => name));
  return indexes.some((index) => index.unique && index.where === undefined && index.columns.length > 0 && index.columns.every((column) => column !== undefined && notNull.has(column)));
}
