import { findKeyword, listItems, parenthesesAfter, tokensOf } from '../../sql/find';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './gin-jsonb-opclass.md';

export const ginJsonbOpclass = defineRule({
  id: 'gin-jsonb-opclass',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  peers: ['MigrationPilot'],
  doc,
  messages: {
    larger: 'This GIN index has an entry for every key and every value in {column}. If queries ask only with @>, @? or @@, jsonb_path_ops makes it much smaller and quicker; keep it as it is if they use ?, ?| or ?&.',
  },
  visit: {
    IndexStmt(node, context) {
      if (node.accessMethod !== 'gin' || node.relation === undefined) return;
      const relation = context.relation(referenceOf(node.relation));
      const tokens = tokensOf(context.statement);
      const method = findKeyword(tokens, 0, 'using', 'gin');
      const list = method === undefined ? undefined : parenthesesAfter(tokens, method.end);
      const items = list === undefined ? [] : listItems(tokens, list);
      (node.indexParams ?? []).forEach((param, index) => {
        const element = 'IndexElem' in param ? param.IndexElem : undefined;
        const column = element?.name === undefined || element.opclass !== undefined ? undefined : relation?.columns.find(({ name }) => name === element.name);
        if (column?.type.name !== 'jsonb' || column.type.array) return;
        const span = items[index];
        context.report({
          span: span ?? { start: 0, end: context.statement.text.length }, message: 'larger', data: { column: quoteIdentifier(column.name) },
          fixes: span === undefined ? [] : [{ title: 'Use jsonb_path_ops', kind: 'suggestion', edits: [{ start: span.end, end: span.end, text: ' jsonb_path_ops' }] }],
        });
      });
    },
  },
});
