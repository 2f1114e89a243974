import type { CreateTrigStmt, DropStmt } from '@pgsql/types';
import { lockName } from '../../effects/describe';
import { spanOf, strongLocks } from '../lock-steps';
import { namesOf, quoteIdentifier, referenceOf, referenceOfList } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type Note, type Report, type RuleContext } from '../rule';
import doc from './create-trigger.md';

export const createTrigger = defineRule({
  id: 'create-trigger',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot'],
  doc,
  messages: {
    row: 'CREATE TRIGGER takes {lock} on {table}, so writes wait until the transaction ends, and from then on its function runs for every row that is {events}{condition}. Keep the transaction short, and the function quick.',
    statement: 'CREATE TRIGGER takes {lock} on {table}: writes wait until the transaction ends. Keep it short.',
  },
  visit: {
    CreateTrigStmt(node, context) {
      const [lock] = strongLocks(context);
      if (lock === undefined || node.relation === undefined || keepsColumnsInStep(node, context)) return;
      const table = referenceOf(node.relation);
      const replaces = node.replace === true && context.relation(table)?.triggers.some(({ name }) => name === node.trigname) === true;
      const data = { table: lock.name, lock: lockName(lock.mode), events: eventsOf(node), condition: node.whenClause === undefined ? '' : ' and for which WHEN is true' };
      context.note({ creates: `${keyOfName(context.catalog, table)}.${node.trigname}`, report: { span: spanOf(context), message: node.row && !replaces ? 'row' : 'statement', data } } satisfies TriggerNote);
    },
    DropStmt(node, context) {
      const dropped = node.removeType === 'OBJECT_TRIGGER' ? droppedTrigger(node, context) : undefined;
      if (dropped !== undefined) context.note({ drops: dropped, locks: strongLocks(context).length > 0 } satisfies TriggerNote);
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<TriggerNote>[];
    notes.forEach(({ number, value, unit, transaction }, index) => {
      if (!('creates' in value)) return;
      const drop = notes.slice(0, index).findLast((earlier) => earlier.unit === unit && 'drops' in earlier.value && earlier.value.drops === value.creates)?.value;
      if (drop === undefined) return context.report(number, value.report);
      // drop-trigger names the lock, which is a stronger one, and keeps it to the same end.
      if (!('locks' in drop && drop.locks) || transaction === 'outside') context.report(number, { ...value.report, message: 'statement' });
    });
  },
});

/** A trigger by the schema, table and name; `locks`: drop-trigger speaks of it. */
type TriggerNote = { readonly creates: string; readonly report: Report } | { readonly drops: string; readonly locks: boolean };

/** Where IF EXISTS passes over a trigger that the history knows not to be there, nothing is dropped. */
function droppedTrigger({ objects, missing_ok: missingOk }: DropStmt, context: RuleContext): string | undefined {
  const [object] = objects ?? [];
  const names = object !== undefined && 'List' in object ? namesOf(object.List.items) : [];
  const [trigger, name, schema] = names.toReversed();
  if (trigger === undefined || name === undefined) return undefined;
  const table = schema === undefined ? { name } : { schema, name };
  const relation = context.relation(table);
  const isAbsent = missingOk === true && relation !== undefined && relation.assumed !== true && relation.columnsKnown && relation.triggers.every((own) => own.name !== trigger);
  return isAbsent ? undefined : `${keyOfName(context.catalog, table)}.${trigger}`;
}

/** `inserted, or updated with price or total in SET` */
function eventsOf({ events = 0, columns }: CreateTrigStmt): string {
  const ofColumns = namesOf(columns).map(quoteIdentifier).join(' or ');
  const words = [
    ...((events & inserts) === 0 ? [] : ['inserted']),
    ...((events & updates) === 0 ? [] : [ofColumns === '' ? 'updated' : `updated with ${ofColumns} in SET`]),
    ...((events & deletes) === 0 ? [] : ['deleted']),
  ];
  const comma = ofColumns === '' ? '' : ',';
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${comma} or ${words.at(-1) ?? ''}`;
}

// TRIGGER_TYPE_… of PostgreSQL's pg_trigger.h.
const inserts = 4;
const deletes = 8;
const updates = 16;

const assignment = /^\s*new\s*\.\s*"?\w+"?\s*:?=[^;]*\bnew\s*\.\s*"?\w+"?[^;]*$/i;

/** The trigger of a column that is replaced step by step: all that its function does is to give one column of the new row the value of another. */
function keepsColumnsInStep({ funcname }: CreateTrigStmt, context: RuleContext): boolean {
  const name = referenceOfList(funcname);
  const [routine] = name === undefined ? [] : context.catalog.routines(name);
  const body = /\bbegin\b(.*)\breturn\s+new\s*;\s*end\s*;?\s*$/is.exec(routine?.body ?? '')?.[1];
  const statements = body?.split(';').filter((statement) => statement.trim() !== '') ?? [];
  return statements.length > 0 && statements.every((statement) => assignment.test(statement));
}
