import type { Node, SubLink } from '@pgsql/types';
import { namesOf } from '../../sql/names';

/** Names that PostgreSQL gives to a result column by the kind of its expression alone. */
const namesByTag: Readonly<Record<string, string>> = {
  CaseExpr: 'case', CoalesceExpr: 'coalesce', A_ArrayExpr: 'array', RowExpr: 'row', GroupingFunc: 'grouping', XmlSerialize: 'xmlserialize',
  JsonObjectConstructor: 'json_object', JsonArrayConstructor: 'json_array', JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg', JsonArrayAgg: 'json_arrayagg', JsonParseExpr: 'json', JsonScalarExpr: 'json_scalar', JsonSerializeExpr: 'json_serialize',
  MergeSupportFunc: 'merge_action',
};

/**
 * The name of a result column without AS: `FigureColname` in src/backend/parser/parse_target.c.
 * undefined where the expression gives none (`?column?` in a select list, `expr` in an index).
 */
export function outputName(expression: Node | undefined): string | undefined {
  return figure(expression).name;
}

interface Figured {
  readonly name: string | undefined;
  /** A weak name (a cast's type, `case`) gives way to a name found inside. */
  readonly strong: boolean;
}

const nothing: Figured = { name: undefined, strong: false };
const strong = (name: string | undefined): Figured => ({ name, strong: name !== undefined });
const weak = (name: string | undefined): Figured => ({ name, strong: false });

function figure(node: Node | undefined): Figured {
  if (!node) return nothing;
  if ('ColumnRef' in node) return strong(namesOf(node.ColumnRef.fields).at(-1));
  if ('FuncCall' in node) return strong(namesOf(node.FuncCall.funcname).at(-1));
  if ('A_Indirection' in node) {
    const field = namesOf(node.A_Indirection.indirection).at(-1);
    return field === undefined ? figure(node.A_Indirection.arg) : strong(field);
  }
  if ('CollateClause' in node) return figure(node.CollateClause.arg);
  if ('TypeCast' in node) {
    const inside = figure(node.TypeCast.arg);
    return inside.strong ? inside : weak(namesOf(node.TypeCast.typeName?.names).at(-1) ?? inside.name);
  }
  if ('CaseExpr' in node) {
    const inside = figure(node.CaseExpr.defresult);
    return inside.strong ? inside : weak('case');
  }
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? strong('nullif') : nothing;
  if ('MinMaxExpr' in node) return strong(node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest');
  if ('SubLink' in node) return figureSubLink(node.SubLink);
  if ('SQLValueFunction' in node) return strong(valueFunctionName(node.SQLValueFunction.op));
  return strong(namesByTag[Object.keys(node)[0] ?? '']);
}

function figureSubLink(link: SubLink): Figured {
  if (link.subLinkType === 'EXISTS_SUBLINK') return strong('exists');
  if (link.subLinkType === 'ARRAY_SUBLINK') return strong('array');
  if (link.subLinkType !== 'EXPR_SUBLINK' || !link.subselect || !('SelectStmt' in link.subselect)) return nothing;
  const [first] = link.subselect.SelectStmt.targetList ?? [];
  if (!first || !('ResTarget' in first)) return nothing;
  return first.ResTarget.name === undefined ? figure(first.ResTarget.val) : strong(first.ResTarget.name);
}

function valueFunctionName(op: string | undefined): string | undefined {
  return op?.replace(/^SVFOP_/, '').replace(/_N$/, '').toLowerCase();
}
