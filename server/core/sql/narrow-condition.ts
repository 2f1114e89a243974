import type { Node, WithClause } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { namesOf } from './names';

/**
 * Whether a condition picks few rows by a key: one of its AND terms says that a unique column, or one called `id`, equals a value or is one of a list,
 * or lies between two bounds (the form of a batch). `common` are the common tables of the statement: one with a limit is a batch too.
 */
export function isNarrow(where: Node | undefined, relation: Relation | undefined, common?: WithClause): boolean {
  if (where === undefined) return false;
  if ('BoolExpr' in where && where.BoolExpr.boolop === 'AND_EXPR') return (where.BoolExpr.args ?? []).some((term) => isNarrow(term, relation, common)) || isRange(where.BoolExpr.args ?? [], relation);
  if ('SubLink' in where) return picksByKey(where.SubLink.testexpr, relation) && hasLimit(where.SubLink.subselect, common);
  if (!('A_Expr' in where)) return false;
  const { kind, name, lexpr, rexpr } = where.A_Expr;
  const operator = namesOf(name)[0];
  if (kind === 'AEXPR_OP' && operator === '=') return (picksByKey(lexpr, relation) && isGiven(rexpr)) || (picksByKey(rexpr, relation) && isGiven(lexpr));
  if (kind === 'AEXPR_IN') return operator === '=' && picksByKey(lexpr, relation);
  return (kind === 'AEXPR_BETWEEN' || (kind === 'AEXPR_OP_ANY' && operator === '=')) && picksByKey(lexpr, relation);
}

function isRange(terms: readonly Node[], relation: Relation | undefined): boolean {
  const operators = terms.flatMap((term) => ('A_Expr' in term && term.A_Expr.kind === 'AEXPR_OP' && picksByKey(term.A_Expr.lexpr, relation) ? namesOf(term.A_Expr.name) : []));
  return operators.some((operator) => operator.startsWith('>')) && operators.some((operator) => operator.startsWith('<') && operator !== '<>');
}

function picksByKey(node: Node | undefined, relation: Relation | undefined): boolean {
  if (node === undefined || !('ColumnRef' in node)) return false;
  const column = namesOf(node.ColumnRef.fields).at(-1);
  if (column === undefined) return false;
  const keys = (relation?.constraints ?? []).flatMap((constraint) => (constraint.kind === 'primary' || constraint.kind === 'unique' ? [constraint.columns] : []));
  const indexes = (relation?.indexes ?? []).flatMap(({ unique, where, columns }) => (unique && where === undefined ? [columns] : []));
  return column === 'id' || column === 'ctid' || [...keys, ...indexes].some((columns) => columns.length === 1 && columns[0] === column);
}

/** A value that is the same for all rows: a constant or a parameter, cast or not; or one value from a query. */
function isGiven(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if ('TypeCast' in node) return isGiven(node.TypeCast.arg);
  return 'A_Const' in node || 'ParamRef' in node || ('SubLink' in node && node.SubLink.subLinkType === 'EXPR_SUBLINK');
}

function hasLimit(node: Node | undefined, common: WithClause | undefined): boolean {
  if (node === undefined || !('SelectStmt' in node)) return false;
  const { limitCount, fromClause = [] } = node.SelectStmt;
  const [only] = fromClause;
  if (limitCount !== undefined || fromClause.length !== 1 || only === undefined || !('RangeVar' in only) || only.RangeVar.schemaname !== undefined) return limitCount !== undefined;
  const name = only.RangeVar.relname;
  return (common?.ctes ?? []).some((each) => 'CommonTableExpr' in each && each.CommonTableExpr.ctename === name && hasLimit(each.CommonTableExpr.ctequery, undefined));
}

/** Whether one of the AND terms says that something equals a constant or a parameter, or is one of a list of them: how many rows that are, only the data tells. */
export function comparesWithValue(where: Node | undefined): boolean {
  if (where === undefined) return false;
  if ('BoolExpr' in where && where.BoolExpr.boolop === 'AND_EXPR') return (where.BoolExpr.args ?? []).some(comparesWithValue);
  if ('BoolExpr' in where && where.BoolExpr.boolop === 'OR_EXPR') return (where.BoolExpr.args ?? []).every(comparesWithValue);
  if (!('A_Expr' in where) || namesOf(where.A_Expr.name)[0] !== '=') return false;
  const { kind, lexpr, rexpr } = where.A_Expr;
  return kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY' || (kind === 'AEXPR_OP' && (isGiven(lexpr) || isGiven(rexpr)));
}
