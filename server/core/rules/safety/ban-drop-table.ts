import type { Reference } from '../../catalog/model';
import { enumerate, locksInWords } from '../../effects/locks-in-words';
import { mayExist } from '../../sql/may-exist';
import { referenceOfList } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './ban-drop-table.md';

export const banDropTable = defineRule({
  id: 'ban-drop-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  alike: { squawk: 'ban-drop-table', postgresLanguageServer: 'banDropTable' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    dataLoss:
      'Dropping {tables} cannot be undone: the rows are gone, and every running version of the application that still uses the name fails at once. Deploy code that does not use it first. The ACCESS EXCLUSIVE lock, which blocks reads and writes, is brief.',
    locksOthers:
      'Dropping {tables} cannot be undone: the rows are gone. And the statement takes {locks}: it waits for every query on these tables, and all that come later wait behind it. Drop the foreign keys first, each in a transaction of its own, after the code that uses the table is gone.',
    partition:
      'Dropping the partition {tables} takes {locks}: it waits for every query on the partitioned table, and all that come later wait behind it; its rows cannot be had back. First DETACH PARTITION … CONCURRENTLY, then drop what is a table of its own.',
  },
  visit: {
    DropStmt(node, context) {
      // What undoes a migration drops what that has made.
      if (node.removeType !== 'OBJECT_TABLE' || context.direction === 'down') return;
      const names = (node.objects ?? []).flatMap((object) => ('List' in object ? (referenceOfList(object.List.items) ?? []) : []));
      const old = names.filter((name) => isInUse(name, node.missing_ok, context));
      if (old.length > 0) report(old, context);
    },
  },
});

function isInUse(name: Reference, missingOk: boolean | undefined, context: RuleContext): boolean {
  if (name.schema === 'pg_temp' || context.isNew(name)) return false;
  return context.relation(name) !== undefined || mayExist(missingOk, context);
}

function report(tables: readonly Reference[], context: RuleContext): void {
  const effects = context.effects();
  const dropped = new Set(tables.map((table) => keyOf(context.catalog.resolve(table))));
  const gone = new Set([...dropped, ...effects.drops.map(keyOf)]);
  const shows = (name: Reference) => !context.isNew(name);
  const others = effects.locks.filter(({ relation }) => shows(relation) && !gone.has(keyOf(relation)));
  const isPartition = tables.every((table) => context.relation(table)?.kind === 'partition');
  context.report({
    span: { start: 0, end: context.statement.text.length },
    message: isPartition ? 'partition' : others.length > 0 ? 'locksOthers' : 'dataLoss',
    data: { tables: enumerate(tables.map((table) => context.display(table)), 3), locks: locksInWords(effects, context.display, shows) },
  });
}

function keyOf({ schema, name }: Reference): string {
  return `${schema}.${name}`;
}
