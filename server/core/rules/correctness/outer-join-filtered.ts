import type { JoinExpr, Node, SelectStmt } from '@pgsql/types';
import { conjuncts } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
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
            fixes: join === 'JOIN_LEFT' ? writeJoin(source, context) : [],
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
