import { defineRule } from '../rule';
import doc from './syntax-error.md';

export const syntaxError = defineRule({
  id: 'syntax-error',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    rejected: 'PostgreSQL cannot read this statement: {message}.',
  },
});
