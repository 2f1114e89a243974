import { referenceOf } from '../../sql/names';
import { isShared } from '../../sql/shared-relation';
import { spanOfName, tokensOf } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './create-rule.md';

export const createRule = defineRule({
  id: 'create-rule',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['pgrubic', 'eslint-plugin-postgresql'],
  doc,
  messages: {
    locks: 'CREATE RULE takes ACCESS EXCLUSIVE on {table}, and a rule rewrites every statement on it before it is planned: expressions run twice, row counts and RETURNING change. Write a trigger.',
    surprises: 'A rule rewrites every statement on {table} before it is planned: expressions run twice, row counts and RETURNING change. Write a trigger.',
    view: 'A rule rewrites every statement on the view {table} before it is planned: expressions run twice, row counts and RETURNING change. Write an INSTEAD OF trigger, or let PostgreSQL update a simple view by itself.',
  },
  visit: {
    RuleStmt(node, context) {
      // ON SELECT is what a view is; PostgreSQL takes it for nothing else.
      if (node.relation === undefined || node.event === 'CMD_SELECT') return;
      const name = referenceOf(node.relation);
      const message = context.relation(name)?.kind === 'view' ? 'view' : isShared(context, name) ? 'locks' : 'surprises';
      const end = spanOfName(node.relation.location ?? 0, tokensOf(context.statement))?.end ?? context.statement.text.length;
      context.report({ span: { start: 0, end }, message, data: { table: context.display(name) } });
    },
  },
});
