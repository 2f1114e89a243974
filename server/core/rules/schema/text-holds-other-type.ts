import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn } from '../../sql/new-columns';
import { typeInText } from '../../sql/text-values';
import { defineRule } from '../rule';
import doc from './text-holds-other-type.md';

export const textHoldsOtherType = defineRule({
  id: 'text-holds-other-type',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pg-index-health'],
  doc,
  messages: {
    asText: 'The default of {column} is a {type}, stored as text: any other text is accepted, comparisons go by letters, and it takes two to four times the space. Make the column {type}.',
  },
  visit: eachNewColumn((column, context) => {
    const type = typeInText(column);
    if (type !== undefined) context.report({ span: column.typeSpan, message: 'asText', data: { column: quoteIdentifier(column.name), type } });
  }),
});
