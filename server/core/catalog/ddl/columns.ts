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

/** A column of CREATE TABLE, ADD COLUMN or a composite type. */
export function readColumn(change: Change, def: ColumnDef): ReadColumn {
  const inline: Constraint[] = [];
  for (const node of def.constraints ?? []) if ('Constraint' in node) inline.push(node.Constraint);
  const has = (kind: Constraint['contype']) => inline.some(({ contype }) => contype === kind);
  const serial = serialBase(def.typeName);
  const generated = inline.find(({ contype }) => contype === 'CONSTR_GENERATED');
  const identity = has('CONSTR_IDENTITY');
  const computed = generated?.generated_kind === 'v' ? 'virtual' : 'stored';
  return {
    column: {
      name: def.colname ?? '',
      type: serial ?? columnTypeOf(change.catalog, def.typeName),
      notNull: identity || serial !== undefined || has('CONSTR_NOTNULL') || has('CONSTR_PRIMARY'),
      defaultExpression: storedDefault((generated ?? inline.find(({ contype }) => contype === 'CONSTR_DEFAULT'))?.raw_expr),
      generated: generated ? computed : identity ? 'identity' : serial ? 'serial' : undefined,
      collation: collationOf(def.collClause),
      origin: originAt(change, def.location),
    },
    constraints: inline.filter((constraint) => isTableConstraint(constraint)),
  };
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
    for (const child of Object.values(value)) open.push(child);
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
