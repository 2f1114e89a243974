import { referenceOf } from '../../sql/names';
import { headOf, isEveryRow } from '../../sql/row-change';
import { reportEveryRow, reportNotedRows } from '../every-row';
import { noteSteps } from '../lock-steps';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule } from '../rule';
import doc from './update-without-where.md';

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const updateWithoutWhere = defineRule({
  id: 'update-without-where',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['Postgres Language Server', 'pgfence', 'MigrationPilot', 'pgrubic', 'eslint-plugin-postgresql', 'pgvet', 'Bytebase', 'diesel-guard', 'sqlcheck'],
  doc,
  messages: {
    everyRow: 'This UPDATE changes every row of {table}: all of them stay locked against other writers until the transaction ends, and the table grows by a second version of each row. Name the rows in WHERE, or go in batches.',
  },
  visit: {
    ...noteSteps(),
    UpdateStmt({ relation, whereClause }, context) {
      if (relation === undefined) return;
      const name = referenceOf(relation);
      const known = context.relation(name);
      if (context.isNew(name) || !isEveryRow(whereClause, (column) => known?.columns.find((each) => each.name === column)?.notNull === true)) return;
      if (isListed(context.options(options).ignoreTables, name, context.catalog)) return;
      reportEveryRow(name, {
        span: headOf(context.statement.text, 'update', relation.location ?? 0),
        message: 'everyRow',
        data: { table: context.display(name) },
        // In a migration somebody means it; what remains is the cost.
        ...(context.migration ? { severity: 'warning' as const } : {}),
      }, context);
    },
  },
  end: reportNotedRows,
});
