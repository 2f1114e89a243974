import { findKeyword, startOf, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn, inCaseOf } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './generated-always-over-default.md';

export const generatedAlwaysOverDefault = defineRule({
  id: 'generated-always-over-default',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic'],
  optional: true,
  doc,
  messages: {
    byHand: 'BY DEFAULT takes an id given by hand without moving the sequence, which later gives out the same number: the insert that gets it fails. Use GENERATED ALWAYS for {column}; a load that brings its own ids says OVERRIDING SYSTEM VALUE.',
  },
  visit: eachNewColumn((column, context) => {
    const identity = column.constraints.find(({ contype, generated_when: when }) => contype === 'CONSTR_IDENTITY' && when === 'd');
    const start = identity === undefined ? undefined : startOf(identity);
    const clause = start === undefined ? undefined : findKeyword(tokensOf(context.statement), start, 'by', 'default');
    if (clause === undefined) return;
    context.report({
      span: clause,
      message: 'byHand',
      data: { column: quoteIdentifier(column.name) },
      fixes: [{ title: 'Use GENERATED ALWAYS', kind: 'suggestion', edits: [{ ...clause, text: inCaseOf(context.statement.text.slice(clause.start, clause.end), 'always') }] }],
    });
  }),
});
