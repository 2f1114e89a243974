import type { A_Expr, Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import { dayRange, monthRange, yearRange, type DateRange } from './date-ranges';
import { builtinName, columnParts, integerOf, isSameExpression, mirror, operatorOf, stringOf } from './expression';
import { extentOf, textOf } from './extent';
import { namesOf } from './names';

/** A condition that means the same and compares the column itself. */
export interface Rewrite {
  readonly text: string;
  /** False where it is the same only for the values that are likely. */
  readonly exact: boolean;
}

interface Wrapping {
  /** The side that computes with the column. */
  readonly wrapped: Node;
  /** The type of the column, where it is known. */
  readonly type: string | undefined;
  readonly statement: Statement;
}

/** `created_at::date = '2026-01-31'` as a range of `created_at`, `total + 1 > 5` as `total > 4`, …; undefined where there is no such form. */
export function rewriteSearch(term: A_Expr, { wrapped, type, statement }: Wrapping): Rewrite | undefined {
  const onLeft = term.lexpr === wrapped;
  const value = onLeft ? term.rexpr : term.lexpr;
  const operator = operatorOf(term);
  if (value === undefined || operator === undefined) return undefined;
  if (term.kind === 'AEXPR_BETWEEN') return betweenDays(wrapped, value, { type, statement });
  if (term.kind !== 'AEXPR_OP') return undefined;
  const side = onLeft ? operator : mirror(operator);
  if ('A_Expr' in wrapped) return arithmetic(wrapped.A_Expr, { side, value, statement });
  if ('CoalesceExpr' in wrapped) return coalesced(wrapped.CoalesceExpr.args ?? [], { side, value, statement });
  const column = timeColumn(wrapped);
  const name = column === undefined ? undefined : plainText(column, statement);
  if (name === undefined) return undefined;
  const exact = type === 'timestamp' || type === 'timestamptz';
  const range = rangeOf(wrapped, value);
  if (range !== undefined) return compare(name, side, { from: `'${range.from}'`, until: `'${range.until}'` }, exact);
  const text = isDay(wrapped) && isSimple(value) ? textOf(value, statement) : undefined;
  if (text === undefined) return undefined;
  const from = 'SQLValueFunction' in value ? text : `${text}::date`;
  return compare(name, side, { from, until: `${from} + 1` }, false);
}

function compare(column: string, operator: string, { from, until }: DateRange, exact: boolean): Rewrite | undefined {
  const forms: Readonly<Record<string, string>> = {
    '=': `${column} >= ${from} AND ${column} < ${until}`,
    '>=': `${column} >= ${from}`,
    '<': `${column} < ${from}`,
    '<=': `${column} < ${until}`,
    '>': `${column} >= ${until}`,
  };
  const text = forms[operator];
  return text === undefined ? undefined : { text, exact };
}

function betweenDays(wrapped: Node, bounds: Node, { type, statement }: Pick<Wrapping, 'type' | 'statement'>): Rewrite | undefined {
  const column = timeColumn(wrapped);
  const [low, high] = 'List' in bounds ? bounds.List.items ?? [] : [];
  const name = column === undefined ? undefined : plainText(column, statement);
  const [first, last] = [low, high].map((bound) => (bound === undefined ? undefined : rangeOf(wrapped, bound)));
  if (name === undefined || first === undefined || last === undefined || !isDay(wrapped)) return undefined;
  return { text: `${name} >= '${first.from}' AND ${name} < '${last.until}'`, exact: type === 'timestamp' || type === 'timestamptz' };
}

/** Parentheses around the only argument are the call's. */
function plainText(column: Node, statement: Statement): string | undefined {
  const span = extentOf(column, statement);
  return span === undefined ? undefined : statement.text.slice(span.start, span.end);
}

/** The column that is cut down to a date or a part of one. */
function timeColumn(wrapped: Node): Node | undefined {
  const inner = 'TypeCast' in wrapped ? wrapped.TypeCast.arg : 'FuncCall' in wrapped ? (wrapped.FuncCall.args ?? []).find((argument) => 'ColumnRef' in argument) : undefined;
  return columnParts(inner) === undefined ? undefined : inner;
}

/** Whether each value stands for one day. */
function isDay(wrapped: Node): boolean {
  if ('TypeCast' in wrapped) return namesOf(wrapped.TypeCast.typeName?.names).at(-1) === 'date';
  if (!('FuncCall' in wrapped)) return false;
  const name = builtinName(wrapped.FuncCall);
  return name === 'date' || (name === 'date_trunc' && fieldOf(wrapped.FuncCall.args) === 'day');
}

function rangeOf(wrapped: Node, value: Node): DateRange | undefined {
  const text = stringOf(value);
  if (isDay(wrapped)) return text === undefined ? undefined : dayRange(text);
  if (!('FuncCall' in wrapped)) return undefined;
  const { args = [] } = wrapped.FuncCall;
  switch (builtinName(wrapped.FuncCall)) {
    case 'date_trunc':
      if (text === undefined || args.length > 2) return undefined;
      return fieldOf(args) === 'month' ? monthRange(text) : fieldOf(args) === 'year' && text.endsWith('-01-01') ? yearRange(Number(text.slice(0, 4))) : undefined;
    case 'extract': case 'date_part': {
      const year = integerOf(value);
      return fieldOf(args) === 'year' && year !== undefined ? yearRange(year) : undefined;
    }
    case 'to_char': {
      if (text === undefined) return undefined;
      const format = stringOf(args[1]);
      return format === 'YYYY-MM-DD' ? dayRange(text) : format === 'YYYY-MM' && text.length === 7 ? monthRange(text) : format === 'YYYY' ? yearRange(Number(text)) : undefined;
    }
    default:
      return undefined;
  }
}

function fieldOf(args: readonly Node[] | undefined): string | undefined {
  return stringOf(args?.[0])?.toLowerCase();
}

/** What can stand beside another operator without parentheses. */
function isSimple(node: Node): boolean {
  return 'A_Const' in node || 'ParamRef' in node || 'FuncCall' in node || 'SQLValueFunction' in node || ('TypeCast' in node && node.TypeCast.arg !== undefined && isSimple(node.TypeCast.arg));
}

interface Comparison {
  readonly side: string;
  readonly value: Node;
  readonly statement: Statement;
}

function arithmetic({ name, lexpr, rexpr }: A_Expr, { side, value, statement }: Comparison): Rewrite | undefined {
  const operator = namesOf(name).at(-1);
  const onLeft = columnParts(lexpr) !== undefined;
  const [column, amount] = onLeft ? [lexpr, rexpr] : [rexpr, lexpr];
  if (columnParts(column) === undefined || column === undefined || amount === undefined || !isSimple(amount) || !isSimple(value)) return undefined;
  const [name_, by, to] = [column, amount, value].map((node) => textOf(node, statement));
  if (name_ === undefined || by === undefined || to === undefined) return undefined;
  const [number, limit] = [integerOf(amount), integerOf(value)];
  if (operator === '+') return { text: `${name_} ${side} ${number !== undefined && limit !== undefined ? String(limit - number) : `${to} - ${by}`}`, exact: false };
  if (operator !== '-') return undefined;
  if (onLeft) return { text: `${name_} ${side} ${number !== undefined && limit !== undefined ? String(limit + number) : `${to} + ${by}`}`, exact: false };
  return { text: `${name_} ${mirror(side)} ${number !== undefined && limit !== undefined ? String(number - limit) : `${by} - ${to}`}`, exact: false };
}

/** `coalesce(c, 0) = 5` is `c = 5`, and `coalesce(c, 0) = 0` is `c = 0 OR c IS NULL`. */
function coalesced(args: readonly Node[], { side, value, statement }: Comparison): Rewrite | undefined {
  const [column, other, more] = args;
  if (side !== '=' || column === undefined || other === undefined || more !== undefined || !('A_Const' in other) || !('A_Const' in value) || columnParts(column) === undefined) return undefined;
  const [name, text] = [textOf(column, statement), textOf(value, statement)];
  if (name === undefined || text === undefined) return undefined;
  return { text: isSameExpression(other, value) ? `(${name} = ${text} OR ${name} IS NULL)` : `${name} = ${text}`, exact: false };
}
