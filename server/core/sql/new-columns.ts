import type { AlterTableStmt, ColumnDef, Constraint, CreateStmt } from '@pgsql/types';
import type { ColumnType, Reference } from '../catalog/model';
import type { Statement } from '../document/statement';
import type { Ancestor, RuleContext } from '../rules/rule';
import type { Edit, Span } from '../text/span';
import { spanOfName, startOf, tokensOf } from './find';
import { namesOf, referenceOf } from './names';
import { tokenize } from './tokens';
import { writtenType } from './type-change';
import { spanOfType } from './type-span';

/** A constraint with the columns it is about, whether it was written on the column or on the table. */
export interface TableConstraint {
  readonly node: Constraint;
  readonly columns: readonly string[];
}

/** A column that a statement adds, with what is written about it there. */
export interface NewColumn {
  readonly table: Reference;
  readonly name: string;
  readonly node: ColumnDef;
  readonly type: ColumnType;
  /** Constraints of the column itself; those over several columns are in `tableConstraints`. */
  readonly constraints: readonly Constraint[];
  readonly tableConstraints: readonly TableConstraint[];
  /** The type without the brackets of an array, relative to the statement. */
  readonly baseSpan: Span;
  /** The type with them. */
  readonly typeSpan: Span;
  readonly nameSpan: Span;
}

const none: readonly NewColumn[] = [];

/** Calls `check` with the new columns of every statement that makes some. */
export function columnVisitors(check: (columns: readonly NewColumn[], context: RuleContext) => void) {
  const visit = (node: CreateStmt | AlterTableStmt, context: RuleContext, ancestors: readonly Ancestor[]) => {
    const columns = newColumns(node, context, ancestors);
    if (columns.length > 0) check(columns, context);
  };
  return { CreateStmt: visit, AlterTableStmt: visit };
}

/** Calls `check` with each of them. */
export function eachNewColumn(check: (column: NewColumn, context: RuleContext) => void) {
  return columnVisitors((columns, context) => {
    for (const column of columns) check(column, context);
  });
}

/**
 * The columns that CREATE TABLE or ALTER TABLE … ADD COLUMN makes in a table that is there to stay: not in temporary and foreign
 * tables, nor where a migration is undone. Columns of a type that has no name in the text (a placeholder) are left out.
 */
export function newColumns(node: CreateStmt | AlterTableStmt, context: RuleContext, ancestors: readonly Ancestor[]): readonly NewColumn[] {
  const { relation } = node;
  if (relation === undefined || context.direction === 'down' || ancestors.length > 0 && ancestors.at(-1)?.tag === 'CreateForeignTableStmt') return none;
  const table = referenceOf(relation);
  if (relation.relpersistence === 't' || table.schema === 'pg_temp') return none;
  if ('cmds' in node && (node.objtype !== 'OBJECT_TABLE' || context.relation(table)?.temporary === true)) return none;
  return read(node, table, context);
}

const remembered = new WeakMap<object, readonly NewColumn[]>();

/** The tree alone decides; many rules ask for the same statement. */
function read(node: CreateStmt | AlterTableStmt, table: Reference, context: RuleContext): readonly NewColumn[] {
  const known = remembered.get(node);
  if (known !== undefined) return known;
  const definitions = 'cmds' in node ? addedBy(node) : elementsOf(node as CreateStmt);
  const constraints = definitions.length === 0 ? [] : tableConstraintsOf(node, definitions);
  const columns = definitions.length === 0 ? none : definitions.flatMap((definition) => readColumn(definition, { table, constraints }, context));
  remembered.set(node, columns);
  return columns;
}

function elementsOf(node: CreateStmt): readonly ColumnDef[] {
  return (node.tableElts ?? []).flatMap((element) => ('ColumnDef' in element ? [element.ColumnDef] : []));
}

function addedBy(node: AlterTableStmt): readonly ColumnDef[] {
  return (node.cmds ?? []).flatMap((command) => {
    if (!('AlterTableCmd' in command) || command.AlterTableCmd.subtype !== 'AT_AddColumn') return [];
    const { def } = command.AlterTableCmd;
    return def !== undefined && 'ColumnDef' in def ? [def.ColumnDef] : [];
  });
}

