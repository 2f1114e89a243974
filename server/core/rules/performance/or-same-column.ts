import type { Node } from '@pgsql/types';
import { rewriteWithComments } from '../../sql/comments';
import { columnParts, isFixed, operatorOf } from '../../sql/expression';
import { extentOf, spanFor, textOf } from '../../sql/extent';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './or-same-column.md';

export const orSameColumn = defineRule({
  id: 'or-same-column',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  optional: true,
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    list: '{column} is compared with {count} values one by one. IN says the same, and is one search of an index instead of several joined by a bitmap.',
  },
  visit: {
    BoolExpr(expression, context) {
      const { boolop, args = [] } = expression;
      if (boolop !== 'OR_EXPR' || args.length < 2) return;
      const pairs = args.map(equality);
      const [first] = pairs;
      if (first === undefined || !pairs.every((pair) => pair !== undefined && pair.column === first.column)) return;
      const node: Node = { BoolExpr: expression };
      context.report({ span: spanFor(node, context.statement), message: 'list', data: { column: first.column, count: String(args.length) }, fixes: writeIn(node, pairs.flatMap((pair) => pair ?? []), context) });
    },
  },
});

interface Equality {
  readonly column: string;
  readonly node: Node;
  readonly value: Node;
}

function equality(term: Node): Equality | undefined {
  if (!('A_Expr' in term) || term.A_Expr.kind !== 'AEXPR_OP' || operatorOf(term.A_Expr) !== '=') return undefined;
  const { lexpr, rexpr } = term.A_Expr;
  const [node, value] = columnParts(lexpr) !== undefined ? [lexpr, rexpr] : [rexpr, lexpr];
  const parts = columnParts(node);
  return parts === undefined || node === undefined || value === undefined || !isFixed(value) ? undefined : { column: parts.join('.'), node, value };
}

function writeIn(node: Node, pairs: readonly Equality[], { statement }: RuleContext): readonly FixDraft[] {
  const whole = extentOf(node, statement);
  const [column, ...values] = [pairs[0]?.node, ...pairs.map(({ value }) => value)].map((each) => (each === undefined ? undefined : textOf(each, statement)));
  if (whole === undefined || column === undefined || values.includes(undefined)) return [];
  return [{ title: 'Write IN', kind: 'safe', edits: [rewriteWithComments(whole, `${column} IN (${values.join(', ')})`, statement)] }];
}
