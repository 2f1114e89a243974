import type { AlterTableCmd, AlterTableStmt, ColumnDef } from '@pgsql/types';
import type { Column, Relation } from '../model';
import { referenceOfRange, relationToChange, type Change } from './change';
import { addColumnSequence, collationOf, readColumn, storedDefault } from './columns';
import { addConstraint, put, withNotNull } from './constraints';
import { dropConstraint, validateConstraint } from './alter-constraint';
import { addInherit, attachPartition, detachPartition, dropInherit } from './partitions';
import { columnTypeOf } from './types';
import { dropColumn } from './drop-column';
import { asSerial, ownedSequences } from './sequences';

interface Target {
  readonly relation: Relation;
  /** False for `ALTER TABLE ONLY`. */
  readonly recurse: boolean;
}

type Alter = (change: Change, target: Target, command: AlterTableCmd) => void;

/** Every subcommand that changes the model. The others (storage, owner, triggers, …) leave it as it is. */
const alterations: Readonly<Record<string, Alter>> = {
  AT_AddColumn: addColumn,
  AT_DropColumn: (change, { relation }, command) => dropColumn(change, relation, command),
  AT_AlterColumnType: (change, target, command) => eachColumn(change, target, command, (column) => retyped(change, column, definition(command))),
  AT_ColumnDefault: (change, target, command) => eachColumn(change, target, command, (column) => redefaulted(change, target.relation, column, command)),
  AT_SetNotNull: (change, target, command) => eachColumn(change, target, command, (column) => ({ ...column, notNull: true })),
  AT_DropNotNull: dropNotNull,
  AT_SetExpression: (change, target, command) => eachColumn(change, target, command, (column) => ({ ...column, defaultExpression: command.def })),
  AT_DropExpression: (change, target, command) => eachColumn(change, target, command, (column) => ({ ...column, defaultExpression: undefined, generated: undefined })),
  AT_AddIdentity: addIdentity,
  AT_DropIdentity: dropIdentity,
  AT_AddConstraint: (change, { relation }, { def }) => {
    if (def && 'Constraint' in def) addConstraint(change, relation, def.Constraint);
  },
  AT_DropConstraint: (change, { relation }, command) => dropConstraint(change, relation, command),
  AT_ValidateConstraint: (change, { relation }, command) => validateConstraint(change, relation, command.name ?? ''),
  AT_AttachPartition: (change, { relation }, { def }) => {
    if (def && 'PartitionCmd' in def) attachPartition(change, relation, def.PartitionCmd);
  },
  AT_DetachPartition: (change, { relation }, { def }) => {
    if (def && 'PartitionCmd' in def) detachPartition(change, relation, def.PartitionCmd);
  },
  AT_AddInherit: (change, { relation }, { def }) => {
    if (def && 'RangeVar' in def) addInherit(change, relation, def.RangeVar);
  },
  AT_DropInherit: (change, { relation }, { def }) => {
    if (def && 'RangeVar' in def) dropInherit(change, relation, def.RangeVar);
  },
  AT_EnableRowSecurity: (change, { relation }) => void put(change, { ...relation, rowSecurity: true }),
  AT_DisableRowSecurity: (change, { relation }) => void put(change, { ...relation, rowSecurity: false }),
  AT_AddOf: (change, { relation }) => void put(change, { ...relation, columnsKnown: false }),
};

export function alterTable(change: Change, node: AlterTableStmt): void {
  const reference = referenceOfRange(node.relation);
  if (!reference || node.objtype === 'OBJECT_TYPE' || node.objtype === 'OBJECT_INDEX') return;
  for (const item of node.cmds ?? []) {
    const relation = node.objtype === 'OBJECT_TABLE' && !node.missing_ok ? relationToChange(change, reference, node.relation?.location) : change.catalog.relation(reference);
    if (!relation || !('AlterTableCmd' in item)) continue;
    const command = item.AlterTableCmd;
    alterations[command.subtype ?? '']?.(change, { relation, recurse: node.relation?.inh === true }, command);
  }
}

function definition({ def }: AlterTableCmd): ColumnDef {
  return def && 'ColumnDef' in def ? def.ColumnDef : {};
}

function addColumn(change: Change, { relation, recurse }: Target, command: AlterTableCmd): void {
  const { column, constraints } = readColumn(change, definition(command));
  if (relation.columns.some(({ name }) => name === column.name)) return;
  addColumnSequence(change, relation, column);
  let added = put(change, { ...relation, columns: [...relation.columns, column] });
  for (const child of recurse ? change.catalog.children(relation) : []) inheritColumn(change, child, column);
  for (const constraint of constraints) added = addConstraint(change, change.catalog.relation(added) ?? added, constraint, column.name);
}

function inheritColumn(change: Change, relation: Relation, column: Column): void {
  if (!relation.columns.some(({ name }) => name === column.name)) put(change, { ...relation, columns: [...relation.columns, column] });
  for (const child of change.catalog.children(relation)) inheritColumn(change, child, column);
}

/** Changes a column here and, unless ONLY is written, in everything that inherits it. */
function eachColumn(change: Change, { relation, recurse }: Target, { name }: AlterTableCmd, alter: (column: Column) => Column): void {
  put(change, { ...relation, columns: relation.columns.map((column) => (column.name === name ? alter(column) : column)) });
  for (const child of recurse ? change.catalog.children(relation) : []) eachColumn(change, { relation: child, recurse }, { name: name ?? '' }, alter);
}

function redefaulted(change: Change, table: Relation, column: Column, { def }: AlterTableCmd): Column {
  const generated = column.generated === 'serial' ? undefined : column.generated;
  return asSerial(change.catalog, table, { ...column, defaultExpression: storedDefault(def), generated });
}

function retyped(change: Change, column: Column, def: ColumnDef): Column {
  const type = columnTypeOf(change.catalog, def.typeName);
  return { ...column, type, collation: collationOf(def.collClause) };
}

/** PostgreSQL 18 keeps NOT NULL as a constraint; dropping it drops that too. */
function dropNotNull(change: Change, target: Target, command: AlterTableCmd): void {
  const drop = (relation: Relation): void => {
    const name = command.name ?? '';
    const constraints = relation.constraints.filter((constraint) => constraint.kind !== 'not-null' || !constraint.columns.includes(name));
    put(change, { ...withNotNull(relation, [name], false), constraints: constraints.length === relation.constraints.length ? relation.constraints : constraints });
    for (const child of target.recurse ? change.catalog.children(relation) : []) drop(child);
  };
  drop(target.relation);
}

function addIdentity(change: Change, { relation }: Target, command: AlterTableCmd): void {
  const columns = relation.columns.map((column): Column => (column.name === command.name ? { ...column, generated: 'identity', notNull: true } : column));
  const altered = put(change, { ...relation, columns });
  const column = altered.columns.find(({ name }) => name === command.name);
  if (column) addColumnSequence(change, altered, column);
}

function dropIdentity(change: Change, target: Target, command: AlterTableCmd): void {
  const { relation } = target;
  for (const sequence of relation.columns.some(({ name, generated }) => name === command.name && generated === 'identity') ? ownedSequences(change.catalog, relation, command.name) : []) {
    change.catalog.removeRelation(sequence);
  }
  eachColumn(change, target, command, (column) => ({ ...column, generated: column.generated === 'identity' ? undefined : column.generated }));
}
