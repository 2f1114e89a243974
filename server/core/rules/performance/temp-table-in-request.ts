import type { RangeVar } from '@pgsql/types';
import { spanOfName, tokensOf } from '../../sql/find';
import { defineRule, type RuleContext } from '../rule';
import doc from './temp-table-in-request.md';

export const tempTableInRequest = defineRule({
  id: 'temp-table-in-request',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    bloat: 'Every temporary table writes and deletes rows of the system catalogs, which grow when it is done for each request, and it does not work through a pooler that changes connections. A common table or an array does without.',
  },
  visit: {
    CreateStmt: ({ relation }, context) => look(relation, context),
    CreateTableAsStmt: ({ into }, context) => look(into?.rel, context),
  },
});

function look(relation: RangeVar | undefined, context: RuleContext): void {
  if (relation?.relpersistence !== 't' || context.migration) return;
  const span = spanOfName(relation.location ?? 0, tokensOf(context.statement));
  if (span !== undefined) context.report({ span, message: 'bloat' });
}
