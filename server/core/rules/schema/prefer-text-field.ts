import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn, inCaseOf, isBuiltIn, isForeignKey, retype, type NewColumn } from '../../sql/new-columns';
import { typeInText } from '../../sql/text-values';
import { defineRule, type RuleContext } from '../rule';
import doc from './prefer-text-field.md';

export const preferTextField = defineRule({
  id: 'prefer-text-field',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'prefer-text-field', postgresLanguageServer: 'preferTextField' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgrubic', 'eslint-plugin-postgresql'],
  optional: true,
  doc,
  messages: {
    limit: 'The limit of {type} is part of the type of {column}: making it smaller later writes the table anew, and views on the column must be dropped to change it at all. text takes the same space; a CHECK on the length can be changed without either.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'varchar') || column.type.modifiers.length === 0 || isForeignKey(column)) return;
    // It should not be text at all, which text-holds-other-type says.
    if (typeInText(column) !== undefined) return;
    const written = context.statement.text.slice(column.baseSpan.start, column.baseSpan.end);
    const text = inCaseOf(written, 'text');
    const { modifiers: [length], array } = column.type;
    const name = quoteIdentifier(column.name);
    // With rows in the table, a CHECK that comes with the column reads them all.
    const check = length === undefined || Number.isNaN(length) || array || isInUse(column, context) ? [] : [{
      title: 'Use text with a CHECK on the length', kind: 'suggestion' as const, edits: [retype(column, context, `${text} CHECK (char_length(${name}) <= ${length})`)],
    }];
    context.report({
      span: column.typeSpan,
      message: 'limit',
      data: { type: written, column: name },
      fixes: [...check, { title: 'Use text without a limit', kind: 'suggestion', edits: [retype(column, context, text)] }],
    });
  }),
});

/** The column is added to a table that was there before. */
function isInUse({ table }: NewColumn, { statement: { tree }, isNew }: RuleContext): boolean {
  return tree !== undefined && 'AlterTableStmt' in tree && !isNew(table);
}
