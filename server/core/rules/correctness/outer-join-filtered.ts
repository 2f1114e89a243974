import type { JoinExpr, Node, SelectStmt } from '@pgsql/types';
import { conjuncts } from '../../sql/expression';
import { operandExtent, spanFor } from '../../sql/extent';
import { readFromClause } from '../../sql/from-clause';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
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
          const join = joinOf(select, source, context);
          reported.add(source);
          context.report({
            span: spanFor(term, context.statement),
            message: join === 'JOIN_FULL' ? 'undoneFull' : 'undone',
            data: { join: join === 'JOIN_RIGHT' ? 'RIGHT JOIN' : 'LEFT JOIN', column: parts.map(quoteIdentifier).join('.') },
            fixes: join === 'JOIN_LEFT' ? [...writeJoin(source, context), ...moveIntoOn(select, term, source, context)] : [],
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

/** The innermost outer join that can leave the source out. */
function joinOf(select: SelectStmt, source: Source, context: RuleContext): JoinExpr['jointype'] {
  let found: JoinExpr['jointype'];
  const scope = scopeOf(context.catalog, [], undefined);
  const holds = (node: Node | undefined) => node !== undefined && sourcesOf([node], scope).some(({ alias }) => alias === source.alias);
  const descend = (node: Node | undefined): void => {
    if (node === undefined || !('JoinExpr' in node)) return;
    const { jointype, larg, rarg } = node.JoinExpr;
    const [left, right] = [holds(larg), holds(rarg)];
    if (jointype === 'JOIN_FULL' ? left || right : (jointype === 'JOIN_LEFT' && right) || (jointype === 'JOIN_RIGHT' && left)) found = jointype;
    descend(left ? larg : right ? rarg : undefined);
  };
  for (const item of select.fromClause ?? []) descend(item);
  return found;
}

/** Where the joined relation stands right behind LEFT [OUTER] JOIN. */
function writeJoin(source: Source, { statement }: RuleContext): readonly FixDraft[] {
  if (source.location === undefined) return [];
  const tokens = tokensOf(statement);
  const join = indexAt(tokens, source.location) - 1;
  const left = wordAt(tokens, join - 1) === 'outer' ? join - 2 : join - 1;
  const [first, last] = [tokens.list[left], tokens.list[join]];
  if (wordAt(tokens, join) !== 'join' || wordAt(tokens, left) !== 'left' || first === undefined || last === undefined) return [];
  return [{ title: 'Write JOIN, which is what the query does now', kind: 'suggestion', edits: [{ start: first.start, end: last.end, text: 'JOIN' }] }];
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
