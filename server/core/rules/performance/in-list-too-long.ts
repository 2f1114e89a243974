import { columnParts } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { indexAt, parenthesesAfter, tokensOf, wordAt } from '../../sql/find';
import type { Span } from '../../text/span';
import { defineOptions, wholeNumber } from '../options';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './in-list-too-long.md';

const options = defineOptions({
  maximum: wholeNumber(200, { least: 1, most: 100_000 }, 'The most values that a list may have.'),
});

export const inListTooLong = defineRule({
  id: 'in-list-too-long',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
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
      const operator = indexAt(tokens, expression.location ?? start);
      const end = tokens.list[wordAt(tokens, operator) === 'not' ? operator + 1 : operator]?.end ?? start + 1;
      const fixes = columnParts(expression.lexpr) === undefined ? [] : asArray({ start, end }, context);
      context.report({ span: { start, end }, message: 'long', data: { count: String(items.length) }, fixes });
    },
  },
});

const numbers = /^\(\s*-?\d{1,9}(?:\s*,\s*-?\d{1,9})*\s*\)$/;
const texts = /^\(\s*'[^'"\\]*'(?:\s*,\s*'[^'"\\]*')*\s*\)$/;

/** One constant in place of hundreds: the text of an array. Where the list has anything but plain numbers or plain texts, a comment too, it stays. */
function asArray(span: Span, { statement }: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(statement);
  const word = indexAt(tokens, span.end) - 1;
  const first = tokens.list[wordAt(tokens, word - 1) === 'not' ? word - 1 : word];
  const list = parenthesesAfter(tokens, span.end);
  if (wordAt(tokens, word) !== 'in' || first === undefined || list === undefined) return [];
  const written = statement.text.slice(list.start, list.end);
  const type = numbers.test(written) ? '::int[]' : texts.test(written) ? '' : undefined;
  if (type === undefined) return [];
  const array = written.slice(1, -1).replaceAll("'", '"');
  const operator = wordAt(tokens, word - 1) === 'not' ? '<> ALL' : '= ANY';
  return [{
    title: 'Pass one array',
    kind: 'suggestion',
    edits: [{ start: first.start, end: span.end, text: operator }, { ...list, text: `('{${array}}'${type})` }],
  }];
}
