import type { Node } from '@pgsql/types';
import type { Span } from '../text/span';
import { isSymbol, isWord, readToken, tokenize } from './tokens';

/** Whether a condition is true for every row as far as its text tells: absent, `true`, `1 = 1`, or a column compared with itself that cannot be NULL. */
export function isEveryRow(where: Node | undefined, isNotNull: (column: string) => boolean): boolean {
  if (where === undefined) return true;
  if ('A_Const' in where) return where.A_Const.boolval?.boolval === true;
  if ('TypeCast' in where) return where.TypeCast.arg !== undefined && isText(where.TypeCast.arg, ['t', 'true']);
  if ('BoolExpr' in where) {
    const all = (where.BoolExpr.args ?? []).map((argument) => isEveryRow(argument, isNotNull));
    return where.BoolExpr.boolop === 'AND_EXPR' ? all.every(Boolean) : where.BoolExpr.boolop === 'OR_EXPR' && all.some(Boolean);
  }
  if (!('A_Expr' in where) || where.A_Expr.kind !== 'AEXPR_OP') return false;
  const { name, lexpr, rexpr } = where.A_Expr;
  const operator = name?.[0];
  if (operator === undefined || !('String' in operator) || operator.String.sval !== '=' || lexpr === undefined || rexpr === undefined) return false;
  const left = constantOf(lexpr);
  if (left !== undefined) return left === constantOf(rexpr);
  const column = columnOf(lexpr);
  return column !== undefined && column === columnOf(rexpr) && isNotNull(column.split('.').at(-1) ?? '');
}

function isText(node: Node, texts: readonly string[]): boolean {
  return 'A_Const' in node && texts.includes(node.A_Const.sval?.sval ?? '');
}

function constantOf(node: Node): string | undefined {
  if (!('A_Const' in node) || node.A_Const.isnull === true) return undefined;
  const { ival, fval, sval, boolval } = node.A_Const;
  return JSON.stringify([ival && (ival.ival ?? 0), fval?.fval, sval?.sval, boolval && (boolval.boolval ?? false)]);
}

function columnOf(node: Node): string | undefined {
  if (!('ColumnRef' in node)) return undefined;
  const names = (node.ColumnRef.fields ?? []).map((field) => ('String' in field ? field.String.sval : undefined));
  return names.includes(undefined) ? undefined : names.join('.');
}

/** From the keyword of a row change (`update`, `delete`) to the end of the relation's name at `location`. */
export function headOf(text: string, keyword: string, location: number): Span {
  const start = tokenize(text.slice(0, location)).findLast((token) => isWord(text, token, keyword))?.start ?? location;
  let end = readToken(text, location)?.end ?? location;
  for (let token = readToken(text, end); token !== undefined && isSymbol(text, token, '.'); token = readToken(text, end)) {
    end = readToken(text, token.end)?.end ?? token.end;
  }
  return { start, end };
}
