import type { AlterTableCmd, AlterTableStmt } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { referenceOf } from '../sql/names';
import { addColumn, alterColumnType, dropColumn } from './columns';
import { addConstraint, constraintLock, dropConstraint, setNotNull, validateConstraint } from './constraints';
import { strongerMode, type LockMode } from './lock-mode';
import { addInherit, attachPartition, detachPartition } from './partitions';
import { descendants, does18, doubt, family, lock, relationIfExists, rewrite, type Work } from './work';

type Subtype = NonNullable<AlterTableCmd['subtype']>;

/** Subcommands weaker than ACCESS EXCLUSIVE. `AlterTableGetLockLevel` in src/backend/commands/tablecmds.c. */
const weaker: Partial<Record<Subtype, LockMode>> = {
  AT_SetStatistics: 'ShareUpdateExclusiveLock', AT_SetOptions: 'ShareUpdateExclusiveLock', AT_ResetOptions: 'ShareUpdateExclusiveLock',
  AT_ClusterOn: 'ShareUpdateExclusiveLock', AT_DropCluster: 'ShareUpdateExclusiveLock', AT_ValidateConstraint: 'ShareUpdateExclusiveLock',
  AT_AttachPartition: 'ShareUpdateExclusiveLock', AT_DetachPartitionFinalize: 'ShareUpdateExclusiveLock',
  AT_EnableTrig: 'ShareRowExclusiveLock', AT_EnableAlwaysTrig: 'ShareRowExclusiveLock', AT_EnableReplicaTrig: 'ShareRowExclusiveLock',
  AT_EnableTrigAll: 'ShareRowExclusiveLock', AT_EnableTrigUser: 'ShareRowExclusiveLock', AT_DisableTrig: 'ShareRowExclusiveLock',
  AT_DisableTrigAll: 'ShareRowExclusiveLock', AT_DisableTrigUser: 'ShareRowExclusiveLock',
};

/** Storage parameters whose change needs no more than SHARE UPDATE EXCLUSIVE. src/backend/access/common/reloptions.c. */
const lightOption = /^(?:autovacuum_\w+|fillfactor|toast_tuple_target|parallel_workers|vacuum_index_cleanup|vacuum_truncate|vacuum_max_eager_freeze_failure_rate|log_autovacuum_min_duration)$/;

/** Subcommands that children get too. */
const recursive: ReadonlySet<Subtype> = new Set<Subtype>([
  'AT_AddColumn', 'AT_DropColumn', 'AT_AlterColumnType', 'AT_ColumnDefault', 'AT_DropNotNull', 'AT_SetNotNull', 'AT_SetStatistics', 'AT_SetStorage',
  'AT_DropExpression', 'AT_SetExpression',
]);
/** Subcommands that partitions get too, while inheriting tables do not. */
const partitionsToo = /^AT_(?:Enable|Disable)(?:\w*)Trig|^AT_(?:Add|Set|Drop)Identity$/;

/** ALTER TABLE and what is written like it for views, indexes, sequences, types and foreign tables. */
export function alterTable(work: Work, node: AlterTableStmt): void {
  if (node.relation === undefined) return;
  const commands = (node.cmds ?? []).flatMap((command) => ('AlterTableCmd' in command ? [command.AlterTableCmd] : []));
  if (node.objtype === 'OBJECT_INDEX') return alterIndex(work, node, commands);
  if (node.objtype === 'OBJECT_TYPE' || node.objtype === 'OBJECT_FOREIGN_TABLE') return doubt(work, 'unknown');
  if (node.objtype === 'OBJECT_VIEW' || node.objtype === 'OBJECT_SEQUENCE') return;
  const reference = referenceOf(node.relation);
  if (work.catalog.relation(reference) === undefined && work.catalog.index(reference) !== undefined) return alterIndex(work, node, commands);
  const relation = relationIfExists(work, reference, node.missing_ok);
  if (relation === undefined || relation.kind === 'view' || relation.kind === 'sequence') return;
  const mode = commands.map((command) => lockOf(command)).reduce<LockMode>(strongerMode, 'AccessShareLock');
  const only = !node.relation.inh;
  lock(work, relation, mode);
  for (const command of commands) {
    if (reaches(work, command, relation) && !only) lock(work, descendants(work, relation), mode);
    applyCommand(work, { relation, command, only });
  }
}

/** One subcommand with the table it is for. */
export interface Command {
  readonly relation: Relation;
  readonly command: AlterTableCmd;
  readonly only: boolean;
}

function lockOf({ subtype, def }: AlterTableCmd): LockMode {
  if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) return constraintLock(def.Constraint);
  if (subtype === 'AT_DetachPartition' && def && 'PartitionCmd' in def && def.PartitionCmd.concurrent) return 'ShareUpdateExclusiveLock';
  if (subtype === 'AT_SetRelOptions' || subtype === 'AT_ResetRelOptions') {
    const options = def && 'List' in def ? (def.List.items ?? []) : [];
    return options.every((option) => 'DefElem' in option && lightOption.test(option.DefElem.defname ?? '')) ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock';
  }
  return (subtype && weaker[subtype]) ?? 'AccessExclusiveLock';
}

