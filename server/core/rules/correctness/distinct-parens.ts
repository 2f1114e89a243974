import { closingIndex, indexAt, tokensOf, wordAt } from '../../sql/find';
import { isSymbol } from '../../sql/tokens';
import type { Edit } from '../../text/span';
import { defineRule } from '../rule';
import doc from './distinct-parens.md';

export const distinctParens = defineRule({
  id: 'distinct-parens',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['SQLFluff'],
  doc,
  messages: {
    noFunction: 'DISTINCT is no function: it compares whole rows, all {count} columns, not only what stands in these parentheses. Leave them out, or write DISTINCT ON.',
  },
  visit: {
    SelectStmt({ distinctClause, targetList = [] }, context) {
      const [first] = targetList;
      const plain = distinctClause?.length === 1 && Object.keys(distinctClause[0] ?? {}).length === 0;
      if (!plain || targetList.length < 2 || first === undefined || !('ResTarget' in first)) return;
      const { val, location } = first.ResTarget;
      if (val === undefined || 'RowExpr' in val || 'SubLink' in val) return;
      const tokens = tokensOf(context.statement);
      const opening = indexAt(tokens, location ?? 0);
      const closing = closingIndex(tokens, opening);
      const [open, close] = [tokens.list[opening], tokens.list[closing ?? -1]];
      if (open === undefined || close === undefined || closing === undefined) return;
      if (wordAt(tokens, opening - 1) !== 'distinct' || !isSymbol(tokens.text, open, '(') || !isSymbol(tokens.text, tokens.list[closing + 1], ',')) return;
      const space = open.start === tokens.list[opening - 1]?.end ? ' ' : '';
      const edits: readonly Edit[] = [{ start: open.start, end: open.end, text: space }, { start: close.start, end: close.end, text: '' }];
      context.report({ span: { start: open.start, end: close.end }, message: 'noFunction', data: { count: String(targetList.length) }, fixes: [{ title: 'Leave the parentheses out', kind: 'safe', edits }] });
    },
  },
});
