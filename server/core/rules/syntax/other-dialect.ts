import { defineRule } from '../rule';
import doc from './other-dialect.md';

export const otherDialect = defineRule({
  id: 'other-dialect',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    otherDialect: 'This file is written for {dialect}, so SQL Coach, which knows PostgreSQL, leaves it alone.',
  },
});
