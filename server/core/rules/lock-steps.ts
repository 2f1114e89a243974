import type { AlterTableStmt, DeleteStmt, InsertStmt, MergeStmt, Node, RangeVar, UpdateStmt } from '@pgsql/types';
import type { QualifiedName } from '../catalog/model';
import { namedRelations, type NamedRelation } from '../effects/named-relations';
import { strongerMode, type LockMode } from '../effects/lock-mode';
import type { Ancestor, Note, RuleContext, Visitors } from './rule';
import type { Span } from '../text/span';
import { spanOfName, tokensOf } from '../sql/find';
import { referenceOf } from '../sql/names';
import { isNarrow } from '../sql/narrow-condition';
import { isShared } from '../sql/shared-relation';
import { noteControl } from '../sql/transaction-notes';
import { walk } from '../sql/walk';

/** What a statement of a transaction does to the relations that others use while it runs. */
export interface LockStep {
  readonly kind: 'definition' | 'data';
  /** Those that block writers at least. Partitions are left out, their table stands for them. */
  readonly locks: readonly StepLock[];
  /** Relations that are read whole or written anew, as a message shows them. */
  readonly slow: readonly string[];
  /** Only adds foreign keys, or only validates constraints: rules of their own look at these. */
  readonly special: 'foreign-keys' | 'validates' | undefined;
  /** Relations that a change of rows reads or writes. */
  readonly touches: readonly Touched[];
  /** A change of rows that goes by a key. */
  readonly narrow: boolean;
  readonly span: Span;
}

export interface StepLock extends Touched {
  readonly mode: LockMode;
}

export interface Touched {
  readonly key: string;
  /** As a message shows it. */
  readonly name: string;
}

const blocksWrites: ReadonlySet<LockMode> = new Set(['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']);
const steps = new WeakMap<RuleContext, LockStep | undefined>();

type See = (node: object, context: RuleContext, ancestors: readonly Ancestor[]) => void;

const definition: See = (_, context, ancestors) => noteStep(context, ancestors, definitionStep);

function data(tag: DataTag): See {
  return (node, context, ancestors) => noteStep(context, ancestors, () => dataStep(context, tag, node as DataNode));
}

/** Visitors that note what every statement of a transaction locks and takes long for, and where transactions begin and end. */
export function noteSteps(): Visitors {
  return {
    TransactionStmt: noteControl,
    AlterTableStmt: definition, IndexStmt: definition, CreateTrigStmt: definition, CreatePolicyStmt: definition, AlterPolicyStmt: definition, RuleStmt: definition,
    RenameStmt: definition, AlterObjectSchemaStmt: definition, ReindexStmt: definition, ClusterStmt: definition, RefreshMatViewStmt: definition, TruncateStmt: definition,
    LockStmt: definition, DropStmt: definition, AlterDomainStmt: definition,
    UpdateStmt: data('UpdateStmt'), DeleteStmt: data('DeleteStmt'), InsertStmt: data('InsertStmt'), MergeStmt: data('MergeStmt'),
  };
}

function noteStep(context: RuleContext, ancestors: readonly Ancestor[], read: (context: RuleContext) => LockStep | undefined): void {
  if (ancestors.length > 0 || context.transaction !== 'inside' || !context.migration) return;
  // All rules that look at a statement have the same context.
  const step = steps.has(context) ? steps.get(context) : read(context);
  steps.set(context, step);
  if (step !== undefined) context.note(step);
}

/** The relations that a statement locks so that writers wait, without those that nobody else can reach. */
export function strongLocks(context: RuleContext): readonly StepLock[] {
  if (standsAlone(context.statement.tree)) return [];
  const named = namedRelations(context.statement);
  // The usual case costs nothing: it names only what the migration made.
  if (named.length > 0 && named.every(({ kind, reference }) => kind === 'relation' && !isShared(context, reference))) return [];
  const gone = droppedTables(context, named);
  return context.effects().locks.flatMap(({ relation, mode }) => {
    const stays = !gone.has(touched(context, relation).key);
    const other = stays && blocksWrites.has(mode) && isShared(context, relation) && context.relation(relation)?.kind !== 'partition';
    return other ? [{ ...touched(context, relation), mode }] : [];
  });
}

/** A new table that names no other one: neither a parent nor a foreign key. */
function standsAlone(tree: Node | undefined): boolean {
  if (tree === undefined || !('CreateStmt' in tree)) return false;
  const { tableElts = [], inhRelations = [], partbound } = tree.CreateStmt;
  const refersTo = (node: Node): boolean => 'TableLikeClause' in node
    || ('Constraint' in node && node.Constraint.contype === 'CONSTR_FOREIGN')
    || ('ColumnDef' in node && (node.ColumnDef.constraints ?? []).some(refersTo));
  return inhRelations.length === 0 && partbound === undefined && !tableElts.some(refersTo);
}

/** Nobody has a use for a table that goes. */
function droppedTables(context: RuleContext, named: readonly NamedRelation[]): ReadonlySet<string> {
  const { tree } = context.statement;
  if (tree === undefined || !('DropStmt' in tree) || (tree.DropStmt.removeType !== 'OBJECT_TABLE' && tree.DropStmt.removeType !== 'OBJECT_MATVIEW')) return new Set();
  return new Set(named.map(({ reference }) => touched(context, context.catalog.resolve(reference)).key));
}

