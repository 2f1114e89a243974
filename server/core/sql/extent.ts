import type { A_Expr, FuncCall, Node, SubLink, TypeCast } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { closingIndex, indexAt, spanOfName, spanOfNode, startOf, tokenAt, tokensOf, wordAt, type Tokens } from './find';
import { firstLocation } from './offset-clause';
import { isSymbol } from './tokens';
import { spanOfType } from './type-span';

/**
 * The text of an expression from its first to its last character, without parentheses around it. undefined where the tree does not tell
 * where it ends and the text does not show it plainly.
 */
export function extentOf(node: Node, statement: Statement): Span | undefined {
  const span = measure(node, tokensOf(statement));
  return span === undefined ? undefined : wholePlaceholders(span, statement);
}

/** `extentOf` with the parentheses around it. Only for an operand: around something that stands alone, they can belong to a call. */
export function operandExtent(node: Node, statement: Statement): Span | undefined {
  const span = operand(node, tokensOf(statement));
  return span === undefined ? undefined : wholePlaceholders(span, statement);
}

/** The extent, or where that is not known the first token of the expression. */
export function spanFor(node: Node, statement: Statement): Span {
  const known = extentOf(node, statement);
  if (known !== undefined) return known;
  const start = firstLocation(node) ?? 0;
  return spanOfNode({ location: start }, tokensOf(statement)) ?? { start, end: Math.min(statement.text.length, start + 1) };
}

/** The text of an operand as it is written, with its own parentheses. */
export function textOf(node: Node, statement: Statement): string | undefined {
  const span = operandExtent(node, statement);
  return span === undefined ? undefined : statement.text.slice(span.start, span.end);
}

/** A placeholder may be longer than what was given to the parser in its place. */
export function wholePlaceholders({ start, end }: Span, statement: Statement): Span {
  const first = statement.placeholders.find((each) => each.start < start && start < each.end);
  const last = statement.placeholders.find((each) => each.start < end && end < each.end);
  return { start: first?.start ?? start, end: last?.end ?? end };
}

function operand(node: Node | undefined, tokens: Tokens): Span | undefined {
  let span = node === undefined ? undefined : measure(node, tokens);
  while (span !== undefined) {
    const before = tokens.list[indexAt(tokens, span.start) - 1];
    const after = tokens.list[indexAt(tokens, span.end)];
    if (!isSymbol(tokens.text, before, '(') || !isSymbol(tokens.text, after, ')')) return span;
    span = { start: before?.start ?? span.start, end: after?.end ?? span.end };
  }
  return span;
}

function measure(node: Node, tokens: Tokens): Span | undefined {
  if ('ColumnRef' in node) return spanOfName(startOf(node.ColumnRef) ?? -1, tokens);
  if ('ParamRef' in node) return spanOfName(startOf(node.ParamRef) ?? -1, tokens) ?? oneToken(startOf(node.ParamRef), tokens);
  if ('A_Const' in node) return constant(startOf(node.A_Const), tokens);
  if ('FuncCall' in node) return call(node.FuncCall, tokens);
  if ('CoalesceExpr' in node) return nameWithParentheses(startOf(node.CoalesceExpr), tokens);
  if ('MinMaxExpr' in node) return nameWithParentheses(startOf(node.MinMaxExpr), tokens);
  if ('SQLValueFunction' in node) return spanOfNode(node.SQLValueFunction, tokens);
  if ('TypeCast' in node) return cast(node.TypeCast, tokens);
  if ('A_Expr' in node) return operation(node.A_Expr, tokens);
  if ('SubLink' in node) return subLink(node.SubLink, tokens);
  if ('A_ArrayExpr' in node) return bracketed(startOf(node.A_ArrayExpr), tokens);
  if ('NullTest' in node) return nullTest(operand(node.NullTest.arg, tokens), startOf(node.NullTest), tokens);
  if ('BoolExpr' in node) {
    const { boolop, args = [] } = node.BoolExpr;
    const last = args.at(-1);
    const end = operand(last, tokens)?.end;
    const first = operand(args[0], tokens)?.start;
    // `a NOT IN (…)` begins before its NOT.
    const start = boolop === 'NOT_EXPR' && first !== undefined ? Math.min(first, startOf(node.BoolExpr) ?? first) : first;
    return start === undefined || end === undefined ? undefined : { start, end };
  }
  return undefined;
}

function oneToken(start: number | undefined, tokens: Tokens): Span | undefined {
  const token = start === undefined ? undefined : tokenAt(tokens, start);
  return token === undefined ? undefined : { start: token.start, end: token.end };
}

