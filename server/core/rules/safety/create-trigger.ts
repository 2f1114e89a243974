import type { CreateTrigStmt } from '@pgsql/types';
import { lockName } from '../../effects/describe';
import { spanOf, strongLocks } from '../lock-steps';
import { referenceOfList } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './create-trigger.md';

export const createTrigger = defineRule({
  id: 'create-trigger',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot'],
  doc,
  messages: {
    row: 'CREATE TRIGGER takes {lock} on {table}, so writes wait until the transaction ends, and from then on its function runs for every row that is written. Keep the transaction short, and the function quick.',
    statement: 'CREATE TRIGGER takes {lock} on {table}: writes wait until the transaction ends. Keep it short.',
  },
  visit: {
    CreateTrigStmt(node, context) {
      const [lock] = strongLocks(context);
      if (lock === undefined || keepsColumnsInStep(node, context)) return;
      context.report({ span: spanOf(context), message: node.row ? 'row' : 'statement', data: { table: lock.name, lock: lockName(lock.mode) } });
    },
  },
});

const assignment = /^\s*new\s*\.\s*"?\w+"?\s*:?=[^;]*\bnew\s*\.\s*"?\w+"?[^;]*$/i;

/** The trigger of a column that is replaced step by step: all that its function does is to give one column of the new row the value of another. */
function keepsColumnsInStep({ funcname }: CreateTrigStmt, context: RuleContext): boolean {
  const name = referenceOfList(funcname);
  const [routine] = name === undefined ? [] : context.catalog.routines(name);
  const body = /\bbegin\b(.*)\breturn\s+new\s*;\s*end\s*;?\s*$/is.exec(routine?.body ?? '')?.[1];
  const statements = body?.split(';').filter((statement) => statement.trim() !== '') ?? [];
  return statements.length > 0 && statements.every((statement) => assignment.test(statement));
}
