import type { Reference } from '../../catalog/model';
import { enumerate, locksInWords } from '../../effects/locks-in-words';
import { mayExist } from '../../sql/may-exist';
import { referenceOf, referenceOfList } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule, type Note, type Report, type RuleContext } from '../rule';
import doc from './ban-drop-table.md';

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const banDropTable = defineRule({
  id: 'ban-drop-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  options,
  alike: { squawk: 'ban-drop-table', postgresLanguageServer: 'banDropTable' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    dataLoss:
      'Dropping {tables} takes the rows away for good, where they were not copied before, and every running version of the application that still uses the name fails at once. Deploy code that does not use it first. The ACCESS EXCLUSIVE lock, which blocks reads and writes, lasts as long as the transaction.',
    remade:
      'Dropping {tables} cannot be undone: the rows are gone, and the table of that name that this migration creates afterwards starts without them. Change the table with ALTER TABLE, or copy the rows first. The ACCESS EXCLUSIVE lock, which blocks reads and writes, lasts as long as the transaction.',
    partition:
      'Dropping the partition {tables} takes {locks}: it waits for every query on the partitioned table, and all that come later wait behind it; its rows cannot be had back. First DETACH PARTITION … CONCURRENTLY, then drop what is a table of its own.',
  },
  visit: {
    DropStmt(node, context) {
      // What undoes a migration drops what that has made.
      if (node.removeType !== 'OBJECT_TABLE' || context.direction === 'down') return;
      const names = (node.objects ?? []).flatMap((object) => ('List' in object ? (referenceOfList(object.List.items) ?? []) : []));
      const old = names.filter((name) => isInUse(name, node.missing_ok, context));
      if (old.length > 0) context.note({ drops: old.map((name) => keyOfName(context.catalog, name)), report: reportOf(old, context) } satisfies TableNote);
    },
    CreateStmt: (node, context) => void (node.relation && context.note({ makes: keyOfName(context.catalog, referenceOf(node.relation)) } satisfies TableNote)),
    CreateTableAsStmt: (node, context) => void (node.into?.rel && context.note({ replaces: keyOfName(context.catalog, referenceOf(node.into.rel)) } satisfies TableNote)),
    ViewStmt: (node, context) => void (node.view && context.note({ replaces: keyOfName(context.catalog, referenceOf(node.view)) } satisfies TableNote)),
    RenameStmt(node, context) {
      if (node.relation === undefined || node.newname === undefined || (node.renameType !== 'OBJECT_TABLE' && node.renameType !== 'OBJECT_VIEW')) return;
      context.note({ replaces: `${context.catalog.resolve(referenceOf(node.relation)).schema}.${node.newname}` } satisfies TableNote);
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<TableNote>[];
    notes.forEach(({ value, number, unit }, index) => {
      if (!('drops' in value)) return;
      const later = notes.slice(index + 1).filter((other) => other.unit === unit).map((other) => other.value);
      const replaced = (key: string) => later.some((other) => 'replaces' in other && other.replaces === key);
      const left = value.drops.filter((key) => !replaced(key));
      if (left.length === 0) return;
      const remade = left.every((key) => later.some((other) => 'makes' in other && other.makes === key));
      context.report(number, remade ? { ...value.report, message: 'remade' } : value.report);
    });
  },
});

/**
 * Tables that a statement drops, and names that a later one gives to an empty table, or to something that has its rows from elsewhere:
 * a table of which the rows were copied, a query, a view.
 */
type TableNote = { readonly drops: readonly string[]; readonly report: Report } | { readonly makes: string } | { readonly replaces: string };

function isInUse(name: Reference, missingOk: boolean | undefined, context: RuleContext): boolean {
  if (name.schema === 'pg_temp' || context.isNew(name) || isListed(context.options(options).ignoreTables, name, context.catalog)) return false;
  return context.relation(name) !== undefined || mayExist(missingOk, context);
}

function reportOf(tables: readonly Reference[], context: RuleContext): Report {
  const isPartition = tables.every((table) => context.relation(table)?.kind === 'partition');
  const locks = isPartition ? locksInWords(context.effects(), context.display, (name) => !context.isNew(name)) : '';
  return {
    span: { start: 0, end: context.statement.text.length },
    message: isPartition ? 'partition' : 'dataLoss',
    data: { tables: enumerate(tables.map((table) => context.display(table)), 3), locks },
  };
}
