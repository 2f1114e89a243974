import { eachNewColumn, inCaseOf, isBuiltIn, retype } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './ban-timetz.md';

export const banTimetz = defineRule({
  id: 'ban-timetz',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic', 'eslint-plugin-postgresql', 'squabble'],
  doc,
  messages: {
    noDay: 'timetz keeps an offset from UTC with a time of day, but without the day nobody can tell whether {column} falls into summer time. Store a moment as timestamptz, or a time of day as time with the name of its zone in another column.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'timetz')) return;
    const written = context.statement.text.slice(column.baseSpan.start, column.baseSpan.end);
    const [precision] = column.type.modifiers;
    const time = inCaseOf(written, 'time') + (precision === undefined ? '' : `(${precision})`);
    context.report({
      span: column.typeSpan,
      message: 'noDay',
      data: { column: quoteIdentifier(column.name) },
      fixes: [{ title: 'Use time (the offset is no longer stored)', kind: 'suggestion', edits: [retype(column, context, time)] }],
    });
  }),
});
