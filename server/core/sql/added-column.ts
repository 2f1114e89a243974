import type { AlterTableStmt, ColumnDef, Constraint } from '@pgsql/types';
import type { ColumnType } from '../catalog/model';
import type { RuleContext } from '../rules/rule';
import type { Edit, Span } from '../text/span';
import { alterCommands, type AlterCommand } from './alter-command';
import { startOf, tokensOf } from './find';
import { writtenType } from './type-change';

type Kind = NonNullable<Constraint['contype']>;

/** A clause of a column definition, such as `CONSTRAINT positive CHECK (n > 0) NOT ENFORCED`. */
export interface ColumnClause {
  readonly kind: Kind;
  readonly constraint: Constraint;
  /** `CONSTR_ATTR_…` that follow it. */
  readonly attributes: readonly Kind[];
  /** From its first to its last token, relative to the statement. */
  readonly span: Span;
}

/** One ADD COLUMN of an ALTER TABLE on a table that existed before the migration. */
export interface AddedColumn {
  readonly alter: AlterCommand;
  readonly column: ColumnDef;
  /** As the catalog will store it. */
  readonly name: string;
  readonly type: ColumnType | undefined;
  readonly clauses: readonly ColumnClause[];
  /** The rows that are there get a value: DEFAULT other than NULL, identity, generated, or serial. */
  readonly filled: boolean;
}

const serial = /^(?:small|big)?serial[248]?$/;

/** Several rules look at the same statement, each with the same context. */
const remembered = new WeakMap<RuleContext, { readonly node: AlterTableStmt; readonly columns: readonly AddedColumn[] }>();

/** Columns that an ALTER TABLE adds; none that IF NOT EXISTS passes over. */
export function addedColumns(node: AlterTableStmt, context: RuleContext): readonly AddedColumn[] {
  const known = remembered.get(context);
  if (known?.node === node) return known.columns;
  const columns = readColumns(node, context);
  remembered.set(context, { node, columns });
  return columns;
}

function readColumns(node: AlterTableStmt, context: RuleContext): readonly AddedColumn[] {
  return alterCommands(node, context).flatMap((alter): readonly AddedColumn[] => {
    const { subtype, def, missing_ok: missingOk } = alter.command;
    if (subtype !== 'AT_AddColumn' || def === undefined || !('ColumnDef' in def)) return [];
    const column = def.ColumnDef;
    const name = column.colname ?? '';
    if (missingOk && alter.relation?.columns.some((own) => own.name === name)) return [];
    const clauses = clausesOf(alter, column, context);
    const type = writtenType(column.typeName);
    return [{ alter, column, name, type, clauses, filled: isSerial(type) || clauses.some(givesValue) }];
  });
}

export function isSerial(type: ColumnType | undefined): boolean {
  return type !== undefined && type.schema === undefined && serial.test(type.name);
}

function givesValue({ kind, constraint: { raw_expr: value } }: ColumnClause): boolean {
  if (kind === 'CONSTR_DEFAULT') return value !== undefined && !('A_Const' in value && value.A_Const.isnull);
  return kind === 'CONSTR_IDENTITY' || kind === 'CONSTR_GENERATED';
}

const noClauses: readonly ColumnClause[] = [];

function clausesOf({ span }: AlterCommand, column: ColumnDef, context: RuleContext): readonly ColumnClause[] {
  const constraints = (column.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  if (constraints.length === 0) return noClauses;
  const starts = [...constraints, ...(column.collClause === undefined ? [] : [column.collClause])].flatMap((part) => startOf(part) ?? []);
  const tokens = tokensOf(context.statement).list.filter((token) => token.start >= span.start && token.end <= span.end);
  const clauses: ColumnClause[] = [];
  for (const constraint of constraints) {
    const start = startOf(constraint) ?? span.start;
    const next = Math.min(span.end, ...starts.filter((other) => other > start));
    const end = tokens.findLast((token) => token.end <= next)?.end ?? span.end;
    const last = clauses.at(-1);
    const kind = constraint.contype ?? 'CONSTR_NULL';
    if (!kind.startsWith('CONSTR_ATTR_')) clauses.push({ kind, constraint, attributes: [], span: { start, end } });
    else if (last !== undefined) clauses[clauses.length - 1] = { ...last, attributes: [...last.attributes, kind], span: { start: last.span.start, end } };
  }
  return clauses;
}

/** Takes a clause out of the text, with the white space in front of it. A comment in front stays, and what ends it too. */
export function removeClause({ span }: ColumnClause, context: RuleContext): Edit {
  const { text } = context.statement;
  const before = tokensOf(context.statement).list.findLast((token) => token.end <= span.start)?.end ?? span.start;
  return { start: text.slice(before, span.start).trim() === '' ? before : span.start, end: span.end, text: '' };
}

/** The clause as it is written, without the `CONSTRAINT name` in front. */
export function clauseText(clause: ColumnClause, context: RuleContext): string {
  const tokens = tokensOf(context.statement).list.filter((token) => token.start >= clause.span.start && token.end <= clause.span.end);
  const first = tokens[clause.constraint.conname === undefined ? 0 : 2];
  return context.statement.text.slice(first?.start ?? clause.span.start, clause.span.end);
}

/** Whether the statement writes the table anew, as far as is known: one that the history does not know may be there all the same. */
export function mayRewrite({ alter: { relation } }: AddedColumn, context: RuleContext): boolean {
  const { rewrites, certainty } = context.effects();
  return relation === undefined || rewrites.length > 0 || certainty !== 'exact';
}

/** Whether the statement reads the table from end to end and does not write it anew, which would be said already. */
export function mayScan({ alter: { relation } }: AddedColumn, context: RuleContext): boolean {
  const { rewrites, scans, certainty } = context.effects();
  return rewrites.length === 0 && (relation === undefined || scans.length > 0 || certainty !== 'exact');
}
