import type { AlterTableCmd } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { constraintLock } from './constraints';
import type { LockMode } from './lock-mode';
import { does, type Work } from './work';

export type Subtype = NonNullable<AlterTableCmd['subtype']>;

/** Which other tables get the subcommand too: `children` is every level of inheriting tables and partitions. */
export type Reach = 'self' | 'children' | 'partitions';

/** The order in which PostgreSQL does the subcommands of one ALTER TABLE, whatever the order in which they are written. `AlterTablePass` in tablecmds.c. */
export const passes = ['drop', 'type', 'add-column', 'expression', 'check', 'column', 'key', 'foreign-key', 'rest'] as const;

export interface Subcommand {
  readonly lock: LockMode | ((command: AlterTableCmd) => LockMode);
  readonly pass: (typeof passes)[number] | ((command: AlterTableCmd) => (typeof passes)[number]);
  readonly reach: Reach | ((work: Work, command: AlterTableCmd, relation: Relation) => Reach);
}

const exclusive = 'AccessExclusiveLock';
const light = 'ShareUpdateExclusiveLock';

function plain(pass: Subcommand['pass'], reach: Subcommand['reach'] = 'self'): Subcommand {
  return { lock: exclusive, pass, reach };
}

const trigger: Subcommand = { lock: 'ShareRowExclusiveLock', pass: 'rest', reach: triggerReach };
const options: Subcommand = { lock: optionsLock, pass: 'rest', reach: 'self' };
const columnOptions: Subcommand = { lock: light, pass: 'rest', reach: 'self' };
const identity = (pass: Subcommand['pass']): Subcommand => plain(pass, (work) => (does(work, 'has identity columns in partitions') ? 'partitions' : 'self'));

/**
 * Every subcommand: its lock, and whom it reaches. `AlterTableGetLockLevel` and `ATPrepCmd` in src/backend/commands/tablecmds.c.
 * `internal`: made by PostgreSQL while it works, never by its parser.
 */
export const subcommands: Readonly<Record<Subtype, Subcommand | 'internal'>> = {
  AT_AddColumn: plain('add-column', 'children'),
  AT_AddColumnToView: 'internal',
  AT_ColumnDefault: plain('rest', 'children'),
  AT_CookedColumnDefault: 'internal',
  AT_DropNotNull: plain('drop', 'children'),
  AT_SetNotNull: plain('column', 'children'),
  AT_SetExpression: plain('expression', 'children'),
  AT_DropExpression: plain('drop', 'children'),
  AT_SetStatistics: { lock: light, pass: 'rest', reach: 'children' },
  AT_SetOptions: columnOptions,
  AT_ResetOptions: columnOptions,
  AT_SetStorage: plain('rest', 'children'),
  AT_SetCompression: plain('rest'),
  AT_DropColumn: plain('drop', 'children'),
  AT_AddIndex: 'internal',
  AT_ReAddIndex: 'internal',
  AT_AddConstraint: { lock: addedLock, pass: addedPass, reach: addedReach },
  AT_ReAddConstraint: 'internal',
  AT_ReAddDomainConstraint: 'internal',
  AT_AlterConstraint: plain('rest', 'partitions'),
  AT_ValidateConstraint: { lock: light, pass: 'rest', reach: 'self' },
  AT_AddIndexConstraint: 'internal',
  AT_DropConstraint: plain('drop'),
  AT_ReAddComment: 'internal',
  AT_AlterColumnType: plain('type', 'children'),
  AT_AlterColumnGenericOptions: plain('rest'),
  AT_ChangeOwner: plain('rest'),
  AT_ClusterOn: { lock: light, pass: 'rest', reach: 'self' },
  AT_DropCluster: { lock: light, pass: 'rest', reach: 'self' },
  AT_SetLogged: plain('rest'),
  AT_SetUnLogged: plain('rest'),
  AT_DropOids: plain('drop'),
  AT_SetAccessMethod: plain('rest'),
  AT_SetTableSpace: plain('rest'),
  AT_SetRelOptions: options,
  AT_ResetRelOptions: options,
  AT_ReplaceRelOptions: 'internal',
  AT_EnableTrig: trigger,
  AT_EnableAlwaysTrig: trigger,
  AT_EnableReplicaTrig: trigger,
  AT_DisableTrig: trigger,
  AT_EnableTrigAll: trigger,
  AT_DisableTrigAll: trigger,
  AT_EnableTrigUser: trigger,
  AT_DisableTrigUser: trigger,
  AT_EnableRule: plain('rest'),
  AT_EnableAlwaysRule: plain('rest'),
  AT_EnableReplicaRule: plain('rest'),
  AT_DisableRule: plain('rest'),
  AT_AddInherit: plain('rest'),
  AT_DropInherit: plain('rest'),
  AT_AddOf: plain('rest'),
  AT_DropOf: plain('drop'),
  AT_ReplicaIdentity: plain('rest'),
  AT_EnableRowSecurity: plain('rest'),
  AT_DisableRowSecurity: plain('rest'),
  AT_ForceRowSecurity: plain('rest'),
  AT_NoForceRowSecurity: plain('rest'),
  AT_GenericOptions: plain('rest'),
  AT_AttachPartition: { lock: light, pass: 'rest', reach: 'self' },
  AT_DetachPartition: { lock: detachLock, pass: 'rest', reach: 'self' },
  AT_DetachPartitionFinalize: { lock: light, pass: 'rest', reach: 'self' },
  AT_AddIdentity: identity('column'),
  AT_SetIdentity: identity('column'),
  AT_DropIdentity: identity('drop'),
  AT_ReAddStatistics: 'internal',
};

