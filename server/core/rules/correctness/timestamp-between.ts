import type { Node } from '@pgsql/types';
import { rewriteWithComments } from '../../sql/comments';
import { columnParts, conjuncts, stringOf } from '../../sql/expression';
import { extentOf, spanFor, textOf } from '../../sql/extent';
import { dayRange } from '../../sql/date-ranges';
import { namesOf } from '../../sql/names';
import { joinTerms, scopeOf, sourceOf, sourcesOf, type Source } from '../sources';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './timestamp-between.md';

export const timestampBetween = defineRule({
  id: 'timestamp-between',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    midnight: 'The upper bound is midnight at the start of {day}, so the rest of that day is left out. Write >= and <, with the day after as the upper bound.',
    lastSecond: 'What happens in the last second of the day is left out: a timestamp has microseconds. Write >= and <, with the day after as the upper bound.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const terms = [...conjuncts(select.whereClause), ...joinTerms(select.fromClause)].filter(isBetween);
      if (terms.length === 0) return;
      const sources = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      for (const term of terms) look(term, sources, context);
    },
  },
});

function isBetween(node: Node): boolean {
  return 'A_Expr' in node && node.A_Expr.kind === 'AEXPR_BETWEEN';
}

const lastSecond = /^(\d{4}-\d{2}-\d{2})[ T]23:59(?::59)?$/;

function look(term: Node, sources: readonly Source[], context: RuleContext): void {
  const { lexpr, rexpr } = 'A_Expr' in term ? term.A_Expr : {};
  const [low, high] = rexpr !== undefined && 'List' in rexpr ? rexpr.List.items ?? [] : [];
  const parts = columnParts(lexpr);
  if (parts === undefined || lexpr === undefined || low === undefined || high === undefined || !holdsTime(parts, sources)) return;
  const bound = stringOf(high);
  const typed = 'TypeCast' in high ? namesOf(high.TypeCast.typeName?.names).at(-1) : undefined;
  const today = 'SQLValueFunction' in high && high.SQLValueFunction.op === 'SVFOP_CURRENT_DATE';
  // A bound that is written as a timestamp is meant as that moment.
  const day = bound === undefined || typed === 'timestamp' || typed === 'timestamptz' ? undefined : dayRange(bound.replace(/[ T]00:00(?::00)?$/, ''));
  const evening = bound === undefined ? undefined : dayRange(lastSecond.exec(bound)?.[1] ?? '');
  if (day === undefined && evening === undefined && typed !== 'date' && !today) return;
  context.report({
    span: spanFor(term, context.statement),
    message: evening === undefined ? 'midnight' : 'lastSecond',
    data: { day: day?.from ?? 'that day' },
    fixes: (day ?? evening) === undefined ? [] : writeRange(term, { column: lexpr, low, until: (day ?? evening)?.until ?? '' }, context),
  });
}

/** By the type the migrations know; of an unknown table by the usual name of such columns. */
function holdsTime(parts: readonly string[], sources: readonly Source[]): boolean {
  const source = sourceOf(parts, sources);
  const name = parts.at(-1) ?? '';
  if (source === undefined) return false;
  const type = source.relation?.columns.find((column) => column.name === name)?.type.name;
  return type === undefined ? source.kind === 'relation' && source.relation === undefined && name.endsWith('_at') : type === 'timestamp' || type === 'timestamptz';
}

function writeRange(term: Node, { column, low, until }: { column: Node; low: Node; until: string }, { statement }: RuleContext): readonly FixDraft[] {
  const [whole, name, from] = [extentOf(term, statement), textOf(column, statement), textOf(low, statement)];
  if (whole === undefined || name === undefined || from === undefined) return [];
  return [{ title: 'Write >= and <', kind: 'suggestion', edits: [rewriteWithComments(whole, `${name} >= ${from} AND ${name} < '${until}'`, statement)] }];
}
