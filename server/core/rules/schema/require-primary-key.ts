import type { Relation } from '../../catalog/model';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule } from '../rule';
import doc from './require-primary-key.md';

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const requirePrimaryKey = defineRule({
  id: 'require-primary-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['MigrationPilot', 'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'diesel-guard', 'splinter', 'active_record_doctor', 'Bytebase', 'sqlcheck', 'pg-index-health', 'Postgres Language Server'],
  doc,
  messages: {
    noKey: '{table} has no primary key: two equal rows cannot be told apart, so neither can be changed alone, and logical replication refuses to update or delete in it. Give it one, of the columns that identify a row.',
  },
  visit: {
    CreateStmt(node, context) {
      if (node.ofTypename === undefined) context.note(createTable);
    },
  },
  end(context) {
    const creating = new Set(context.notes().map(({ number }) => number));
    for (const relation of creating.size === 0 ? [] : context.changedRelations()) {
      if (!isMadeHere(relation, context.file) || !creating.has(relation.origin.statement) || relation.parents.length > 0) continue;
      const atEnd = context.catalogAtEnd.relation(relation);
      // Dropped, renamed or given a key later.
      if (atEnd === undefined || !atEnd.columnsKnown || hasKey(atEnd)) continue;
      if (isListed(context.options(options).ignoreTables, relation, context.catalogAfter)) continue;
      context.report(relation.origin.statement, { span: relation.origin.span, message: 'noKey', data: { table: context.display(relation) } });
    }
  },
});

/** That a statement is a CREATE TABLE says all; a table made from a query is not meant to stay. */
const createTable = {};

function isMadeHere({ origin, kind, temporary, assumed }: Relation, file: string): boolean {
  return origin.file === file && !temporary && assumed !== true && (kind === 'table' || kind === 'partitioned');
}

/** A unique index over columns that are all NOT NULL identifies a row as well. */
function hasKey({ constraints, indexes, columns }: Relation): boolean {
  if (constraints.some(({ kind }) => kind === 'primary')) return true;
  const notNull = new Set(columns.filter((column) => column.notNull).map(({ name }) => name));
  return indexes.some((index) => index.unique && index.where === undefined && index.columns.length > 0 && index.columns.every((column) => column !== undefined && notNull.has(column)));
}
