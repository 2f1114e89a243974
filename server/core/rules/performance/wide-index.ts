import { referenceOf } from '../../sql/names';
import { findKeyword, tokensOf } from '../../sql/find';
import { defineOptions, wholeNumber } from '../options';
import { defineRule } from '../rule';
import doc from './wide-index.md';

const options = defineOptions({
  maximum: wholeNumber(3, { least: 1, most: 32 }, 'The most key columns that an index may have.'),
});

export const wideIndex = defineRule({
  id: 'wide-index',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['strong_migrations', 'diesel-guard', 'pgrubic', 'Bytebase'],
  doc,
  messages: {
    wide: 'This index on {table} has {count} key columns. A B-tree is searched by the columns from the first one that a query compares for equality; behind the first range or gap the rest only makes it larger. Keep the leading ones, and put columns that are merely read into INCLUDE.',
  },
  visit: {
    IndexStmt(node, context, ancestors) {
      const count = node.indexParams?.length ?? 0;
      const method = node.accessMethod ?? 'btree';
      if (node.unique || count <= context.options(options).maximum || method !== 'btree' || node.relation === undefined || context.direction === 'down') return;
      const tokens = tokensOf(context.statement);
      const keyword = ancestors.length > 0 ? undefined : findKeyword(tokens, 0, 'index');
      context.report({
        span: { start: 0, end: keyword?.end ?? context.statement.text.length }, message: 'wide',
        data: { table: context.display(referenceOf(node.relation)), count: String(count) },
      });
    },
  },
});
