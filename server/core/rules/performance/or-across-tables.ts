import type { Node, SelectStmt } from '@pgsql/types';
import { conjuncts, hasAggregate, targetValues } from '../../sql/expression';
import { operandExtent, spanFor, textOf } from '../../sql/extent';
import { hasComment } from '../../sql/from-clause';
import { mentionedIn, scopeOf, sourcesOf } from '../sources';
import { walk } from '../../sql/walk';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './or-across-tables.md';

export const orAcrossTables = defineRule({
  id: 'or-across-tables',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  peers: ['eslint-plugin-postgresql', 'sqlcheck'],
  doc,
  messages: {
    noIndex: 'The arms of this OR are about different tables, so no index can answer it: the tables are joined whole and filtered then. Two queries with UNION ALL can each use an index.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause, whereClause } = select;
      if (whereClause === undefined || fromClause === undefined || (fromClause.length < 2 && !fromClause.some((item) => 'JoinExpr' in item))) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      for (const term of conjuncts(whereClause)) {
        if (!('BoolExpr' in term) || term.BoolExpr.boolop !== 'OR_EXPR') continue;
        const arms = (term.BoolExpr.args ?? []).map((arm) => mentionedIn(arm, sources));
        const single = arms.map((arm) => (arm === 'unknown' || arm.size !== 1 ? undefined : [...arm][0]));
        if (single.includes(undefined) || new Set(single).size < 2) continue;
        context.report({ span: spanFor(term, context.statement), message: 'noIndex', fixes: ancestors.length === 0 ? writeUnion(select, term, context) : [] });
      }
    },
  },
});

/** The statement twice, once for each arm; the second leaves out what the first has found. Only of a plain query, where nothing comes behind WHERE. */
function writeUnion(select: SelectStmt, term: Node, { statement }: RuleContext): readonly FixDraft[] {
  const { sortClause, limitCount, limitOffset, groupClause, havingClause, distinctClause, windowClause, lockingClause, withClause, intoClause } = select;
  const more = [sortClause, limitCount, limitOffset, groupClause, havingClause, distinctClause, windowClause, lockingClause, withClause, intoClause];
  const [first, second, third] = 'BoolExpr' in term ? term.BoolExpr.args ?? [] : [];
  const whole = operandExtent(term, statement);
  if (more.some((part) => part !== undefined) || targetValues(select).some((value) => hasAggregate(value) || isWindow(value))) return [];
  const [one, other] = [first, second].map((arm) => (arm === undefined ? undefined : textOf(arm, statement)));
  if (third !== undefined || one === undefined || other === undefined || whole === undefined || hasComment(statement.text, whole)) return [];
  const { text } = statement;
  const again = `${text.slice(0, whole.start)}${other} AND (${one}) IS NOT TRUE${text.slice(whole.end)}`;
  return [{ title: 'Write two queries', kind: 'suggestion', edits: [{ ...whole, text: one }, { start: text.length, end: text.length, text: `\nUNION ALL\n${again}` }] }];
}

function isWindow(value: Node): boolean {
  let found = false;
  walk(value, (tag, node) => {
    if (tag === 'FuncCall' && (node as { over?: object }).over !== undefined) found = true;
  });
  return found;
}
