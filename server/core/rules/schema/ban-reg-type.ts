import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn, isBuiltIn } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './ban-reg-type.md';

export const banRegType = defineRule({
  id: 'ban-reg-type',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['splinter'],
  optional: true,
  doc,
  messages: {
    blocksUpgrade: '{type} stores a number that another cluster gives to something else, so pg_upgrade refuses a database that has {column}. Store the name as text and cast it where it is used.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'regcollation', 'regconfig', 'regdictionary', 'regnamespace', 'regoper', 'regoperator', 'regproc', 'regprocedure')) return;
    context.report({ span: column.typeSpan, message: 'blocksUpgrade', data: { type: column.type.name, column: quoteIdentifier(column.name) } });
  }),
});
