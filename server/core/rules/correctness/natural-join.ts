import type { JoinExpr } from '@pgsql/types';
import { indexAt, spanOfName, tokensOf, wordAt } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { firstLocation } from '../../sql/offset-clause';
import { scopeOf, sourcesOf, type Source } from '../sources';
import type { Span } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './natural-join.md';

export const naturalJoin = defineRule({
  id: 'natural-join',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    byName: 'NATURAL JOIN compares all columns that happen to have the same name on both sides{columns}: a column that somebody adds changes the result. Name the columns with USING or ON.',
    nothing: 'The two sides have no column of the same name, so this NATURAL JOIN compares nothing and combines every row with every row.',
  },
  visit: {
    JoinExpr(join, context, ancestors) {
      const { isNatural, larg, rarg } = join;
      if (isNatural !== true || larg === undefined || rarg === undefined) return;
      const scope = scopeOf(context.catalog, ancestors, undefined);
      const [left, right] = [sourcesOf([larg], scope), sourcesOf([rarg], scope)];
      const span = keywordSpan(join, context);
      if (span === undefined) return;
      const common = commonColumns(left, right);
      if (common?.length === 0) return context.report({ span, message: 'nothing' });
      const columns = common?.map(quoteIdentifier).join(', ');
      context.report({ span, message: 'byName', data: { columns: columns === undefined ? '' : ` (${columns})` }, fixes: columns === undefined ? [] : writeUsing(join, { span, columns }, context) });
    },
  },
});

/** Undefined where a side is not one relation whose columns are known. */
function commonColumns(left: readonly Source[], right: readonly Source[]): readonly string[] | undefined {
  const [columns, others] = [left, right].map((side) => (side.length === 1 ? side[0]?.columns : undefined));
  return columns === undefined || others === undefined ? undefined : columns.filter((column) => others.includes(column));
}

/** From NATURAL to JOIN. */
function keywordSpan({ rarg }: JoinExpr, { statement }: RuleContext): Span | undefined {
  const tokens = tokensOf(statement);
  const right = firstLocation(rarg);
  let index = right === undefined ? -1 : indexAt(tokens, right) - 1;
  while (index >= 0 && wordAt(tokens, index) !== 'join') index--;
  const join = tokens.list[index];
  while (index >= 0 && wordAt(tokens, index) !== 'natural') index--;
  const natural = tokens.list[index];
  return join === undefined || natural === undefined ? undefined : { start: natural.start, end: join.end };
}

function writeUsing({ rarg }: JoinExpr, { span, columns }: { span: Span; columns: string }, { statement }: RuleContext): readonly FixDraft[] {
  if (rarg === undefined || !('RangeVar' in rarg) || rarg.RangeVar.alias?.colnames !== undefined) return [];
  const tokens = tokensOf(statement);
  const name = spanOfName(rarg.RangeVar.location ?? 0, tokens);
  if (name === undefined) return [];
  const next = indexAt(tokens, name.end);
  const last = rarg.RangeVar.alias === undefined ? undefined : tokens.list[wordAt(tokens, next) === 'as' ? next + 1 : next];
  const end = last?.end ?? name.end;
  const word = tokens.list[indexAt(tokens, span.start) + 1];
  if (word === undefined) return [];
  return [{ title: `Write USING (${columns})`, kind: 'safe', edits: [{ start: span.start, end: word.start, text: '' }, { start: end, end, text: ` USING (${columns})` }] }];
}
