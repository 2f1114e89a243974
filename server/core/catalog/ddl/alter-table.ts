import type { AlterTableCmd, AlterTableStmt, ColumnDef, Node } from '@pgsql/types';
import type { Column, Reference, Relation } from '../model';
import { referenceOfRange, relationToChange, type Change } from './change';
import { addColumnSequence, collationOf, readColumn, storedDefault } from './columns';
import { addConstraint, put, withNotNull } from './constraints';
import { dropConstraint, validateConstraint } from './alter-constraint';
import { addInherit, attachPartition, detachPartition, dropInherit } from './partitions';
import { enableRule, setRowSecurity } from './policies';
import { enableTriggers } from './triggers';
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
  AT_AddConstraint: (change, { relation, recurse }, { def }) => {
    if (def && 'Constraint' in def) addConstraint(recurse ? change : { ...change, only: true }, relation, def.Constraint);
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
  AT_EnableTrig: alterTrigger, AT_EnableTrigAll: alterTrigger, AT_EnableTrigUser: alterTrigger, AT_EnableAlwaysTrig: alterTrigger, AT_EnableReplicaTrig: alterTrigger,
  AT_DisableTrig: alterTrigger, AT_DisableTrigAll: alterTrigger, AT_DisableTrigUser: alterTrigger,
  AT_EnableRule: alterRule, AT_EnableAlwaysRule: alterRule, AT_EnableReplicaRule: alterRule, AT_DisableRule: alterRule,
  AT_EnableRowSecurity: alterRowSecurity, AT_DisableRowSecurity: alterRowSecurity, AT_ForceRowSecurity: alterRowSecurity, AT_NoForceRowSecurity: alterRowSecurity,
  AT_SetLogged: (change, { relation }) => void put(change, { ...relation, unlogged: false }),
  AT_SetUnLogged: (change, { relation }) => void put(change, { ...relation, unlogged: true }),
  AT_ReplicaIdentity: setReplicaIdentity,
  AT_AddOf: (change, { relation }) => void put(change, { ...relation, columnsKnown: false }),
};

const identities = new Map<string | undefined, NonNullable<Relation['replicaIdentity']>>([['f', 'full'], ['i', 'index'], ['n', 'nothing']]);

/** DEFAULT is the primary key again. */
function setReplicaIdentity(change: Change, { relation }: { readonly relation: Relation }, { def }: AlterTableCmd): void {
  const { replicaIdentity: _, ...rest } = relation;
  const identity = def !== undefined && 'ReplicaIdentityStmt' in def ? identities.get(def.ReplicaIdentityStmt.identity_type) : undefined;
  put(change, identity === undefined ? rest : { ...rest, replicaIdentity: identity });
}

export function alterTable(change: Change, node: AlterTableStmt): void {
  const reference = referenceOfRange(node.relation);
  if (!reference || node.objtype === 'OBJECT_TYPE') return;
  if (node.objtype === 'OBJECT_INDEX') return attachIndex(change, reference, node.cmds ?? []);
  for (const item of node.cmds ?? []) {
    const relation = node.objtype === 'OBJECT_TABLE' && !node.missing_ok ? relationToChange(change, reference, node.relation?.location) : change.catalog.relation(reference);
    if (!relation || !('AlterTableCmd' in item)) continue;
    const command = item.AlterTableCmd;
    alterations[command.subtype ?? '']?.(change, { relation, recurse: node.relation?.inh === true }, command);
  }
}

/** ALTER INDEX … ATTACH PARTITION, which is all that it does to the model. */
function attachIndex(change: Change, parent: Reference, commands: readonly Node[]): void {
  for (const command of commands) {
    const { def, subtype } = 'AlterTableCmd' in command ? command.AlterTableCmd : {};
    const child = subtype === 'AT_AttachPartition' && def && 'PartitionCmd' in def ? referenceOfRange(def.PartitionCmd.name) : undefined;
    const found = child && change.catalog.index(parent)?.index.onOnly ? change.catalog.index(child) : undefined;
    if (!found) continue;
    put(change, { ...found.relation, indexes: found.relation.indexes.map((own) => (own === found.index ? { ...own, attached: true as const } : own)) });
  }
}

function alterTrigger(change: Change, { relation }: Target, command: AlterTableCmd): void {
  enableTriggers(change, relation, command);
}

function alterRule(change: Change, { relation }: Target, command: AlterTableCmd): void {
  enableRule(change, relation, command);
}

function alterRowSecurity(change: Change, { relation }: Target, command: AlterTableCmd): void {
  setRowSecurity(change, relation, command);
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
