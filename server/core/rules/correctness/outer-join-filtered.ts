import type { JoinExpr, Node, SelectStmt } from '@pgsql/types';
import { conjuncts } from '../../sql/expression';
import { operandExtent, spanFor } from '../../sql/extent';
import { hasComment, readFromClause } from '../../sql/from-clause';
import { indexAt, startOf, tokensOf, wordAt } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { columnsRejectingNull } from '../../sql/null-rejection';
import { scopeOf, sourceOf, sourcesOf, type Source } from '../sources';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './outer-join-filtered.md';

export const outerJoinFiltered = defineRule({
  id: 'outer-join-filtered',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    undone: 'In the rows that the {join} keeps without a match, {column} is NULL and this condition is not true, so it drops them again: the join works like a JOIN. Move the condition into ON to keep those rows, or write JOIN.',
    undoneFull: 'In the rows that the FULL JOIN keeps without a match, {column} is NULL and this condition is not true, so it drops them again. Move the condition into a sub-select, or write the join that is left.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause, whereClause } = select;
      if (whereClause === undefined || !(fromClause ?? []).some(hasOuterJoin)) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      const reported = new Set<Source>();
      for (const term of conjuncts(whereClause)) {
        for (const parts of columnsRejectingNull(term)) {
          const source = sourceOf(parts, sources);
          if (source === undefined || !source.nullable || reported.has(source)) continue;
          const joins = joinsOf(select, source, context);
          const join = joins.at(-1)?.join.jointype;
          reported.add(source);
          context.report({
            span: spanFor(term, context.statement),
            message: join === 'JOIN_FULL' ? 'undoneFull' : 'undone',
            data: { join: join === 'JOIN_RIGHT' ? 'RIGHT JOIN' : 'LEFT JOIN', column: parts.map(quoteIdentifier).join('.') },
            fixes: [...writeJoin(joins, context), ...(join === 'JOIN_LEFT' && joins.length === 1 ? moveIntoOn(select, term, source, context) : [])],
          });
        }
      }
    },
  },
});

function hasOuterJoin(node: Node): boolean {
  if (!('JoinExpr' in node)) return false;
  const { jointype, larg, rarg } = node.JoinExpr;
  return jointype !== 'JOIN_INNER' || [larg, rarg].some((side) => side !== undefined && hasOuterJoin(side));
}

interface OuterJoin {
  readonly join: JoinExpr;
  /** Which side the source stands on. */
  readonly side: 'left' | 'right';
}

/** The outer joins that can leave the source out, the innermost last. */
function joinsOf(select: SelectStmt, source: Source, context: RuleContext): readonly OuterJoin[] {
  const found: OuterJoin[] = [];
  const scope = scopeOf(context.catalog, [], undefined);
  const holds = (node: Node | undefined) => node !== undefined && sourcesOf([node], scope).some(({ alias }) => alias === source.alias);
  const descend = (node: Node | undefined): void => {
    if (node === undefined || !('JoinExpr' in node)) return;
    const { jointype, larg, rarg } = node.JoinExpr;
    const [left, right] = [holds(larg), holds(rarg)];
    if (jointype === 'JOIN_FULL' ? left || right : (jointype === 'JOIN_LEFT' && right) || (jointype === 'JOIN_RIGHT' && left)) found.push({ join: node.JoinExpr, side: left ? 'left' : 'right' });
    descend(left ? larg : right ? rarg : undefined);
  };
  for (const item of select.fromClause ?? []) descend(item);
  return found;
}

/** Where one join alone leaves the source out, and its right side is a relation right behind LEFT, RIGHT or FULL [OUTER] JOIN. */
function writeJoin([outer, more]: readonly OuterJoin[], { statement }: RuleContext): readonly FixDraft[] {
  const { rarg } = outer?.join ?? {};
  const location = rarg !== undefined && 'RangeVar' in rarg ? startOf(rarg.RangeVar) : undefined;
  if (outer === undefined || more !== undefined || location === undefined) return [];
  const tokens = tokensOf(statement);
  const join = indexAt(tokens, location) - 1;
  const kind = wordAt(tokens, join - 1) === 'outer' ? join - 2 : join - 1;
  const [first, last] = [tokens.list[kind], tokens.list[join]];
  if (wordAt(tokens, join) !== 'join' || !['left', 'right', 'full'].includes(wordAt(tokens, kind) ?? '') || first === undefined || last === undefined) return [];
  const text = outer.join.jointype === 'JOIN_FULL' ? `${outer.side.toUpperCase()} JOIN` : 'JOIN';
  const words = tokens.list.slice(kind, join).map((token, index) => ({ start: token.start, end: token.end, text: index === 0 ? text.replace(/ ?JOIN$/, '') : '' }));
  const edits = hasComment(statement.text, { start: first.start, end: last.end }) ? words : [{ start: first.start, end: last.end, text }];
  return [{ title: `Write ${text}, which is what the query does now`, kind: 'suggestion', edits }];
}

/** Where the relation is joined last and the condition comes first in WHERE: then only the words between them change. */
function moveIntoOn(select: SelectStmt, term: Node, source: Source, { statement }: RuleContext): readonly FixDraft[] {
  const [item, more] = select.fromClause ?? [];
  const join = item !== undefined && 'JoinExpr' in item && more === undefined ? item.JoinExpr : undefined;
  const isLast = join?.rarg !== undefined && 'RangeVar' in join.rarg && (join.rarg.RangeVar.location ?? 0) === source.location;
  const [first, ...rest] = conjuncts(select.whereClause);
  const { quals } = join ?? {};
  const about = (other: Node) => columnsRejectingNull(other).some((parts) => parts.length < 2 || parts.at(-2) === source.alias);
  if (!isLast || first !== term || quals === undefined || ('BoolExpr' in quals && quals.BoolExpr.boolop === 'OR_EXPR') || rest.some(about)) return [];
  const where = readFromClause(select, statement)?.where;
  const span = operandExtent(term, statement);
  const tokens = tokensOf(statement);
  const next = span === undefined ? -1 : indexAt(tokens, span.end);
  const and = tokens.list[next];
  if (where === undefined || span === undefined || where.condition.start !== span.start) return [];
  const edits = [{ ...where.keyword, text: 'AND' }];
  if (rest.length > 0) {
    if (and === undefined || wordAt(tokens, next) !== 'and') return [];
    edits.push({ start: and.start, end: and.end, text: 'WHERE' });
  }
  return [{ title: 'Move the condition into ON, to keep the rows without a match', kind: 'suggestion', edits }];
}