/** The sign of a number is part of the constant. */
function constant(start: number | undefined, tokens: Tokens): Span | undefined {
  const first = oneToken(start, tokens);
  if (first === undefined || tokenAt(tokens, first.start)?.kind !== 'operator') return first;
  const value = tokenAt(tokens, first.end);
  return value === undefined ? undefined : { start: first.start, end: value.end };
}

function nameWithParentheses(start: number | undefined, tokens: Tokens): Span | undefined {
  const name = start === undefined ? undefined : spanOfName(start, tokens);
  if (name === undefined) return undefined;
  const closing = closingIndex(tokens, indexAt(tokens, name.end));
  return closing === undefined ? undefined : { start: name.start, end: tokens.list[closing]?.end ?? name.end };
}

/** With FILTER, WITHIN GROUP and OVER behind it. What is written without parentheses (`AT TIME ZONE`) is not measured. */
function call(node: FuncCall, tokens: Tokens): Span | undefined {
  const span = nameWithParentheses(startOf(node), tokens);
  if (span === undefined) return undefined;
  let end = span.end;
  for (let index = indexAt(tokens, end); ; index = indexAt(tokens, end)) {
    const word = wordAt(tokens, index);
    if (word === 'over' && node.over?.name !== undefined) return { start: span.start, end: tokens.list[index + 1]?.end ?? end };
    const step = word === 'within' ? 2 : word === 'filter' || word === 'over' ? 1 : undefined;
    const closing = step === undefined ? undefined : closingIndex(tokens, index + step);
    if (closing === undefined) return { start: span.start, end };
    end = tokens.list[closing]?.end ?? end;
  }
}

function cast(node: TypeCast, tokens: Tokens): Span | undefined {
  const start = node.location ?? 0;
  if (start < 0) {
    const [type, value] = [startOf(node.typeName ?? {}), operand(node.arg, tokens)];
    return type === undefined || value === undefined || type > value.start ? undefined : { start: type, end: value.end };
  }
  if (!isSymbol(tokens.text, tokenAt(tokens, start), '::')) return nameWithParentheses(start, tokens);
  const value = operand(node.arg, tokens);
  const type = spanOfType(node.typeName, tokens);
  return value === undefined || type === undefined ? undefined : { start: value.start, end: type.whole.end };
}

function operation(node: A_Expr, tokens: Tokens): Span | undefined {
  const start = node.lexpr === undefined ? startOf(node) : operand(node.lexpr, tokens)?.start;
  const end = endOfOperation(node, tokens);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function endOfOperation(node: A_Expr, tokens: Tokens): number | undefined {
  const { kind, rexpr } = node;
  if (kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL') {
    const from = startOf(node);
    if (from === undefined) return undefined;
    let index = indexAt(tokens, from);
    while (index < tokens.list.length && !isSymbol(tokens.text, tokens.list[index], '(')) index++;
    return tokens.list[closingIndex(tokens, index) ?? -1]?.end;
  }
  if (kind === 'AEXPR_NULLIF') return undefined;
  if (rexpr !== undefined && 'List' in rexpr) return operand(rexpr.List.items?.at(-1), tokens)?.end;
  return operand(rexpr, tokens)?.end;
}

function subLink(node: SubLink, tokens: Tokens): Span | undefined {
  const from = startOf(node);
  if (from === undefined) return undefined;
  let index = indexAt(tokens, from);
  while (index < tokens.list.length && !isSymbol(tokens.text, tokens.list[index], '(')) index++;
  const end = tokens.list[closingIndex(tokens, index) ?? -1]?.end;
  const start = node.testexpr === undefined ? tokenAt(tokens, from)?.start : operand(node.testexpr, tokens)?.start;
  return start === undefined || end === undefined ? undefined : { start, end };
}

function bracketed(start: number | undefined, tokens: Tokens): Span | undefined {
  const index = indexAt(tokens, start ?? -1);
  const closing = closingIndex(tokens, index) ?? closingIndex(tokens, index + 1);
  const first = tokens.list[index];
  return first === undefined || closing === undefined ? undefined : { start: first.start, end: tokens.list[closing]?.end ?? first.end };
}

function nullTest(value: Span | undefined, from: number | undefined, tokens: Tokens): Span | undefined {
  if (value === undefined || from === undefined) return undefined;
  const index = indexAt(tokens, from);
  const last = wordAt(tokens, index) === 'is' ? (wordAt(tokens, index + 1) === 'not' ? index + 2 : index + 1) : index;
  return { start: value.start, end: tokens.list[last]?.end ?? value.end };
}