/** All constraints of the statement: those on columns, those behind them, those of ADD CONSTRAINT. */
function tableConstraintsOf(node: CreateStmt | AlterTableStmt, definitions: readonly ColumnDef[]): readonly TableConstraint[] {
  const onColumns = definitions.flatMap((column) => constraintsOf(column).map((constraint) => ({ node: constraint, columns: [column.colname ?? ''] })));
  const own = 'cmds' in node
    ? (node.cmds ?? []).flatMap((command) => ('AlterTableCmd' in command && command.AlterTableCmd.def !== undefined ? [command.AlterTableCmd.def] : []))
    : (node as CreateStmt).tableElts ?? [];
  return [...onColumns, ...own.flatMap((element) => ('Constraint' in element ? [{ node: element.Constraint, columns: columnsOf(element.Constraint) }] : []))];
}

function columnsOf(constraint: Constraint): readonly string[] {
  return namesOf(constraint.contype === 'CONSTR_FOREIGN' ? constraint.fk_attrs : constraint.keys);
}

const noConstraints: readonly Constraint[] = [];

/** The constraints written on a column. */
export function constraintsOf(column: ColumnDef): readonly Constraint[] {
  return column.constraints === undefined ? noConstraints : column.constraints.flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
}

interface TableFacts {
  readonly table: Reference;
  readonly constraints: readonly TableConstraint[];
}

function readColumn(node: ColumnDef, facts: TableFacts, { statement }: RuleContext): readonly NewColumn[] {
  const type = writtenType(node.typeName);
  if (type === undefined || startOf(node) === undefined || node.typeName === undefined || startOf(node.typeName) === undefined) return none;
  const column = new WrittenColumn({ node, type, statement }, facts);
  const isPlaceholder = statement.placeholders.some((placeholder) => placeholder.start < column.typeSpan.end && placeholder.end > column.nameSpan.start);
  return isPlaceholder ? none : [column];
}

/** Most columns are right, so where they stand is looked for when it is asked for: that needs the tokens of the statement. */
class WrittenColumn implements NewColumn {
  readonly table: Reference;
  readonly name: string;
  readonly node: ColumnDef;
  readonly type: ColumnType;
  readonly constraints: readonly Constraint[];
  readonly tableConstraints: readonly TableConstraint[];
  readonly #statement: Statement;

  constructor({ node, type, statement }: { readonly node: ColumnDef; readonly type: ColumnType; readonly statement: Statement }, { table, constraints }: TableFacts) {
    this.table = table;
    this.name = node.colname ?? '';
    this.node = node;
    this.type = type;
    this.constraints = constraintsOf(node);
    this.tableConstraints = constraints;
    this.#statement = statement;
  }

  get baseSpan(): Span {
    return spanOfType(this.node.typeName, tokensOf(this.#statement))?.base ?? this.#whole;
  }

  get typeSpan(): Span {
    return spanOfType(this.node.typeName, tokensOf(this.#statement))?.whole ?? this.#whole;
  }

  get nameSpan(): Span {
    return spanOfName(startOf(this.node) ?? 0, tokensOf(this.#statement)) ?? this.#whole;
  }

  /** Only where the text says something else than the tree. */
  get #whole(): Span {
    return { start: 0, end: this.#statement.text.length };
  }
}

/** Whether a foreign key of the same statement covers the column: then the referenced key decides about its type. */
export function isForeignKey({ name, tableConstraints }: NewColumn): boolean {
  return tableConstraints.some(({ node, columns }) => node.contype === 'CONSTR_FOREIGN' && columns.includes(name));
}

/** Whether the column alone is the primary key. */
export function isPrimaryKey({ name, tableConstraints }: NewColumn): boolean {
  return tableConstraints.some(({ node, columns }) => node.contype === 'CONSTR_PRIMARY' && columns.length === 1 && columns[0] === name);
}

/** Whether the type is PostgreSQL's own of that name (as the parser names it: `int4`, `bpchar`). */
export function isBuiltIn({ type }: NewColumn, ...names: readonly string[]): boolean {
  return names.includes(type.name) && type.schema === undefined;
}

/** `text` in capitals where the author writes keywords so. */
export function inCaseOf(sample: string, text: string): string {
  return sample === sample.toUpperCase() ? text.toUpperCase() : text;
}

/** Writes another type instead; comments inside the old one stay behind it. */
export function retype({ baseSpan }: NewColumn, context: RuleContext, type: string): Edit {
  const written = context.statement.text.slice(baseSpan.start, baseSpan.end);
  const comments = tokenize(written).filter(({ kind }) => kind === 'comment').map((comment) => written.slice(comment.start, comment.end));
  return { ...baseSpan, text: type + comments.map((comment) => (comment.startsWith('--') ? ` ${comment}\n` : ` ${comment}`)).join('') };
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
