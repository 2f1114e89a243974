import { findKeyword, tokensOf } from '../../sql/find';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './rename-index-via-alter-table.md';

export const renameIndexViaAlterTable = defineRule({
  id: 'rename-index-via-alter-table',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  doc,
  messages: {
    exclusive: '{index} is an index. ALTER TABLE … RENAME locks it with ACCESS EXCLUSIVE, so queries on its table wait, because planning opens every index; ALTER INDEX … RENAME needs SHARE UPDATE EXCLUSIVE only.',
  },
  visit: {
    RenameStmt(node, context) {
      if (node.renameType !== 'OBJECT_TABLE' || node.relation === undefined) return;
      const name = referenceOf(node.relation);
      const found = context.relation(name) === undefined ? context.catalog.index(name) : undefined;
      if (found === undefined || context.isNew(found.relation)) return;
      const keyword = findKeyword(tokensOf(context.statement), 0, 'table');
      context.report({
        span: { start: 0, end: context.statement.text.length }, message: 'exclusive', data: { index: quoteIdentifier(found.index.name) },
        fixes: keyword === undefined ? [] : [{ title: 'Use ALTER INDEX', kind: 'safe', edits: [{ ...keyword, text: 'INDEX' }] }],
      });
    },
  },
});
