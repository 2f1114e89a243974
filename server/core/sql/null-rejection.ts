import type { A_Expr, Node } from '@pgsql/types';
import { builtinName, columnParts, operatorOf } from './expression';

/** Operators that give NULL where an operand is NULL. `||` is not among them: it is different for arrays. */
const strictOperators: ReadonlySet<string> = new Set((
  '= <> < > <= >= + - * / % ^ ~ ~* !~ !~* ~~ ~~* !~~ !~~* -> ->> #> #>> @> <@ && ? ?| ?& @@ << >> &< &> -|- @? ~>=~ ~<=~').split(' '));

/** Functions that give NULL where an argument is NULL (`proisstrict`), of those that conditions use. */
const strictFunctions: ReadonlySet<string> = new Set((
  'lower upper initcap trim btrim ltrim rtrim length char_length octet_length left right substring substr replace reverse position strpos ' +
  'split_part date_trunc date_part extract date to_char to_date to_timestamp age abs round floor ceil ceiling trunc mod sign md5 timezone ' +
  'jsonb_array_length json_array_length jsonb_typeof array_length cardinality').split(' '));

/** The columns without which a term cannot be true: where one of them is NULL, the term is NULL or false. Columns of IS NOT NULL only where asked for. */
export function columnsRejectingNull(term: Node, withNullTests = false): readonly (readonly string[])[] {
  if ('A_Expr' in term) return ofOperation(term.A_Expr);
  if ('ColumnRef' in term) return strictColumns(term);
  if ('NullTest' in term) return withNullTests && term.NullTest.nulltesttype === 'IS_NOT_NULL' ? strictColumns(term.NullTest.arg) : [];
  if ('SubLink' in term) return term.SubLink.subLinkType === 'ANY_SUBLINK' ? strictColumns(term.SubLink.testexpr) : [];
  if (!('BoolExpr' in term)) return [];
  const { boolop, args = [] } = term.BoolExpr;
  const [first] = args;
  if (boolop === 'NOT_EXPR') return first !== undefined && staysNull(first) ? columnsRejectingNull(first) : [];
  const each = args.map((argument) => columnsRejectingNull(argument, withNullTests));
  if (boolop === 'AND_EXPR') return each.flat();
  const [arm = [], ...others] = each;
  return arm.filter((parts) => others.every((other) => other.some((candidate) => candidate.join('.') === parts.join('.'))));
}

/** Whether NOT leaves the NULL of the operands a NULL: not for `= ANY`, which is false for an empty array. */
function staysNull(term: Node): boolean {
  return 'ColumnRef' in term || ('A_Expr' in term && term.A_Expr.kind !== 'AEXPR_OP_ANY');
}

function ofOperation(expression: A_Expr): readonly (readonly string[])[] {
  const { kind, lexpr, rexpr } = expression;
  switch (kind) {
    case 'AEXPR_OP': case 'AEXPR_LIKE': case 'AEXPR_ILIKE': case 'AEXPR_SIMILAR':
      return strictOperators.has(operatorOf(expression) ?? '') ? [...strictColumns(lexpr), ...strictColumns(rexpr)] : [];
    case 'AEXPR_IN': case 'AEXPR_OP_ANY': case 'AEXPR_BETWEEN': case 'AEXPR_NOT_BETWEEN':
      return strictColumns(lexpr);
    default:
      return [];
  }
}

/** The columns whose NULL makes a value NULL. */
function strictColumns(value: Node | undefined): readonly (readonly string[])[] {
  if (value === undefined) return [];
  const parts = columnParts(value);
  if (parts !== undefined) return [parts];
  if ('TypeCast' in value) return strictColumns(value.TypeCast.arg);
  if ('CollateClause' in value) return strictColumns(value.CollateClause.arg);
  if ('A_Expr' in value && value.A_Expr.kind === 'AEXPR_OP') return ofOperation(value.A_Expr);
  if ('FuncCall' in value && strictFunctions.has(builtinName(value.FuncCall) ?? '')) return (value.FuncCall.args ?? []).flatMap(strictColumns);
  return [];
}
