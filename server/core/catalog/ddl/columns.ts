import type { CollateClause, ColumnDef, Constraint, Node } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { Column, Origin, QualifiedName, Relation } from '../model';
import { namesOf } from '../../sql/names';
import { chooseRelationName } from '../object-names';
import { newRelation } from '../relation-parts';
import { originAt, type Change } from './change';
import { columnTypeOf, serialBase } from './types';

export interface ReadColumn {
  readonly column: Column;
  /** Inline constraints that are constraints of the table: primary key, unique, check, foreign key, named NOT NULL. */
  readonly constraints: readonly Constraint[];
}

const noConstraints: readonly Constraint[] = [];

/** A column of CREATE TABLE, ADD COLUMN or a composite type. */
export function readColumn(change: Change, def: ColumnDef): ReadColumn {
  const { generated, fallback, identity, notNull, ofTable } = def.constraints === undefined ? unconstrained : readInline(def.constraints);
  const serial = serialBase(def.typeName);
  const computed = generated?.generated_kind === 'v' ? 'virtual' : 'stored';
  return {
    column: {
      name: def.colname ?? '',
      type: serial ?? columnTypeOf(change.catalog, def.typeName),
      notNull: notNull || serial !== undefined,
      defaultExpression: storedDefault((generated ?? fallback)?.raw_expr),
      generated: generated ? computed : identity ? 'identity' : serial ? 'serial' : undefined,
      collation: def.collClause && collationOf(def.collClause),
      origin: originAt(change, def.location),
    },
    constraints: ofTable,
  };
}

interface Inline {
  readonly generated: Constraint | undefined;
  readonly fallback: Constraint | undefined;
  readonly identity: boolean;
  readonly notNull: boolean;
  readonly ofTable: readonly Constraint[];
}

const unconstrained: Inline = { generated: undefined, fallback: undefined, identity: false, notNull: false, ofTable: noConstraints };

/** What is written behind the type, in one pass. */
function readInline(nodes: readonly Node[]): Inline {
  let [generated, fallback]: [Constraint | undefined, Constraint | undefined] = [undefined, undefined];
  let [identity, notNull] = [false, false];
  const ofTable: Constraint[] = [];
  for (const node of nodes) {
    const constraint = 'Constraint' in node ? node.Constraint : undefined;
    if (constraint === undefined) continue;
    const { contype } = constraint;
    if (contype === 'CONSTR_GENERATED') generated ??= constraint;
    if (contype === 'CONSTR_DEFAULT') fallback ??= constraint;
    if (contype === 'CONSTR_IDENTITY') identity = true;
    if (contype === 'CONSTR_IDENTITY' || contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY') notNull = true;
    if (isTableConstraint(constraint)) ofTable.push(constraint);
  }
  return { generated, fallback, identity, notNull, ofTable };
}

/** PostgreSQL keeps no default for DEFAULT NULL. */
export function storedDefault(expression: Node | undefined): Node | undefined {
  return expression && 'A_Const' in expression && expression.A_Const.isnull ? undefined : expression;
}

export function collationOf(clause: CollateClause | undefined): string | undefined {
  return namesOf(clause?.collname).at(-1);
}

function isTableConstraint({ contype, conname }: Constraint): boolean {
  if (contype === 'CONSTR_NOTNULL') return conname !== undefined;
  return contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN';
}

/** The sequence that a serial or identity column brings along, named by PostgreSQL. */
export function addColumnSequence(change: Change, table: QualifiedName, column: Column): void {
  if (column.generated !== 'serial' && column.generated !== 'identity') return;
  const name = chooseRelationName(change.catalog, { relation: table, addition: column.name, label: 'seq' }, false);
  putSequence(change.catalog, { schema: table.schema, name }, column.origin, { schema: table.schema, name: table.name, column: column.name });
}

export function putSequence(catalog: Catalog, name: QualifiedName, origin: Origin, ownedBy?: NonNullable<Relation['ownedBy']>): void {
  const sequence = newRelation({ schema: name.schema, name: name.name, kind: 'sequence', columns: [], columnsKnown: true, temporary: name.schema === 'pg_temp', filled: false, origin });
  catalog.putRelation(ownedBy ? { ...sequence, ownedBy } : sequence);
}

/** The names of all columns that an expression mentions, whatever they are qualified with. */
export function columnsOf(expression: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [expression];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const name = lastField(value);
    if (name !== undefined) found.add(name);
    for (const child of Object.values(value)) if (typeof child === 'object') open.push(child);
  }
  return found;
}

/** The same expression with a column under its new name; the same object where it does not mention the column. */
export function renameColumn<T>(expression: T, from: string, to: string): T {
  if (!columnsOf(expression).has(from)) return expression;
  return JSON.parse(JSON.stringify(expression), (_key, value: unknown) => (isColumnRef(value) && lastField(value) === from ? renamed(value, to) : value)) as T;
}

interface ColumnRefNode {
  readonly ColumnRef: { readonly fields?: readonly Node[] };
}

function isColumnRef(value: unknown): value is ColumnRefNode {
  return typeof value === 'object' && value !== null && 'ColumnRef' in value;
}

function lastField(value: unknown): string | undefined {
  return isColumnRef(value) ? namesOf(value.ColumnRef.fields).at(-1) : undefined;
}

function renamed({ ColumnRef }: ColumnRefNode, to: string): ColumnRefNode {
  return { ColumnRef: { ...ColumnRef, fields: [...(ColumnRef.fields ?? []).slice(0, -1), { String: { sval: to } }] } };
}
