import type { AlterSeqStmt, CreateSeqStmt, Node } from '@pgsql/types';
import { namesOf } from '../../sql/names';
import type { Catalog } from '../catalog';
import type { Column, QualifiedName, Relation } from '../model';
import { items, newName, originAt, referenceOfRange, type Change } from './change';
import { putSequence } from './columns';

export function createSequence(change: Change, node: CreateSeqStmt): void {
  const name = newName(change, node.sequence);
  if (!name || change.catalog.isRelationNameTaken(name)) return;
  putSequence(change.catalog, name, originAt(change, node.sequence?.location), ownerOf(change.catalog, node.options));
}

export function alterSequence({ catalog }: Change, node: AlterSeqStmt): void {
  const reference = referenceOfRange(node.sequence);
  const sequence = reference && catalog.relation(reference);
  if (!sequence || !hasOwner(node.options)) return;
  const { ownedBy: _, ...free } = sequence;
  const ownedBy = ownerOf(catalog, node.options);
  catalog.putRelation(ownedBy ? { ...free, ownedBy } : free);
  const table = ownedBy && catalog.relation(ownedBy);
  if (table) catalog.putRelation({ ...table, columns: table.columns.map((column) => asSerial(catalog, table, column)) });
}

/** `serial` in the words of a dump: a default of nextval() and a sequence that the column owns. Other columns are returned as they are. */
export function asSerial(catalog: Catalog, table: QualifiedName, column: Column): Column {
  const { defaultExpression } = column;
  const call = defaultExpression && 'FuncCall' in defaultExpression ? namesOf(defaultExpression.FuncCall.funcname).at(-1) : undefined;
  if (call !== 'nextval' || ownedSequences(catalog, table, column.name).length === 0) return column;
  return { ...column, defaultExpression: undefined, generated: 'serial' };
}

/** Sequences that go with a table, or with one of its columns. */
export function ownedSequences(catalog: Catalog, table: QualifiedName, column?: string): readonly Relation[] {
  return catalog.dependents(table).filter(({ ownedBy }) =>
    ownedBy?.name === table.name && ownedBy.schema === table.schema && (column === undefined || ownedBy.column === column));
}

function hasOwner(options: readonly Node[] | undefined): boolean {
  return (options ?? []).some((option) => 'DefElem' in option && option.DefElem.defname === 'owned_by');
}

/** OWNED BY takes `table.column`; `OWNED BY NONE` is a single word. */
function ownerOf(catalog: Catalog, options: readonly Node[] | undefined): Relation['ownedBy'] {
  for (const option of options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'owned_by') continue;
    const [column, name, schema] = namesOf(items(option.DefElem.arg)).toReversed();
    if (column !== undefined && name !== undefined) return { ...catalog.resolve({ schema, name }), column };
  }
  return undefined;
}
