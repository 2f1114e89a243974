import type { JoinExpr, Node, SelectStmt } from '@pgsql/types';
import { conjuncts, hasAggregate, targetValues } from '../../sql/expression';
import { operandExtent } from '../../sql/extent';
import { indexAt, spanOfName, tokensOf, wordAt } from '../../sql/find';
import { hasComment, readFromClause } from '../../sql/from-clause';
import { quoteIdentifier } from '../../sql/names';
import { starQualifier } from '../../catalog/star-columns';
import { equalitiesIn, isUniqueBy, joinTerms, mentionedIn, scopeOf, sourcesOf, type Source } from '../sources';
import type { Edit } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './distinct-over-join.md';

export const distinctOverJoin = defineRule({
  id: 'distinct-over-join',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['sqlcheck'],
  doc,
  messages: {
    repeats: 'The join repeats a row for each match in {relation}, of which nothing is selected, and DISTINCT drops the repetitions again. EXISTS asks whether there is a match and repeats nothing.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { distinctClause, groupClause, fromClause } = select;
      const plain = distinctClause?.length === 1 && Object.keys(distinctClause[0] ?? {}).length === 0;
      if (!plain || groupClause !== undefined || fromClause === undefined || targetValues(select).some(hasAggregate)) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      if (sources.length < 2) return;
      const selected = selectedFrom(select, sources);
      const equalities = equalitiesIn([...conjuncts(select.whereClause), ...joinTerms(fromClause)], sources);
      for (const source of sources) {
        if (selected === undefined || selected.has(source) || source.relation === undefined || source.nullable) continue;
        const columns = new Set(equalities.filter((equality) => equality.source === source).map(({ column }) => column));
        const span = spanOfName(source.location ?? 0, tokensOf(context.statement));
        if (columns.size === 0 || span === undefined || isUniqueBy(source.relation, columns) || isBridge(source, equalities)) continue;
        context.report({ span, message: 'repeats', data: { relation: quoteIdentifier(source.alias ?? '') }, fixes: askForExistence(select, source, context) });
      }
    },
  },
});

/** Undefined where a star or an unknown column could be of any. */
function selectedFrom(select: SelectStmt, sources: readonly Source[]): ReadonlySet<Source> | undefined {
  const selected = new Set<Source>();
  const sorted = (select.sortClause ?? []).flatMap((item) => ('SortBy' in item && item.SortBy.node !== undefined ? [item.SortBy.node] : []));
  for (const value of [...targetValues(select), ...sorted]) {
    const star = starQualifier(value);
    if (star?.length === 0) return undefined;
    for (const source of sources) if (star !== undefined && source.alias === star.at(-1)) selected.add(source);
    const mentioned = mentionedIn(value, sources);
    if (mentioned === 'unknown') return undefined;
    for (const source of mentioned) selected.add(source);
  }
  return selected.size === 0 ? undefined : selected;
}

/** It ties two others together, so that EXISTS would have to take one of them along. */
function isBridge(source: Source, equalities: ReturnType<typeof equalitiesIn>): boolean {
  return new Set(equalities.flatMap((equality) => (equality.source === source && typeof equality.with !== 'string' ? [equality.with.source] : []))).size > 1;
}

/** Where it is joined last: what follows the join, its condition and WHERE, becomes the sub-select, with a few words exchanged. */
function askForExistence(select: SelectStmt, source: Source, { statement }: RuleContext): readonly FixDraft[] {
  const last = select.fromClause?.at(-1);
  const from = readFromClause(select, statement);
  const asked = last === undefined || from === undefined ? undefined
    : 'JoinExpr' in last ? lastJoin(last.JoinExpr, source, statement)
      : 'RangeVar' in last && (last.RangeVar.location ?? 0) === source.location && from.items.length > 1 ? lastItem(source, statement)
        : undefined;
  if (from === undefined || asked === undefined || (select.whereClause === undefined) !== (from.where === undefined)) return [];
  const { where } = from;
  const end = where?.condition.end ?? from.span.end;
  const opening = isOr(select.whereClause) && asked.hasCondition ? '(' : '';
  const edits: Edit[] = [...asked.edits, { start: end, end, text: opening === '' ? ')' : '))' }];
  if (where !== undefined && asked.hasCondition) edits.push({ ...where.keyword, text: 'AND' });
  if (where !== undefined && opening !== '') edits.push({ start: where.condition.start, end: where.condition.start, text: opening });
  return [{ title: 'Ask with EXISTS', kind: 'suggestion', edits: edits.toSorted((a, b) => a.start - b.start || a.end - b.end) }];
}

function isOr(node: Node | undefined): boolean {
  return node !== undefined && 'BoolExpr' in node && node.BoolExpr.boolop === 'OR_EXPR';
}

interface Asked {
  readonly edits: readonly Edit[];
  /** There is a WHERE of the sub-select already. */
  readonly hasCondition: boolean;
}

/** `[INNER] JOIN o ON …` as `WHERE EXISTS (SELECT FROM o WHERE …`. */
function lastJoin({ jointype, rarg, quals }: JoinExpr, { location }: Source, statement: RuleContext['statement']): Asked | undefined {
  if (jointype !== 'JOIN_INNER' || rarg === undefined || !('RangeVar' in rarg) || (rarg.RangeVar.location ?? 0) !== location || quals === undefined) return undefined;
  const tokens = tokensOf(statement);
  const join = indexAt(tokens, location) - 1;
  const [inner, word] = [tokens.list[wordAt(tokens, join - 1) === 'inner' ? join - 1 : join], tokens.list[join]];
  const condition = operandExtent(quals, statement);
  const on = condition === undefined ? -1 : indexAt(tokens, condition.start) - 1;
  const keyword = tokens.list[on];
  if (wordAt(tokens, join) !== 'join' || wordAt(tokens, on) !== 'on' || inner === undefined || word === undefined || keyword === undefined || condition === undefined || isOr(quals)) return undefined;
  if (hasComment(statement.text, { start: inner.start, end: word.end })) return undefined;
  return {
    edits: [{ start: inner.start, end: word.end, text: 'WHERE EXISTS (SELECT FROM' }, { start: keyword.start, end: keyword.end, text: 'WHERE' }],
    hasCondition: true,
  };
}

/** `, o WHERE …` as ` WHERE EXISTS (SELECT FROM o WHERE …`. */
function lastItem({ location }: Source, statement: RuleContext['statement']): Asked | undefined {
  const tokens = tokensOf(statement);
  const comma = tokens.list[indexAt(tokens, location ?? 0) - 1];
  if (comma === undefined || statement.text.slice(comma.start, comma.end) !== ',') return undefined;
  return { edits: [{ start: comma.start, end: comma.end, text: ' WHERE EXISTS (SELECT FROM' }], hasCondition: false };
}
