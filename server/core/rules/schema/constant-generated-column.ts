import { columnsIn } from '../../sql/column-mentions';
import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn, isForeignKey } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './constant-generated-column.md';

export const constantGeneratedColumn = defineRule({
  id: 'constant-generated-column',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pgrubic'],
  doc,
  messages: {
    constant: 'The expression of {column} uses no other column, so every row has the same value and none can ever have another. Use a DEFAULT, or leave the column out.',
  },
  visit: eachNewColumn((column, context) => {
    const generated = column.constraints.find(({ contype }) => contype === 'CONSTR_GENERATED');
    if (generated?.raw_expr === undefined || columnsIn(generated.raw_expr).length > 0 || isForeignKey(column)) return;
    context.report({ span: column.nameSpan, message: 'constant', data: { column: quoteIdentifier(column.name) } });
  }),
});
