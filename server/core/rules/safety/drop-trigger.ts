import { lockName } from '../../effects/describe';
import { strongLocks } from '../lock-steps';
import { defineRule } from '../rule';
import doc from './drop-trigger.md';

export const dropTrigger = defineRule({
  id: 'drop-trigger',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['Postgres Language Server', 'pgfence'],
  doc,
  messages: {
    locks: 'DROP TRIGGER takes {lock} on {table}: every read and write waits until the transaction ends. To give the trigger another body, replace its function; to change the trigger itself, CREATE OR REPLACE TRIGGER lets reads go on.',
  },
  visit: {
    DropStmt({ removeType }, context) {
      const [lock] = removeType === 'OBJECT_TRIGGER' ? strongLocks(context) : [];
      if (lock !== undefined) context.report({ span: { start: 0, end: context.statement.text.length }, message: 'locks', data: { table: lock.name, lock: lockName(lock.mode) } });
    },
  },
});
