import { findKeyword, tokensOf } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './copy-program.md';

export const copyProgram = defineRule({
  id: 'copy-program',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    runs: 'COPY … PROGRAM runs a shell command on the database server as the user that owns all its files, and needs a role that may do so. Let a client pipe the data through COPY … FROM STDIN or TO STDOUT instead.',
  },
  visit: {
    CopyStmt(node, context) {
      if (node.is_program !== true) return;
      const { text } = context.statement;
      context.report({ span: findKeyword(tokensOf(context.statement), 0, 'program') ?? { start: 0, end: text.length }, message: 'runs' });
    },
  },
});
