import { unclear, type Value } from '../catalog/bodies/values';
import type { Relation, Trigger, TriggerEvent } from '../catalog/model';
import { runTriggerFunction } from './bodies';
import { doubt, settingOf, type Work } from './work';

/** What happens to a table: which triggers that fires. */
export interface Firing {
  readonly event: TriggerEvent;
  /** Whether it is certain that at least one row is touched. */
  readonly rows: boolean;
  /** Columns that an UPDATE sets. */
  readonly columns?: readonly string[];
}

/** Triggers for each statement fire whether there are rows or not. */
export function fireStatementTriggers(work: Work, relation: Relation, firing: Firing): void {
  fire(work, relation, { ...firing, rows: true }, 'statement');
}

/** Triggers for each row: where rows are not certain, what they would do is in doubt. */
export function fireRowTriggers(work: Work, relation: Relation, firing: Firing): void {
  fire(work, relation, firing, 'row');
}

function fire(work: Work, relation: Relation, firing: Firing, level: Trigger['level']): void {
  let { rows } = firing;
  for (const timing of ['before', 'instead', 'after'] as const) {
    for (const trigger of relation.triggers) {
      if (trigger.level !== level || trigger.timing !== timing || !concerns(work, trigger, firing)) continue;
      const sure = rows && trigger.when === undefined && trigger.constraint !== 'deferred';
      call(work, relation, { trigger, event: firing.event, sure });
      // A BEFORE trigger that returns NULL leaves the row out: nothing that comes later is certain.
      if (level === 'row' && timing === 'before' && mayLeaveOut(work, trigger)) rows = false;
    }
  }
}

function concerns(work: Work, { events, columns, enabled }: Trigger, { event, columns: set }: Firing): boolean {
  if (!events.includes(event)) return false;
  if (event === 'update' && columns.length > 0 && set !== undefined && !columns.some((column) => set.includes(column))) return false;
  return enabled === 'always' || enabled === (isReplica(work) ? 'replica' : 'origin');
}

/** Then neither ordinary triggers fire nor those of foreign keys. */
export function isReplica(work: Work): boolean {
  return /^["']?replica["']?$/i.test(settingOf(work, 'session_replication_role') ?? 'origin');
}

function mayLeaveOut(work: Work, { function: name }: Trigger): boolean {
  const [routine] = work.catalog.routines(name);
  return routine?.body === undefined || /\breturn\s+(?!new\b|old\b)/i.test(routine.body);
}

interface TriggerCall {
  readonly trigger: Trigger;
  readonly event: TriggerEvent;
  readonly sure: boolean;
}

/** Functions of PostgreSQL itself that only look at the row in hand. */
const rowOnly: ReadonlySet<string> = new Set(['suppress_redundant_updates_trigger', 'tsvector_update_trigger', 'tsvector_update_trigger_column', 'moddatetime', 'set_limit']);

function call(work: Work, relation: Relation, { trigger, event, sure }: TriggerCall): void {
  const [routine] = work.catalog.routines(trigger.function);
  const key = `${relation.schema}.${relation.name} ${trigger.name} ${event}`;
  // A trigger whose own statement makes it fire again does the same again.
  if (work.within?.firing.has(key)) return;
  if (routine === undefined) {
    if (!rowOnly.has(trigger.function.name)) doubt(work);
    return;
  }
  work.within?.firing.add(key);
  runTriggerFunction(work, routine, variablesOf(relation, trigger, event), sure);
  work.within?.firing.delete(key);
}

/** `TG_…` variables, and OLD or NEW where the event has none. */
function variablesOf(relation: Relation, trigger: Trigger, event: TriggerEvent): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ['tg_op', event.toUpperCase()], ['tg_when', trigger.timing === 'instead' ? 'INSTEAD OF' : trigger.timing.toUpperCase()], ['tg_level', trigger.level.toUpperCase()],
    ['tg_name', trigger.name], ['tg_relname', relation.name], ['tg_table_name', relation.name], ['tg_table_schema', relation.schema], ['tg_nargs', trigger.arguments.length],
    ['tg_relid', { oid: 'relation', schema: relation.schema, name: relation.name, shown: relation.name }], ['tg_argv', unclear],
    ['new', trigger.level === 'row' && event !== 'delete' ? unclear : null], ['old', trigger.level === 'row' && event !== 'insert' ? unclear : null], ['found', false],
  ]);
}
