import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './array-as-relation.md';

export const arrayAsRelation = defineRule({
  id: 'array-as-relation',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['sqlcheck', 'pg-index-health'],
  optional: true,
  doc,
  messages: {
    unchecked: '{column} holds keys of other rows in an array, where no foreign key can check them: they stay when the rows are gone, and adding one writes the whole row anew. Use a table with a row for each pair.',
  },
  visit: eachNewColumn((column, context) => {
    const { type, name } = column;
    if (!type.array || type.schema !== undefined || !['int2', 'int4', 'int8', 'uuid'].includes(type.name) || !/(?:_ids?|Ids?)$/.test(name)) return;
    context.report({ span: column.typeSpan, message: 'unchecked', data: { column: quoteIdentifier(name) } });
  }),
});
