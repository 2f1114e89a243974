import type { A_Expr, Node } from '@pgsql/types';
import { rewriteWithComments } from '../../sql/comments';
import { builtinName, columnReferences, isFixed, operatorOf } from '../../sql/expression';
import { extentOf, spanFor } from '../../sql/extent';
import { rewriteSearch } from '../../sql/move-to-value';
import { namesOf } from '../../sql/names';
import { hasExpressionIndex, indexOn, isFoundOtherwise, searchVisitors, tableOf, type Search } from '../searched-columns';
import { defineRule, type RuleContext } from '../rule';
import doc from './non-sargable-predicate.md';

export const nonSargablePredicate = defineRule({
  id: 'non-sargable-predicate',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['Bytebase'],
  doc,
  messages: {
    defeatsIndex: 'Here {expression} is computed for each row and then compared, so index {index} on {column} cannot find the rows. {instead}',
    unknownIndex: 'Here {expression} is computed for each row and then compared, so an index on {column} cannot find the rows. {instead}',
  },
  visit: searchVisitors(look),
});

const searching: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=', '~~']);

function look(term: A_Expr, found: Search, context: RuleContext): void {
  const { kind, lexpr, rexpr } = term;
  const operator = kind === 'AEXPR_BETWEEN' ? '=' : operatorOf(term);
  if (lexpr === undefined || rexpr === undefined || operator === undefined || !searching.has(operator)) return;
  if (kind !== 'AEXPR_OP' && kind !== 'AEXPR_IN' && kind !== 'AEXPR_BETWEEN' && kind !== 'AEXPR_LIKE' && kind !== 'AEXPR_OP_ANY') return;
  const wrapped = [lexpr, rexpr].find(isWrapped);
  const value = wrapped === lexpr ? rexpr : lexpr;
  if (wrapped === undefined || !isFixed(value)) return;
  const parts = columnReferences(wrapped)[0] ?? [];
  const source = tableOf(parts, found.sources);
  const name = parts.at(-1) ?? '';
  if (source === undefined || isFoundOtherwise(source, found) || hasExpressionIndex(source, wrapped)) return;
  const column = source.relation?.columns.find((each) => each.name === name);
  const index = indexOn(source, name);
  // Without an index on the column, nothing is lost by computing with it.
  if (source.relation !== undefined && (index === undefined || (column !== undefined && keepsType(wrapped, column.type.name)))) return;
  const rewrite = rewriteSearch(term, { wrapped, type: column?.type.name, statement: context.statement });
  const whole = extentOf({ A_Expr: term }, context.statement);
  context.report({
    span: spanFor(wrapped, context.statement),
    message: index === undefined ? 'unknownIndex' : 'defeatsIndex',
    data: { expression: textOfSpan(wrapped, context), index: index?.name ?? '', column: name, instead: rewrite === undefined ? 'Compare the column itself, or make an index on the expression.' : `Write ${rewrite.text}.` },
    fixes: rewrite === undefined || whole === undefined ? [] : [{ title: 'Compare the column itself', kind: rewrite.exact ? 'safe' : 'suggestion', edits: [rewriteWithComments(whole, rewrite.text, context.statement)] }],
    ...(index === undefined ? { severity: 'info' as const } : {}),
  });
}

function textOfSpan(node: Node, { statement }: RuleContext): string {
  const { start, end } = spanFor(node, statement);
  return statement.text.slice(start, end).replaceAll(/\s+/g, ' ');
}

/** Functions whose comparison could be written as a search for the column, or that people make indexes on. */
const wrappers: ReadonlySet<string> = new Set(['lower', 'upper', 'trim', 'btrim', 'ltrim', 'rtrim', 'date_trunc', 'date', 'date_part', 'extract', 'to_char', 'to_date', 'timezone', 'left', 'to_timestamp']);

/** One column within such a function, a cast, COALESCE or arithmetic, everything else fixed. */
function isWrapped(node: Node): boolean {
  return columnReferences(node).length === 1 && wraps(node);
}

function wraps(node: Node | undefined): boolean {
  if (node === undefined) return false;
  const within = (inner: Node) => 'ColumnRef' in inner || wraps(inner);
  if ('TypeCast' in node) return node.TypeCast.arg !== undefined && within(node.TypeCast.arg);
  if ('CoalesceExpr' in node) return onlyOne(node.CoalesceExpr.args ?? [], within);
  if ('FuncCall' in node) {
    const { args = [] } = node.FuncCall;
    const prefix = (builtinName(node.FuncCall) === 'substring' || builtinName(node.FuncCall) === 'substr') && isOne(args[1]);
    return (prefix || wrappers.has(builtinName(node.FuncCall) ?? '')) && onlyOne(args, within);
  }
  if (!('A_Expr' in node) || node.A_Expr.kind !== 'AEXPR_OP' || node.A_Expr.lexpr === undefined || node.A_Expr.rexpr === undefined) return false;
  return ['+', '-', '*', '/'].includes(operatorOf(node.A_Expr) ?? '') && onlyOne([node.A_Expr.lexpr, node.A_Expr.rexpr], within);
}

function onlyOne(args: readonly Node[], within: (node: Node) => boolean): boolean {
  return args.filter(within).length === 1 && args.every((argument) => within(argument) || isFixed(argument));
}

function isOne(node: Node | undefined): boolean {
  return node !== undefined && 'A_Const' in node && node.A_Const.ival?.ival === 1;
}

const texts: ReadonlySet<string> = new Set(['text', 'varchar']);

/** A cast to the same type, or among text, varchar and bpchar, computes nothing (`castmethod` b in pg_cast). */
function keepsType(node: Node, type: string): boolean {
  if (!('TypeCast' in node) || node.TypeCast.arg === undefined || !('ColumnRef' in node.TypeCast.arg)) return false;
  const to = namesOf(node.TypeCast.typeName?.names).at(-1) ?? '';
  return to === type || (texts.has(type) && (texts.has(to) || to === 'bpchar'));
}
