import { eachNewColumn, inCaseOf, isBuiltIn, isForeignKey, retype } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './ban-char-field.md';

export const banCharField = defineRule({
  id: 'ban-char-field',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'ban-char-field', postgresLanguageServer: 'banCharField' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgrubic', 'eslint-plugin-postgresql', 'pgvet', 'diesel-guard', 'pg-index-health', 'squabble'],
  doc,
  messages: {
    padded:
      '{type} fills every value of {column} with spaces up to its length, stores them, and ignores them when it compares, but not in LIKE and regular expressions. It is neither smaller nor faster than {instead}: use that.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'bpchar') || isForeignKey(column)) return;
    const written = context.statement.text.slice(column.baseSpan.start, column.baseSpan.end);
    const length = column.type.modifiers[0];
    const instead = inCaseOf(written, length === undefined ? 'text' : `varchar(${length})`);
    context.report({
      span: column.typeSpan,
      message: 'padded',
      data: { type: written, column: quoteIdentifier(column.name), instead },
      fixes: Number.isNaN(length) ? [] : [{ title: 'Use {instead}', kind: 'safe', edits: [retype(column, context, instead)] }],
    });
  }),
});
