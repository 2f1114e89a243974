import type { Node, SelectStmt } from '@pgsql/types';
import { conjuncts } from '../../sql/expression';
import { operandExtent, spanFor } from '../../sql/extent';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { isEveryRow } from '../../sql/row-change';
import type { Span } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './constant-predicate.md';

export const constantPredicate = defineRule({
  id: 'constant-predicate',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['SQLFluff', 'pgfence'],
  unnecessary: true,
  doc,
  messages: {
    alwaysTrue: 'This is true for every row and decides nothing. Leave it out.',
    openArm: 'One arm of this OR is true for every row, so the whole condition is. Take it out, or the condition.',
  },
  visit: {
    SelectStmt: ({ whereClause }, context) => look(whereClause, true, context),
    UpdateStmt: ({ whereClause }, context) => look(whereClause, false, context),
    DeleteStmt: ({ whereClause }, context) => look(whereClause, false, context),
  },
});

/** A change of every row has a rule of its own. */
function look(where: SelectStmt['whereClause'], alone: boolean, context: RuleContext): void {
  const terms = conjuncts(where);
  // Templates put their conditions behind it.
  if (context.statement.placeholders.some(({ style }) => /[{}]/.test(style))) return;
  const constant = terms.filter((term) => isEveryRow(term, () => false));
  if (constant.length === 0 || (!alone && constant.length === terms.length)) return;
  for (const term of constant) {
    const isOr = 'BoolExpr' in term;
    context.report({ span: spanFor(term, context.statement), message: isOr ? 'openArm' : 'alwaysTrue', fixes: isOr ? [] : leaveOut(terms, term, context) });
  }
}

function leaveOut(terms: readonly Node[], term: Node, { statement }: RuleContext): readonly FixDraft[] {
  const spans = terms.map((each) => operandExtent(each, statement));
  const index = terms.indexOf(term);
  const [span, before, after] = [spans[index], spans[index - 1], spans[index + 1]];
  const title = 'Leave it out';
  if (span === undefined || (index > 0 && before === undefined)) return [];
  const tokens = tokensOf(statement);
  const edit = before !== undefined ? joined(before, span, statement.text) : after !== undefined ? { start: span.start, end: after.start } : undefined;
  if (edit !== undefined) return [{ title, kind: 'safe', edits: [{ ...edit, text: '' }] }];
  const first = indexAt(tokens, span.start) - 1;
  const [where, previous] = [tokens.list[first], tokens.list[first - 1]];
  return where === undefined || wordAt(tokens, first) !== 'where' || previous === undefined || terms.length > 1 ? [] : [{ title, kind: 'safe', edits: [{ start: previous.end, end: span.end, text: '' }] }];
}

/** From the end of the term before, where nothing but AND stands between. */
function joined(before: Span, span: Span, text: string): Span | undefined {
  return /^\s*and\s*$/i.test(text.slice(before.end, span.start)) ? { start: before.end, end: span.end } : undefined;
}
