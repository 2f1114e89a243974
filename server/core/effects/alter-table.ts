import type { AlterTableCmd, AlterTableStmt } from '@pgsql/types';
import { applyStatement } from '../catalog/from-ddl';
import type { Relation } from '../catalog/model';
import { referenceOf } from '../sql/names';
import { alterIndex } from './alter-index';
import { addColumn, alterColumnType, dropColumn, setExpression } from './columns';
import { addConstraint, alterConstraint, dropConstraint, setNotNull, validateConstraint } from './constraints';
import { strongerMode, type LockMode } from './lock-mode';
import { addInherit, attachPartition, detachPartition } from './partitions';
import { setAccessMethod, setLogged, setTablespace } from './storage';
import { passes, subcommands, type Subcommand } from './subcommands';
import { descendants, doubt, family, lock, relationIfExists, type Work } from './work';

/** ALTER TABLE and what is written like it for views, materialized views, indexes, sequences, types and foreign tables. */
export function alterTable(work: Work, node: AlterTableStmt): void {
  if (node.relation === undefined) return;
  const commands = (node.cmds ?? []).flatMap((command) => ('AlterTableCmd' in command ? [command.AlterTableCmd] : []));
  if (node.objtype === 'OBJECT_INDEX') return alterIndex(work, node, commands);
  if (node.objtype === 'OBJECT_TYPE') return alterComposite(work, commands);
  if (node.objtype === 'OBJECT_VIEW' || node.objtype === 'OBJECT_SEQUENCE') return;
  const reference = referenceOf(node.relation);
  if (work.catalog.relation(reference) === undefined && work.catalog.index(reference) !== undefined) return alterIndex(work, node, commands);
  const relation = relationIfExists(work, reference, node.missing_ok);
  if (relation === undefined || relation.kind === 'view' || relation.kind === 'sequence') return;
  const mode = commands.map(lockOf).reduce<LockMode>(strongerMode, 'AccessShareLock');
  lock(work, relation, mode);
  const run = () => {
    for (const command of commands.length === 1 ? commands : commands.toSorted((a, b) => passOf(a) - passOf(b))) {
      const present = commands.length === 1 ? relation : (work.catalog.relation(reference) ?? relation);
      alter(work, { relation: present, command, only: !node.relation?.inh }, mode);
      if (commands.length > 1) applyAlone(work, node, command);
    }
  };
  if (commands.length > 1) onFork(work, run);
  else run();
}

/** What is read of the fork counts as read of the catalog, so that whoever remembers the effects knows when to ask again. */
function onFork(work: Work, run: () => void): void {
  const { catalog } = work;
  catalog.attempt((fork) => {
    work.catalog = fork;
    run();
  });
  work.catalog = catalog;
}

/** One subcommand with the table it is for. */
interface Command {
  readonly relation: Relation;
  readonly command: AlterTableCmd;
  readonly only: boolean;
}

function known({ subtype }: AlterTableCmd): Subcommand | undefined {
  const found = subtype && subcommands[subtype];
  return found === 'internal' ? undefined : found;
}

function lockOf(command: AlterTableCmd): LockMode {
  const found = known(command)?.lock ?? 'AccessExclusiveLock';
  return typeof found === 'function' ? found(command) : found;
}

function passOf(command: AlterTableCmd): number {
  const found = known(command)?.pass ?? 'rest';
  return passes.indexOf(typeof found === 'function' ? found(command) : found);
}

/** What later subcommands find: a column is there once it is added, a CHECK proves nothing once it is dropped. */
function applyAlone(work: Work, node: AlterTableStmt, command: AlterTableCmd): void {
  const tree = { AlterTableStmt: { ...node, cmds: [{ AlterTableCmd: command }] } };
  const text = 'ALTER TABLE';
  applyStatement(work.catalog, { kind: 'sql', text, masked: text, placeholders: [], tree, error: undefined }, { file: '', statement: 0 });
}

function alter(work: Work, { relation, command, only }: Command, mode: LockMode): void {
  const found = known(command);
  if (found === undefined) return doubt(work);
  const reach = typeof found.reach === 'function' ? found.reach(work, command, relation) : found.reach;
  const others = only || reach === 'self' || (reach === 'partitions' && relation.kind !== 'partitioned') ? [] : descendants(work, relation);
  lock(work, others, mode);
  applyCommand(work, { relation, command, only });
}

function applyCommand(work: Work, { relation, command, only }: Command): void {
  const { def, name = '' } = command;
  const all = family(work, relation, only);
  switch (command.subtype) {
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def ? addColumn(work, relation, { column: def.ColumnDef, only, missingOk: command.missing_ok === true }) : undefined;
    case 'AT_DropColumn':
      return dropColumn(work, relation, { name, only, cascade: command.behavior === 'DROP_CASCADE', missingOk: command.missing_ok === true });
    case 'AT_AlterColumnType':
      return def && 'ColumnDef' in def ? alterColumnType(work, all, name, def.ColumnDef) : undefined;
    case 'AT_SetNotNull':
      return setNotNull(work, all, [name]);
    case 'AT_SetExpression':
      return setExpression(work, all, name);
    case 'AT_AddConstraint':
      return def && 'Constraint' in def ? addConstraint(work, relation, def.Constraint, only) : undefined;
    case 'AT_AlterConstraint':
      return def && 'ATAlterConstraint' in def ? alterConstraint(work, relation, def.ATAlterConstraint) : undefined;
    case 'AT_ValidateConstraint':
      return validateConstraint(work, relation, name, only);
    case 'AT_DropConstraint':
      return dropConstraint(work, relation, { name, only, cascade: command.behavior === 'DROP_CASCADE', missingOk: command.missing_ok === true });
    default:
      return applyToWhole(work, relation, command);
  }
}

function applyToWhole(work: Work, relation: Relation, { def, name, subtype }: AlterTableCmd): void {
  switch (subtype) {
    case 'AT_AttachPartition':
      return def && 'PartitionCmd' in def ? attachPartition(work, relation, def.PartitionCmd) : undefined;
    case 'AT_DetachPartition':
    case 'AT_DetachPartitionFinalize':
      return def && 'PartitionCmd' in def ? detachPartition(work, relation, def.PartitionCmd, subtype === 'AT_DetachPartitionFinalize') : undefined;
    case 'AT_AddInherit':
    case 'AT_DropInherit':
      return def && 'RangeVar' in def ? addInherit(work, def.RangeVar, subtype === 'AT_AddInherit') : undefined;
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return setLogged(work, relation, subtype === 'AT_SetLogged');
    case 'AT_SetAccessMethod':
      return setAccessMethod(work, relation, name);
    case 'AT_SetTableSpace':
      return setTablespace(work, relation, name);
    default:
      // The lock is all there is to it: names, settings, and what the catalog says of columns, triggers and rules.
      return;
  }
}

/** Without CASCADE no table has the type as its own (`CREATE TABLE … OF`), or the statement fails; with it, those tables are altered too, and the history does not keep them. */
function alterComposite(work: Work, commands: readonly AlterTableCmd[]): void {
  if (commands.some(({ behavior }) => behavior === 'DROP_CASCADE')) doubt(work);
}
