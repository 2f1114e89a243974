import type { A_Expr, Node } from '@pgsql/types';
import { isNullConstant, operatorOf, withoutCasts } from '../../sql/expression';
import { extentOf, operandExtent, spanFor, textOf } from '../../sql/extent';
import type { Edit } from '../../text/span';
import { defineRule, type Ancestor, type FixDraft, type RuleContext } from '../rule';
import doc from './null-in-list.md';

export const nullInList = defineRule({
  id: 'null-in-list',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    notIn: 'NULL in this list makes the condition never true: for a value that is not in the list, the comparison with NULL is unknown. Take NULL out of the list.',
    inCheck: 'NULL in this list makes the CHECK accept every value: for a value that is not in the list the result is NULL, and only false is refused. Take NULL out; a column that may be NULL passes anyway.',
    inList: 'NULL in this list matches nothing, also not a NULL. Take it out, or add OR … IS NULL.',
    caseWhen: 'WHEN NULL never matches: CASE compares with =, and nothing equals NULL. Write CASE WHEN … IS NULL.',
  },
  visit: {
    A_Expr(expression, context, ancestors) {
      const list = listOf(expression);
      const operator = operatorOf(expression);
      if (list === undefined || !list.some(isNullConstant)) return;
      const negative = operator === '<>' && expression.kind !== 'AEXPR_OP_ANY';
      if (!negative && operator !== '=') return;
      const message = negative ? 'notIn' : isInCheck(ancestors) ? 'inCheck' : 'inList';
      context.report({
        span: spanFor({ A_Expr: expression }, context.statement),
        message,
        fixes: [...leaveOut(list, context), ...(message === 'inList' ? testNull(expression, list, context) : [])],
        ...(message === 'inList' ? { severity: 'warning' as const } : {}),
      });
    },
    CaseExpr({ arg, args }, context) {
      if (arg === undefined) return;
      for (const each of args ?? []) {
        const value = 'CaseWhen' in each ? each.CaseWhen.expr : undefined;
        if (value !== undefined && isNullConstant(value)) context.report({ span: spanFor(value, context.statement), message: 'caseWhen' });
      }
    },
  },
});

/** The values of `IN (…)`, `= ANY (ARRAY[…])` and `<> ALL (ARRAY[…])`. */
function listOf({ kind, rexpr }: A_Expr): readonly Node[] | undefined {
  if (rexpr === undefined) return undefined;
  if (kind === 'AEXPR_IN') return 'List' in rexpr ? rexpr.List.items : undefined;
  if (kind !== 'AEXPR_OP_ANY' && kind !== 'AEXPR_OP_ALL') return undefined;
  const array = withoutCasts(rexpr);
  return 'A_ArrayExpr' in array ? array.A_ArrayExpr.elements : undefined;
}

function isInCheck(ancestors: readonly Ancestor[]): boolean {
  return ancestors.some(({ tag, node }) => tag === 'Constraint' && (node as { contype?: string }).contype === 'CONSTR_CHECK');
}

function leaveOut(list: readonly Node[], context: RuleContext): readonly FixDraft[] {
  const edit = withoutNull(list, context);
  return edit === undefined ? [] : [{ title: 'Take NULL out of the list', kind: 'suggestion', edits: [edit] }];
}

/** With the comma that belongs to it; undefined where NULL stands alone or more than once. */
function withoutNull(list: readonly Node[], { statement }: RuleContext): Edit | undefined {
  const index = list.findIndex(isNullConstant);
  const [value, before, after] = [list[index], list[index - 1], list[index + 1]];
  if (value === undefined || list.filter(isNullConstant).length > 1) return undefined;
  const [span, previous, next] = [value, before, after].map((node) => (node === undefined ? undefined : operandExtentOfItem(node, list.length, statement)));
  if (span === undefined) return undefined;
  if (previous !== undefined) return { start: previous.end, end: span.end, text: '' };
  return next === undefined ? undefined : { start: span.start, end: next.start, text: '' };
}

/** The parentheses around a list of one are the list's. */
function operandExtentOfItem(node: Node, count: number, statement: RuleContext['statement']): ReturnType<typeof extentOf> {
  return count > 1 ? operandExtent(node, statement) : extentOf(node, statement);
}

function testNull(expression: A_Expr, list: readonly Node[], context: RuleContext): readonly FixDraft[] {
  const whole = extentOf({ A_Expr: expression }, context.statement);
  const edit = withoutNull(list, context);
  const value = expression.lexpr === undefined ? undefined : textOf(expression.lexpr, context.statement);
  if (whole === undefined || edit === undefined || value === undefined) return [];
  const edits = [{ start: whole.start, end: whole.start, text: '(' }, edit, { start: whole.end, end: whole.end, text: ` OR ${value} IS NULL)` }];
  return [{ title: `Also take rows where ${value} is NULL`, kind: 'suggestion', edits }];
}
