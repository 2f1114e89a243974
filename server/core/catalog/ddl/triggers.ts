import type { AlterTableCmd, CreateTrigStmt } from '@pgsql/types';
import type { QualifiedName, Relation, Trigger, TriggerEvent } from '../model';
import { namesOf, referenceOfList } from '../../sql/names';
import { originAt, referenceOfRange, relationToChange, type Change } from './change';
import { put } from './constraints';

/** Bits of `CreateTrigStmt.timing` and `.events`: src/include/catalog/pg_trigger.h. */
const timings = { before: 2, instead: 64 };
const eventBits: readonly (readonly [TriggerEvent, number])[] = [['insert', 4], ['delete', 8], ['update', 16], ['truncate', 32]];

export function createTrigger(change: Change, node: CreateTrigStmt): void {
  const reference = referenceOfRange(node.relation);
  const called = referenceOfList(node.funcname);
  const name = node.trigname;
  if (!reference || !called || name === undefined) return;
  const relation = relationToChange(change, reference, node.relation?.location);
  if (!node.replace && relation.triggers.some((trigger) => trigger.name === name)) return;
  const timing = node.timing ?? 0;
  const trigger: Trigger = {
    name, function: change.catalog.resolve(called),
    timing: (timing & timings.before) !== 0 ? 'before' : (timing & timings.instead) !== 0 ? 'instead' : 'after',
    events: eventBits.flatMap(([event, bit]) => (((node.events ?? 0) & bit) !== 0 ? [event] : [])),
    columns: namesOf(node.columns), level: node.row ? 'row' : 'statement', when: node.whenClause, arguments: namesOf(node.args),
    constraint: node.isconstraint ? (node.initdeferred ? 'deferred' : 'immediate') : undefined,
    enabled: 'origin', inherited: false, origin: originAt(change, node.relation?.location),
  };
  addTrigger(change, relation, trigger);
}

/** A row trigger of a partitioned table is on every partition too. */
function addTrigger(change: Change, relation: Relation, trigger: Trigger): void {
  put(change, { ...relation, triggers: withTrigger(relation.triggers, trigger) });
  if (relation.kind !== 'partitioned' || trigger.level !== 'row') return;
  for (const child of change.catalog.children(relation)) addTrigger(change, child, { ...trigger, inherited: true });
}

/** Sorted by name: that is the order in which they fire. */
function withTrigger(triggers: readonly Trigger[], trigger: Trigger): readonly Trigger[] {
  return [...triggers.filter(({ name }) => name !== trigger.name), trigger].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a new partition gets from the table above, on top of its own. */
export function inheritedTriggers(child: Relation, parent: Relation): readonly Trigger[] {
  let triggers = child.triggers;
  for (const trigger of parent.triggers) if (trigger.level === 'row') triggers = withTrigger(triggers, { ...trigger, inherited: true });
  return triggers;
}

export function ownTriggers({ triggers }: Relation): readonly Trigger[] {
  return triggers.some(({ inherited }) => inherited) ? triggers.filter(({ inherited }) => !inherited) : triggers;
}

/** Changes a trigger by its name, here and in the copies on partitions; `undefined` drops it. */
export function alterTriggers(change: Change, relation: Relation, name: string, alter: (trigger: Trigger) => Trigger | undefined): void {
  if (!relation.triggers.some((trigger) => trigger.name === name)) return;
  const triggers = relation.triggers.flatMap((trigger) => (trigger.name === name ? (alter(trigger) ?? []) : [trigger]));
  put(change, { ...relation, triggers: triggers.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });
  for (const child of relation.kind === 'partitioned' ? change.catalog.children(relation) : []) {
    if (child.triggers.some((trigger) => trigger.name === name && trigger.inherited)) alterTriggers(change, child, name, alter);
  }
}

const states: ReadonlyMap<string, Trigger['enabled']> = new Map([
  ['AT_EnableTrig', 'origin'], ['AT_EnableTrigAll', 'origin'], ['AT_EnableTrigUser', 'origin'], ['AT_EnableAlwaysTrig', 'always'], ['AT_EnableReplicaTrig', 'replica'],
  ['AT_DisableTrig', 'disabled'], ['AT_DisableTrigAll', 'disabled'], ['AT_DisableTrigUser', 'disabled'],
]);

/** ENABLE and DISABLE TRIGGER name, ALL or USER. */
export function enableTriggers(change: Change, relation: Relation, command: AlterTableCmd): void {
  const enabled = states.get(command.subtype ?? '');
  if (enabled === undefined) return;
  for (const { name } of command.name === undefined ? relation.triggers : [{ name: command.name }]) {
    alterTriggers(change, change.catalog.relation(relation) ?? relation, name, (trigger) => ({ ...trigger, enabled }));
  }
}

/** Triggers that call a function go with it (DROP … CASCADE), or learn its new name. */
export function alterCallers(change: Change, routine: QualifiedName, alter: (trigger: Trigger) => Trigger | undefined): void {
  for (const relation of change.catalog.relations()) {
    const calls = ({ function: called }: Trigger): boolean => called.name === routine.name && called.schema === routine.schema;
    if (!relation.triggers.some(calls)) continue;
    put(change, { ...relation, triggers: relation.triggers.flatMap((trigger) => (calls(trigger) ? (alter(trigger) ?? []) : [trigger])) });
  }
}
