import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './unlogged-table.md';

export const unloggedTable = defineRule({
  id: 'unlogged-table',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pgrubic', 'eslint-plugin-postgresql'],
  optional: true,
  doc,
  messages: {
    emptied: 'After a crash {table} is empty, and on a replica it cannot be read at all: unlogged tables are not in the write-ahead log. Use it only for what can be made again.',
  },
  visit: {
    CreateStmt({ relation }, context) {
      if (relation?.relpersistence !== 'u' || context.direction === 'down') return;
      const span = findKeyword(tokensOf(context.statement), 0, 'unlogged') ?? { start: 0, end: context.statement.text.length };
      context.report({ span, message: 'emptied', data: { table: context.display(referenceOf(relation)) } });
    },
  },
});
