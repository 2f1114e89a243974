import type { IndexElem } from '@pgsql/types';
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
    wide: 'This index on {table} has {count} key columns. A search goes by the leading columns that a query compares for equality and by one range behind them; columns behind the first range do not shorten it, they only filter and order, and make every entry larger. Keep the leading ones, and put columns that are merely read into INCLUDE.',
  },
  visit: {
    IndexStmt(node, context, ancestors) {
      const count = node.indexParams?.length ?? 0;
      const method = node.accessMethod ?? 'btree';
      if (node.unique || count <= context.options(options).maximum || method !== 'btree' || node.relation === undefined || context.direction === 'down') return;
      if (node.indexParams?.some((element) => 'IndexElem' in element && hasWrittenOrder(element.IndexElem)) === true) return;
      const tokens = tokensOf(context.statement);
      const keyword = ancestors.length > 0 ? undefined : findKeyword(tokens, 0, 'index');
      context.report({
        span: { start: 0, end: keyword?.end ?? context.statement.text.length }, message: 'wide',
        data: { table: context.display(referenceOf(node.relation)), count: String(count) },
      });
    },
  },
});

/** Who writes DESC or NULLS FIRST wants the rows in that order, for which every column counts. */
function hasWrittenOrder({ ordering, nulls_ordering: nulls }: IndexElem): boolean {
  return ordering === 'SORTBY_DESC' || nulls === 'SORTBY_NULLS_FIRST' || nulls === 'SORTBY_NULLS_LAST';
}
