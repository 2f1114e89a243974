import { spanFor } from '../../sql/extent';
import { indexAt, tokensOf } from '../../sql/find';
import { defineOptions, wholeNumber } from '../options';
import { defineRule } from '../rule';
import doc from './in-list-too-long.md';

const options = defineOptions({
  maximum: wholeNumber(200, { least: 1, most: 100_000 }, 'The most values that a list may have.'),
});

export const inListTooLong = defineRule({
  id: 'in-list-too-long',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  options,
  doc,
  messages: {
    long: 'A list of {count} values is parsed and planned anew each time, and each length is another statement to plan caches and statistics. Pass one array, = ANY ($1), or join a list of VALUES.',
  },
  visit: {
    A_Expr(expression, context) {
      const items = expression.kind === 'AEXPR_IN' && expression.rexpr !== undefined && 'List' in expression.rexpr ? expression.rexpr.List.items ?? [] : [];
      if (items.length <= context.options(options).maximum || expression.lexpr === undefined) return;
      const { start } = spanFor(expression.lexpr, context.statement);
      const tokens = tokensOf(context.statement);
      // The list itself would underline half of the file.
      const end = tokens.list[indexAt(tokens, expression.location ?? start)]?.end ?? start + 1;
      context.report({ span: { start, end }, message: 'long', data: { count: String(items.length) } });
    },
  },
});
