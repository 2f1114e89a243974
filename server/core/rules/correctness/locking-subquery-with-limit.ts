import type { Node, SelectStmt, SubLink } from '@pgsql/types';
import { columnParts, columnReferences, conjuncts, selectOf, targetValues } from '../../sql/expression';
import { extentOf } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type Ancestor, type FixDraft, type RuleContext } from '../rule';
import doc from './locking-subquery-with-limit.md';

export const lockingSubqueryWithLimit = defineRule({
  id: 'locking-subquery-with-limit',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    runsAgain: 'The plan may run this sub-select once for every row that it compares, and each run locks other rows: more rows are changed than LIMIT says. Choose the rows first, WITH picked AS MATERIALIZED (…).',
  },
  visit: {
    UpdateStmt({ whereClause, withClause, relation }, context, ancestors) {
      report(whereClause, { context, ancestors, canPrefix: withClause === undefined, target: relation?.alias?.aliasname ?? relation?.relname });
    },
    DeleteStmt({ whereClause, withClause, relation }, context, ancestors) {
      report(whereClause, { context, ancestors, canPrefix: withClause === undefined, target: relation?.alias?.aliasname ?? relation?.relname });
    },
  },
});

interface Place {
  readonly context: RuleContext;
  readonly ancestors: readonly Ancestor[];
  /** Whether a WITH can be written before the statement. */
  readonly canPrefix: boolean;
  readonly target: string | undefined;
}

/** `= (SELECT …)` runs once, only `IN` and `= ANY` are joined. */
function report(where: Node | undefined, place: Place): void {
  const { context } = place;
  for (const term of conjuncts(where)) {
    if (!('SubLink' in term) || term.SubLink.subLinkType !== 'ANY_SUBLINK') continue;
    const select = selectOf(term.SubLink.subselect);
    if (select?.limitCount === undefined || select.lockingClause === undefined) continue;
    const span = extentOf(term, context.statement);
    if (span !== undefined) context.report({ span, message: 'runsAgain', fixes: pickFirst(term.SubLink, select, place) });
  }
}

function pickFirst(link: SubLink, select: SelectStmt, { context, ancestors, canPrefix, target }: Place): readonly FixDraft[] {
  const { statement } = context;
  const [value, more] = targetValues(select);
  const column = columnParts(value)?.at(-1);
  const whole = extentOf({ SubLink: { ...link, subLinkType: 'EXPR_SUBLINK', testexpr: undefined } as unknown as SubLink }, statement);
  const correlated = columnReferences({ SelectStmt: select }).some((parts) => parts.length > 1 && parts.at(-2) === target) && !readsTarget(select, target);
  if (!canPrefix || ancestors.length > 0 || column === undefined || more !== undefined || whole === undefined || correlated) return [];
  const open = statement.text.indexOf('(', whole.start);
  const query = statement.text.slice(open + 1, whole.end - 1).trim();
  const name = quoteIdentifier(column);
  return [{
    title: 'Choose the rows first',
    kind: 'suggestion',
    edits: [
      { start: 0, end: 0, text: `WITH picked (${name}) AS MATERIALIZED (\n  ${query}\n)\n` },
      { start: open + 1, end: whole.end - 1, text: `SELECT ${name} FROM picked` },
    ],
  }];
}

function readsTarget(select: SelectStmt, target: string | undefined): boolean {
  return (select.fromClause ?? []).some((item) => 'RangeVar' in item && (item.RangeVar.alias?.aliasname ?? item.RangeVar.relname) === target);
}
