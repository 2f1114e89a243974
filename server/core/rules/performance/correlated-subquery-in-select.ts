import type { Node, SelectStmt, SubLink } from '@pgsql/types';
import { columnReferences, conjuncts, integerOf, selectOf, targetValues } from '../../sql/expression';
import { extentOf } from '../../sql/extent';
import { joinGrouped } from '../../sql/grouped-join';
import { isPinned } from '../join-links';
import { joinTerms, scopeOf, sourcesOf, type Scope, type Source } from '../sources';
import { walk } from '../../sql/walk';
import { defineOptions, wholeNumber } from '../options';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './correlated-subquery-in-select.md';

const options = defineOptions({
  fewRows: wholeNumber(100, { least: 0, most: 1_000_000 }, 'A query whose LIMIT is not larger is not reported: running the sub-select for so few rows costs nothing.'),
});

export const correlatedSubqueryInSelect = defineRule({
  id: 'correlated-subquery-in-select',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  options,
  peers: ['sqlcheck'],
  doc,
  messages: {
    severalPerRow: 'This and {others} of this select list read columns of the row, so each runs once for each row of the result: PostgreSQL never turns them into joins. With many rows, join instead, and group before where several rows match.',
    perRow: 'This sub-select reads {outer}, so it runs once for each row of the result: PostgreSQL never turns it into a join. With many rows, join instead, and group before where several rows match.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const links = correlatable(select);
      if (links.length === 0 || (integerOf(select.limitCount) ?? Infinity) <= context.options(options).fewRows) return;
      const scope = scopeOf(context.catalog, ancestors, select.withClause);
      const sources = sourcesOf(select.fromClause, scope);
      const terms = [...conjuncts(select.whereClause), ...joinTerms(select.fromClause)];
      if (!sources.some(({ kind }) => kind !== 'function') || sources.some((source) => isPinned(source, sources, terms) && source.kind === 'relation')) return;
      const dependent = links.flatMap((link) => {
        const outer = outerOf(link, sources, sourcesOf(selectOf(link.subselect)?.fromClause, scope));
        return outer === undefined ? [] : [{ link, outer }];
      });
      const [first] = dependent;
      const span = first === undefined ? undefined : extentOf({ SubLink: first.link }, context.statement);
      if (first === undefined || span === undefined) return;
      const fixes = dependent.length === 1 ? groupBefore(select, first.link, { sources, scope }, context) : [];
      context.report({ span, message: dependent.length === 1 ? 'perRow' : 'severalPerRow', data: { outer: first.outer, others: dependent.length === 2 ? 'another sub-select' : `${dependent.length - 1} other sub-selects` }, fixes });
    },
  },
});

/** Scalar sub-selects and ARRAY(…) of the select list, each read from a relation. */
function correlatable(select: SelectStmt): readonly SubLink[] {
  if (select.fromClause === undefined || select.groupClause !== undefined) return [];
  const found: SubLink[] = [];
  for (const value of targetValues(select)) {
    if ('ColumnRef' in value || 'A_Const' in value) continue;
    walk(value, (tag, node, ancestors) => {
      if (tag !== 'SubLink' || ancestors.some((each) => each.tag === 'SelectStmt')) return;
      const link = node as SubLink;
      const inner = selectOf(link.subselect);
      const reads = (inner?.fromClause ?? []).some((item: Node) => 'RangeVar' in item || 'JoinExpr' in item);
      if ((link.subLinkType === 'EXPR_SUBLINK' || link.subLinkType === 'ARRAY_SUBLINK') && reads) found.push(link);
    });
  }
  return found;
}

/** The first column of the outer query that it names, as far as a qualifier tells. */
function outerOf(link: SubLink, outer: readonly Source[], inner: readonly Source[]): string | undefined {
  const parts = columnReferences(link.subselect).find((each) =>
    each.length > 1 && outer.some(({ alias }) => alias === each.at(-2)) && !inner.some(({ alias }) => alias === each.at(-2)));
  return parts?.slice(-2).join('.');
}

interface Names {
  readonly sources: readonly Source[];
  readonly scope: Scope;
}

function groupBefore(select: SelectStmt, link: SubLink, { sources, scope }: Names, { statement }: RuleContext): readonly FixDraft[] {
  const [inner, more] = sourcesOf(selectOf(link.subselect)?.fromClause, scope);
  if (inner?.alias === undefined || more !== undefined) return [];
  const outer = new Set(sources.flatMap(({ alias }) => alias ?? []));
  const edits = joinGrouped(select, link, { alias: inner.alias, columns: inner.columns, outer }, statement);
  return edits === undefined ? [] : [{ title: 'Group once and join', kind: 'suggestion', edits }];
}
