import { columnVisitors, enumerate, inCaseOf, isBuiltIn, isForeignKey, retype, type NewColumn } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
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
      '{type} fills the values of {columns} with spaces up to its length, stores them, and ignores them when it compares, but not in LIKE and regular expressions. It is neither smaller nor faster than {instead}: use that.',
  },
  visit: columnVisitors((columns, context) => {
    const found = columns.filter((column) => isBuiltIn(column, 'bpchar') && !isForeignKey(column) && !Number.isNaN(column.type.modifiers[0]));
    const [first] = found;
    if (first === undefined) return;
    const instead = insteadOf(first, context);
    context.report({
      span: first.typeSpan,
      message: 'padded',
      data: { type: writtenOf(first, context), columns: enumerate(found.map(({ name }) => quoteIdentifier(name))), instead },
      fixes: [{ title: 'Use {instead}', kind: 'safe', edits: found.map((column) => retype(column, context, insteadOf(column, context))) }],
    });
  }),
});

function writtenOf({ baseSpan }: NewColumn, { statement }: RuleContext): string {
  return statement.text.slice(baseSpan.start, baseSpan.end);
}

function insteadOf(column: NewColumn, context: RuleContext): string {
  const [length] = column.type.modifiers;
  return inCaseOf(writtenOf(column, context), length === undefined ? 'text' : `varchar(${length})`);
}
