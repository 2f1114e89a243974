import { eachNewColumn, inCaseOf, isBuiltIn, retype } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './no-money.md';

export const noMoney = defineRule({
  id: 'no-money',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgrubic', 'eslint-plugin-postgresql', 'squabble', 'pg-index-health'],
  doc,
  messages: {
    locale: 'money knows no currency and takes its number of decimals from lc_monetary: the same {column} is read as another amount on a server with another locale, and fractions of the smallest coin are lost. Use numeric and keep the currency in a column of its own.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'money')) return;
    const written = context.statement.text.slice(column.baseSpan.start, column.baseSpan.end);
    context.report({
      span: column.typeSpan,
      message: 'locale',
      data: { column: quoteIdentifier(column.name) },
      // 17 digits before the point hold every value of money.
      fixes: [{ title: 'Use numeric(19, 2)', kind: 'safe', edits: [retype(column, context, inCaseOf(written, 'numeric(19, 2)'))] }],
    });
  }),
});
