import { lockName } from '../../effects/describe';
import { referenceOf } from '../../sql/names';
import { isShared } from '../../sql/shared-relation';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule } from '../rule';
import doc from './truncate.md';

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const truncate = defineRule({
  id: 'truncate',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot', 'pgrubic', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    empties: 'TRUNCATE removes every row of {tables} and takes {lock} there: nobody reads or writes until the transaction ends, and no trigger for rows fires. Delete what is not needed in batches, or do this when nobody uses the table.',
  },
  visit: {
    TruncateStmt({ relations = [], behavior }, context) {
      // With CASCADE ban-truncate-cascade says it.
      if (behavior === 'DROP_CASCADE') return;
      const { ignoreTables } = context.options(options);
      const names = relations.flatMap((relation) => ('RangeVar' in relation ? [referenceOf(relation.RangeVar)] : [])).filter((name) => isShared(context, name) && !isListed(ignoreTables, name, context.catalog));
      if (names.length === 0) return;
      const [lock] = context.effects().locks;
      context.report({
        span: { start: 0, end: context.statement.text.length },
        message: 'empties',
        data: { tables: names.map((name) => context.display(name)).join(', '), lock: lockName(lock?.mode ?? 'AccessExclusiveLock') },
      });
    },
  },
});
