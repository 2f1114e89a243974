import type { A_Expr, FuncCall, Node } from '@pgsql/types';
import { columnsIn } from '../../sql/column-mentions';
import { spanOfNode, tokensOf } from '../../sql/find';
import { namesOf, quoteIdentifier, referenceOf } from '../../sql/names';
import { enumerate } from '../../sql/new-columns';
import { walk } from '../../sql/walk';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './rls-initplan.md';

export const rlsInitplan = defineRule({
  id: 'rls-initplan',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['splinter'],
  doc,
  messages: {
    perRow: 'The policy calls {functions} for every row that a query reads in {table}, though the answer is the same for all of them. Written as a sub-select, (SELECT …), it is computed once for the query.',
  },
  visit: {
    CreatePolicyStmt(node, context) {
      if (node.table !== undefined) check([node.qual, node.with_check], context.display(referenceOf(node.table)), context);
    },
    AlterPolicyStmt(node, context) {
      if (node.table !== undefined) check([node.qual, node.with_check], context.display(referenceOf(node.table)), context);
    },
  },
});

interface Call {
  readonly name: string;
  readonly span: Span;
  /** `= ANY (f())` asks for an array; around a sub-select it would ask for rows. */
  readonly asArray: boolean;
}

function check(expressions: readonly (Node | undefined)[], table: string, context: RuleContext): void {
  const calls = expressions.flatMap((expression) => (expression === undefined ? [] : steadyCalls(expression, context)));
  const [first] = calls;
  if (first === undefined) return;
  const { text } = context.statement;
  context.report({
    span: first.span,
    message: 'perRow',
    data: { table, functions: enumerate([...new Set(calls.map(({ name }) => name))]) },
    fixes: calls.some(({ asArray }) => asArray) ? [] : [{ title: 'Call it once for the query', kind: 'safe', edits: calls.map(({ span }) => ({ ...span, text: `(SELECT ${text.slice(span.start, span.end)})` })) }],
  });
}

/** Outermost calls whose result no row changes, outside of any sub-select: what stands in one is planned by itself. */
function steadyCalls(expression: Node, context: RuleContext): readonly Call[] {
  const tokens = tokensOf(context.statement);
  const calls: Call[] = [];
  const inside = new Set<object>();
  walk(expression, (tag, node, ancestors) => {
    if (tag !== 'FuncCall' || ancestors.some((ancestor) => ancestor.tag === 'SubLink' || inside.has(ancestor.node))) return;
    const call = node as FuncCall;
    if (!isSteady(call, context) || columnsIn({ FuncCall: call }).length > 0) return;
    const span = spanOfNode(call, tokens);
    if (span === undefined || tokens.text[span.end - 1] !== ')') return;
    inside.add(node);
    const around = ancestors.at(-1);
    const kind = around?.tag === 'A_Expr' ? (around.node as A_Expr).kind : undefined;
    calls.push({ name: `${namesOf(call.funcname).map(quoteIdentifier).join('.')}()`, span, asArray: kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL' });
  });
  return calls;
}

/** Functions of Supabase and PostgREST about the caller, a setting of the session, and functions that were declared STABLE. */
function isSteady({ funcname, args }: FuncCall, { catalog }: RuleContext): boolean {
  const names = namesOf(funcname);
  const [schema, name = ''] = [names.at(-2), names.at(-1)];
  if (schema === 'auth') return ['uid', 'jwt', 'role', 'email'].includes(name);
  if (name === 'current_setting' && (schema === undefined || schema === 'pg_catalog')) return true;
  if (schema === 'pg_catalog') return false;
  const routines = catalog.routines({ schema, name }).filter(({ argumentCount }) => argumentCount === (args?.length ?? 0));
  return routines.length > 0 && routines.every(({ volatility }) => volatility === 'stable');
}
