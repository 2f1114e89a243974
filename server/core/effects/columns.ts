import type { ColumnDef, Constraint as ConstraintNode, Node } from '@pgsql/types';
import { collationOf } from '../catalog/ddl/columns';
import type { Column, Relation } from '../catalog/model';
import { columnsIn } from '../sql/column-mentions';
import { calledFunctions } from '../sql/expression-volatility';
import { keepsIndexes, typeChangeCost, writtenType, type TypeChange } from '../sql/type-change';
import { runCalls } from './bodies';
import { addForeignKey, dropReferences, lockDropped } from './constraints';
import { inliningIn } from './inlining';
import { dropReaders } from './readers';
import { does, doubt, family, lock, referenced, referencing, rewrite, scan, settingOf, type Work } from './work';

const serial = /^(?:small|big)?serial[248]?$/;

export interface AddedColumn {
  readonly column: ColumnDef;
  readonly only: boolean;
  readonly missingOk: boolean;
}

export function addColumn(work: Work, relation: Relation, { column, only, missingOk }: AddedColumn): void {
  if (missingOk) {
    if (relation.columns.some(({ name }) => name === column.colname)) return;
    if (!relation.columnsKnown) return doubt(work, 'unknown');
  }
  const all = family(work, relation, only);
  const constraints = (column.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const type = writtenType(column.typeName);
  const isSerial = type !== undefined && serial.test(type.name) && type.schema === undefined;
  const value = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
  const filled = isSerial || hasValue(value) || constraints.some(({ contype }) => contype === 'CONSTR_IDENTITY' || contype === 'CONSTR_GENERATED');
  if (isSerial || constraints.some((constraint) => writesRows(work, constraint))) rewrite(work, all);
  if (hasValue(value)) addDefault(work, all, value);
  addDomain(work, all, column);
  for (const constraint of constraints) addInline(work, { relation, all, filled }, constraint);
}

interface Target {
  readonly relation: Relation;
  readonly all: readonly Relation[];
  /** The rows get a value for the new column. */
  readonly filled: boolean;
}

function hasValue(value: Node | undefined): value is Node {
  return value !== undefined && !('A_Const' in value && value.A_Const.isnull);
}

function writesRows(work: Work, { contype, generated_kind: kind }: ConstraintNode): boolean {
  if (contype === 'CONSTR_IDENTITY') return true;
  // Before 18 every generated column is stored, and the word is needed.
  return contype === 'CONSTR_GENERATED' && (kind === 's' || !does(work, 'has virtual columns'));
}

function addDefault(work: Work, all: readonly Relation[], value: Node): void {
  const { volatile, declared, unknown } = calledFunctions(value, work.catalog, inliningIn(work.catalog, work.statement?.reader));
  if (volatile.length > 0) {
    rewrite(work, all);
    // They are called for every row that is there.
    runCalls(work, value, false);
  } else if (declared.length > 0 || unknown.length > 0) doubt(work);
}

/** A domain with a constraint is checked row by row, which writes the table anew. Its own default is not known here. */
function addDomain(work: Work, all: readonly Relation[], { typeName }: ColumnDef): void {
  const written = writtenType(typeName);
  const type = written && work.catalog.type({ schema: written.schema, name: written.name });
  if (type?.kind !== 'domain') return written?.schema === undefined || type !== undefined ? undefined : doubt(work);
  if (type.constrained && !written?.array) rewrite(work, all);
  else doubt(work);
}

function addInline(work: Work, { relation, all, filled }: Target, constraint: ConstraintNode): void {
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
      return scan(work, all);
    case 'CONSTR_NOTNULL':
      return filled ? undefined : scan(work, all);
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return scan(work, relation.kind === 'partitioned' ? all : relation);
    case 'CONSTR_FOREIGN':
      return addForeignKey(work, relation, constraint, filled);
    default:
      return;
  }
}

export interface Dropped {
  readonly name: string;
  readonly only: boolean;
  readonly cascade: boolean;
  readonly missingOk: boolean;
}

export function dropColumn(work: Work, relation: Relation, { name, only, cascade, missingOk }: Dropped): void {
  if (missingOk && !relation.columns.some((column) => column.name === name)) return relation.columnsKnown ? undefined : doubt(work);
  // ONLY leaves the column in the children, where it is no longer inherited.
  if (only) lock(work, work.catalog.children(relation), 'AccessExclusiveLock');
  for (const each of family(work, relation, only)) {
    lockDropped(work, each, { columns: [name] });
    if (!cascade) continue;
    dropReferences(work, each, [name]);
    dropReaders(work, each, name);
  }
}

export function setExpression(work: Work, all: readonly Relation[], name: string): void {
  for (const relation of all) {
    const generated = relation.columns.find((column) => column.name === name)?.generated;
    if (generated === 'stored') rewrite(work, relation);
    else if (generated !== 'virtual' || relation.constraints.some(({ kind }) => kind === 'check')) doubt(work);
  }
}

export function alterColumnType(work: Work, all: readonly Relation[], name: string, definition: ColumnDef): void {
  const to = writtenType(definition.typeName);
  if (to === undefined) return doubt(work);
  for (const relation of all) {
    const column = relation.columns.find((own) => own.name === name);
    const change: TypeChange = { column: name, from: column?.type, to, using: definition.raw_default, timeZone: settingOf(work, 'timezone'), types: work.catalog };
    const cost = typeChangeCost(change);
    if (cost === 'rejected' || cost === 'unknown' || column === undefined) doubt(work);
    if (cost === 'rewrite') rewrite(work, relation);
    else if (column !== undefined) changeInPlace(work, relation, column, { change, collated: collationOf(definition.collClause) !== column.collation });
    remakeKeys(work, relation, name, cost === 'rewrite');
  }
}

/** Foreign keys on the column, from it and to it, are dropped, made again, and checked where the rows were written. */
function remakeKeys(work: Work, relation: Relation, column: string, written: boolean): void {
  const targets = referenced(work, relation, [column]);
  lock(work, targets, 'ShareRowExclusiveLock');
  lockDropped(work, relation, { columns: [column] });
  const sources = referencing(work, relation, [column]);
  lock(work, sources, 'AccessExclusiveLock');
  if (!written) return;
  if (targets.length > 0) scan(work, [relation, ...targets]);
  if (sources.length > 0) scan(work, [relation, ...sources]);
}

interface InPlace {
  readonly change: TypeChange;
  readonly collated: boolean;
}

/** The rows stay; CHECKs on the column are looked at again, and indexes that do not fit the new type are built again. */
function changeInPlace(work: Work, relation: Relation, column: Column, { change, collated }: InPlace): void {
  const checked = relation.constraints.some((own) => own.kind === 'check' && own.validated && (own.expression === undefined || mentions(own.expression, column.name)));
  const indexed = relation.indexes.filter(({ columns, where, elements }) =>
    columns.includes(column.name) || (where !== undefined && mentions(where, column.name)) || elements.some(({ expr }) => expr !== undefined && mentions(expr, column.name)));
  const simple = indexed.every(({ where, elements }) => where === undefined && elements.every(({ expr }) => expr === undefined));
  if (checked) scan(work, relation);
  if (indexed.length === 0) return;
  if (collated || !keepsIndexes(change)) scan(work, relation);
  else if (!simple) doubt(work);
}

function mentions(expression: Node, column: string): boolean {
  return columnsIn(expression).includes(column);
}
