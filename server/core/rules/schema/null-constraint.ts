import { findKeywordHere, tokensOf } from '../../sql/find';
import { constraintVisitor } from '../../sql/written-constraints';
import { defineRule } from '../rule';
import doc from './null-constraint.md';

export const nullConstraint = defineRule({
  id: 'null-constraint',
  severity: 'hint',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgrubic'],
  optional: true,
  unnecessary: true,
  doc,
  messages: {
    redundant: 'NULL says what holds without it, that the column may be empty, and is easily read as its contrary. Leave it out.',
  },
  visit: constraintVisitor(({ node: { contype }, span: { start } }, context) => {
    if (contype !== 'CONSTR_NULL') return;
    const tokens = tokensOf(context.statement);
    const word = findKeywordHere(tokens, start, 'null');
    if (word === undefined) return;
    const before = tokens.list.findLast(({ end }) => end <= start);
    context.report({ span: { start, end: word.end }, message: 'redundant', fixes: [{ title: 'Leave out NULL', kind: 'safe', edits: [{ start: before?.end ?? start, end: word.end, text: '' }] }] });
  }),
});