function definitionStep(context: RuleContext): LockStep | undefined {
  const locks = strongLocks(context);
  if (locks.length === 0 && !mayValidate(context)) return undefined;
  const { scans, rewrites } = context.effects();
  const slow = [...rewrites, ...scans].filter((name) => isShared(context, name)).map((name) => context.display(name));
  if (locks.length === 0 && slow.length === 0) return undefined;
  return { kind: 'definition', locks, slow, special: specialOf(context.statement.tree), touches: [], narrow: false, span: spanOf(context) };
}

function mayValidate({ statement: { tree } }: RuleContext): boolean {
  return tree !== undefined && 'AlterTableStmt' in tree && specialOf(tree) === 'validates';
}

function specialOf(tree: Node | undefined): LockStep['special'] {
  if (tree === undefined || !('AlterTableStmt' in tree)) return undefined;
  const commands = ((tree.AlterTableStmt as AlterTableStmt).cmds ?? []).flatMap((command) => ('AlterTableCmd' in command ? [command.AlterTableCmd] : []));
  if (commands.every(({ subtype }) => subtype === 'AT_ValidateConstraint')) return 'validates';
  const adds = commands.every(({ subtype, def }) => subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def && def.Constraint.contype === 'CONSTR_FOREIGN');
  return adds ? 'foreign-keys' : undefined;
}

type DataTag = 'UpdateStmt' | 'DeleteStmt' | 'InsertStmt' | 'MergeStmt';
type DataNode = UpdateStmt & DeleteStmt & InsertStmt & MergeStmt;

function dataStep(context: RuleContext, tag: DataTag, node: DataNode): LockStep | undefined {
  const { tree } = context.statement;
  if (tree === undefined || (tag === 'InsertStmt' && !readsRows(node))) return undefined;
  const touches = relationsIn(tree).filter((range) => isShared(context, referenceOf(range))).map((range) => touched(context, context.catalog.resolve(referenceOf(range))));
  if (touches.length === 0) return undefined;
  const narrow = (tag === 'UpdateStmt' || tag === 'DeleteStmt') && node.relation !== undefined && isNarrow(node.whereClause, context.relation(referenceOf(node.relation)), node.withClause);
  return { kind: 'data', locks: [], slow: [], special: undefined, touches, narrow, span: spanOf(context) };
}

function readsRows({ selectStmt }: InsertStmt): boolean {
  return selectStmt !== undefined && 'SelectStmt' in selectStmt && (selectStmt.SelectStmt.fromClause ?? []).length > 0;
}

/** Every relation that a statement names; the names of its common tables are none. */
export function relationsIn(tree: Node): readonly RangeVar[] {
  const found: RangeVar[] = [];
  const common = new Set<string>();
  walk(tree, (tag, node) => {
    if (tag === 'RangeVar') found.push(node as RangeVar);
    if (tag === 'CommonTableExpr' && 'ctename' in node) common.add(String(node.ctename));
  });
  return found.filter(({ schemaname, relname }) => relname !== undefined && (schemaname !== undefined || !common.has(relname)));
}

function touched(context: RuleContext, name: QualifiedName): Touched {
  return { key: `${name.schema}.${name.name}`, name: context.display(name) };
}

/** To the end of the first name of a relation; the whole statement where none is written. */
export function spanOf({ statement }: RuleContext): Span {
  const [first] = statement.tree === undefined ? [] : relationsIn(statement.tree);
  const whole = { start: 0, end: statement.text.length };
  if (first?.location === undefined || first.location <= 0) return whole;
  return { start: 0, end: spanOfName(first.location, tokensOf(statement))?.end ?? whole.end };
}

/** The first statement of a transaction that is slow while a lock on another table is held, and that lock. */
export function firstSlowUnderLock(notes: readonly Note<LockStep>[]): { readonly note: Note<LockStep>; readonly lock: StepLock } | undefined {
  const held = new Map<string, StepLock>();
  for (const note of notes) {
    const lock = [...held.values()].find((each) => waitsLonger(note.value, each, held));
    if (lock !== undefined) return { note, lock };
    for (const each of note.value.locks) {
      const known = held.get(each.key);
      held.set(each.key, known === undefined ? each : { ...each, mode: strongerMode(known.mode, each.mode) });
    }
  }
  return undefined;
}

/** Whether a lock that is held makes others wait for this statement, who would not wait for the statement itself. */
function waitsLonger(step: LockStep, lock: StepLock, held: ReadonlyMap<string, StepLock>): boolean {
  // On the same table it is a backfill under the lock, which has a rule of its own; so has VALIDATE of what was just added.
  if (step.kind === 'data') return !step.narrow && !step.touches.some(({ key }) => held.has(key));
  if (step.slow.length === 0 || (step.special === 'validates' && step.slow.includes(lock.name))) return false;
  const own = step.locks.find(({ key }) => key === lock.key);
  return own === undefined || (own.mode !== lock.mode && strongerMode(own.mode, lock.mode) === lock.mode);
}
