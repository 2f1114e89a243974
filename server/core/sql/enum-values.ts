import type { A_Const, A_Expr, ColumnDef, InsertStmt, Node, ResTarget, TypeCast, TypeName } from '@pgsql/types';
import type { QualifiedName, Relation } from '../catalog/model';
import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { spanOfNode, tokensOf } from './find';
import { namesOf } from './names';
import { walk } from './walk';

export interface EnumValue {
  readonly type: QualifiedName;
  readonly value: string;
  /** The relations that the statement names, as far as they are known. */
  readonly relations: readonly Relation[];
}

/** Where a statement certainly reads a text as the value of an enum: a cast to it, or beside, for or as the default of a column of it. */
export function usesOfValue(statement: Statement, wanted: EnumValue): readonly Span[] {
  if (statement.tree === undefined) return [];
  const columns = new Set(wanted.relations.flatMap((relation) => relation.columns.filter(({ type }) => type.name === wanted.type.name && (type.schema ?? wanted.type.schema) === wanted.type.schema).map(({ name }) => name)));
  const found: A_Const[] = [];
  const add = (node: Node | undefined): void => void found.push(...constantsOf(node, wanted.value));
  walk(statement.tree, (tag, node) => {
    if (tag === 'TypeCast' && isType((node as TypeCast).typeName, wanted.type)) add((node as TypeCast).arg);
    else if (tag === 'A_Expr') ofComparison(node as A_Expr, columns).forEach(add);
    else if (tag === 'ResTarget' && columns.has((node as ResTarget).name ?? '')) add((node as ResTarget).val);
    else if (tag === 'InsertStmt') ofInsert(node as InsertStmt, columns, wanted.relations).forEach(add);
    else if (tag === 'ColumnDef' && isType((node as ColumnDef).typeName, wanted.type)) defaultsOf(node as ColumnDef).forEach(add);
    else if (tag === 'AlterTableCmd' && 'subtype' in node && node.subtype === 'AT_ColumnDefault' && 'name' in node && columns.has(String(node.name)) && 'def' in node) add(node.def as Node);
  });
  const tokens = tokensOf(statement);
  return found.flatMap((constant) => spanOfNode(constant, tokens) ?? []);
}

function constantsOf(node: Node | undefined, value: string): readonly A_Const[] {
  if (node === undefined) return [];
  if ('A_Const' in node) return node.A_Const.sval?.sval === value ? [node.A_Const] : [];
  if ('TypeCast' in node) return [];
  return 'List' in node ? (node.List.items ?? []).flatMap((item) => constantsOf(item, value)) : [];
}

function isType(type: TypeName | undefined, { schema, name }: QualifiedName): boolean {
  const names = namesOf(type?.names);
  return names.at(-1) === name && (names.at(-2) ?? schema) === schema;
}

function ofComparison({ lexpr, rexpr }: A_Expr, columns: ReadonlySet<string>): readonly (Node | undefined)[] {
  return isColumn(lexpr, columns) ? [rexpr] : isColumn(rexpr, columns) ? [lexpr] : [];
}

function isColumn(node: Node | undefined, columns: ReadonlySet<string>): boolean {
  return node !== undefined && 'ColumnRef' in node && columns.has(namesOf(node.ColumnRef.fields).at(-1) ?? '');
}

function ofInsert({ relation, cols, selectStmt }: InsertStmt, columns: ReadonlySet<string>, relations: readonly Relation[]): readonly Node[] {
  if (selectStmt === undefined || !('SelectStmt' in selectStmt)) return [];
  const target = relations.find(({ name }) => name === relation?.relname);
  const names = cols === undefined ? (target?.columns ?? []).map(({ name }) => name) : cols.map((column) => ('ResTarget' in column ? column.ResTarget.name : undefined));
  return (selectStmt.SelectStmt.valuesLists ?? []).flatMap((row) => ('List' in row ? (row.List.items ?? []).filter((_, place) => columns.has(names[place] ?? '')) : []));
}

function defaultsOf({ constraints }: ColumnDef): readonly Node[] {
  return (constraints ?? []).flatMap((each) => ('Constraint' in each && each.Constraint.contype === 'CONSTR_DEFAULT' && each.Constraint.raw_expr !== undefined ? [each.Constraint.raw_expr] : []));
}