function reaches(work: Work, { subtype, def }: AlterTableCmd, relation: Relation): boolean {
  if (subtype === undefined) return false;
  if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) {
    const { contype, is_no_inherit: noInherit } = def.Constraint;
    if (contype === 'CONSTR_CHECK') return noInherit !== true || does18(work);
    return contype === 'CONSTR_NOTNULL' && !noInherit;
  }
  return recursive.has(subtype) || (relation.kind === 'partitioned' && partitionsToo.test(subtype));
}

function applyCommand(work: Work, { relation, command, only }: Command): void {
  const { def, name = '' } = command;
  const all = family(work, relation, only);
  switch (command.subtype) {
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def ? addColumn(work, relation, { column: def.ColumnDef, only, missingOk: command.missing_ok === true }) : undefined;
    case 'AT_DropColumn':
      return dropColumn(work, all, name, command.behavior === 'DROP_CASCADE');
    case 'AT_AlterColumnType':
      return def && 'ColumnDef' in def ? alterColumnType(work, all, name, def.ColumnDef) : undefined;
    case 'AT_SetNotNull':
      return setNotNull(work, all, [name]);
    case 'AT_AddConstraint':
      return def && 'Constraint' in def ? addConstraint(work, relation, def.Constraint, only) : undefined;
    case 'AT_ValidateConstraint':
      return validateConstraint(work, relation, name, only);
    case 'AT_DropConstraint': {
      const holders = all.filter((each) => each === relation || each.constraints.some((own) => own.name === name));
      lock(work, all, 'AccessExclusiveLock');
      for (const each of holders) dropConstraint(work, each, name, command.behavior === 'DROP_CASCADE');
      return;
    }
    case 'AT_AttachPartition':
      return def && 'PartitionCmd' in def ? attachPartition(work, relation, def.PartitionCmd) : undefined;
    case 'AT_DetachPartition':
      return def && 'PartitionCmd' in def ? detachPartition(work, relation, def.PartitionCmd) : undefined;
    case 'AT_AddInherit':
    case 'AT_DropInherit':
      return def && 'RangeVar' in def ? addInherit(work, def.RangeVar, command.subtype === 'AT_AddInherit') : undefined;
    default:
      return applyRest(work, { relation, command, only }, all);
  }
}

/** Subcommands that leave rows and other tables alone; those that may not, and that are not followed here, are in doubt. */
const brief: ReadonlySet<Subtype> = new Set<Subtype>([
  ...(Object.keys(weaker) as Subtype[]).filter((subtype) => subtype !== 'AT_DetachPartitionFinalize'),
  'AT_ColumnDefault', 'AT_DropNotNull', 'AT_SetStorage', 'AT_SetCompression', 'AT_SetRelOptions', 'AT_ResetRelOptions', 'AT_ChangeOwner', 'AT_ReplicaIdentity',
  'AT_EnableRowSecurity', 'AT_DisableRowSecurity', 'AT_ForceRowSecurity', 'AT_NoForceRowSecurity', 'AT_EnableRule', 'AT_EnableAlwaysRule', 'AT_EnableReplicaRule',
  'AT_DisableRule', 'AT_AddIdentity', 'AT_SetIdentity', 'AT_DropIdentity', 'AT_DropExpression',
]);

function applyRest(work: Work, { relation, command }: Command, all: readonly Relation[]): void {
  const { subtype, def } = command;
  if (subtype === 'AT_SetLogged' || subtype === 'AT_SetUnLogged') {
    // It is free where the table is so already, which the history does not keep.
    doubt(work, 'unknown');
    return rewrite(work, relation);
  }
  if (subtype === 'AT_SetExpression') {
    const column = relation.columns.find(({ name }) => name === command.name);
    if (column?.generated === 'stored') return rewrite(work, all);
    if (column?.generated !== 'virtual') return doubt(work);
    return relation.constraints.some(({ kind }) => kind === 'check') ? doubt(work) : undefined;
  }
  if (subtype === 'AT_AlterConstraint' && def && 'ATAlterConstraint' in def && !def.ATAlterConstraint.alterEnforceability && !def.ATAlterConstraint.alterInheritability && relation.kind === 'table') return;
  if (subtype === undefined || !brief.has(subtype)) doubt(work);
}

/** Only the index is locked, except where one is attached: that reads the tables' definitions. */
function alterIndex(work: Work, node: AlterTableStmt, commands: readonly AlterTableCmd[]): void {
  if (commands.some(({ subtype }) => subtype === 'AT_AttachPartition' || subtype === 'AT_SetTableSpace')) doubt(work, 'unknown');
  else if (node.relation && work.catalog.index(referenceOf(node.relation)) === undefined) doubt(work);
}