/** Storage parameters whose change needs no more than SHARE UPDATE EXCLUSIVE; those of the TOAST table are among them. src/backend/access/common/reloptions.c. */
const lightOption = /^(?:autovacuum_\w+|fillfactor|toast_tuple_target|parallel_workers|vacuum_index_cleanup|vacuum_truncate|vacuum_max_eager_freeze_failure_rate|log_autovacuum_min_duration)$/;

function optionsLock({ def }: AlterTableCmd): LockMode {
  const set = def && 'List' in def ? (def.List.items ?? []) : [];
  return set.every((option) => 'DefElem' in option && lightOption.test(option.DefElem.defname ?? '')) ? light : exclusive;
}

function detachLock({ def }: AlterTableCmd): LockMode {
  return def && 'PartitionCmd' in def && def.PartitionCmd.concurrent ? light : exclusive;
}

function addedLock({ def }: AlterTableCmd): LockMode {
  return def && 'Constraint' in def ? constraintLock(def.Constraint) : exclusive;
}

function addedPass({ def }: AlterTableCmd): (typeof passes)[number] {
  const type = def && 'Constraint' in def ? def.Constraint.contype : undefined;
  return type === 'CONSTR_FOREIGN' ? 'foreign-key' : type === 'CONSTR_CHECK' || type === 'CONSTR_NOTNULL' ? 'check' : 'key';
}

function addedReach(work: Work, { def }: AlterTableCmd): Reach {
  if (def === undefined || !('Constraint' in def)) return 'self';
  const { contype, is_no_inherit: noInherit } = def.Constraint;
  if (contype === 'CONSTR_CHECK') return noInherit !== true || does(work, 'locks children for a check of the parent alone') ? 'children' : 'self';
  // A key says itself whom it reaches.
  return contype === 'CONSTR_NOTNULL' ? 'children' : 'self';
}

/** Row triggers of a partitioned table are on its partitions too, those of foreign keys among them. */
function triggerReach(_work: Work, { subtype, name }: AlterTableCmd, relation: Relation): Reach {
  if (relation.kind !== 'partitioned') return 'self';
  const byName = name === undefined ? relation.triggers : relation.triggers.filter((own) => own.name === name);
  if (byName.some(({ level }) => level === 'row')) return 'partitions';
  const all = subtype === 'AT_EnableTrigAll' || subtype === 'AT_DisableTrigAll';
  return all && relation.constraints.some(({ kind }) => kind === 'foreign') ? 'partitions' : 'self';
}
