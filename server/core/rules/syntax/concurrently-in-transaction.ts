import type { DefElem, Node, ReindexStmt } from '@pgsql/types';
import { findKeyword, tokensOf } from '../../sql/find';
import { namesOf, referenceOf } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './concurrently-in-transaction.md';

export const concurrentlyInTransaction = defineRule({
  id: 'concurrently-in-transaction',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  bodies: 'always',
  alike: {
    squawk: 'ban-concurrent-index-creation-in-transaction', postgresLanguageServer: 'banConcurrentIndexCreationInTransaction',
    strongMigrations: 'add_index',
  },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'diesel-guard', 'Atlas', 'eslint-plugin-postgresql'],
  doc,
  messages: {
    rejected: 'PostgreSQL rejects {command} inside a transaction, and the whole migration fails with it. Move it to a migration of its own that runs without a transaction.',
    newTable: 'PostgreSQL rejects {command} inside a transaction, and the whole migration fails with it. {table} is created in this migration, so nobody waits for a plain CREATE INDEX: leave out CONCURRENTLY.',
    slot: 'PostgreSQL rejects {command} inside a transaction while the subscription has a replication slot, and the whole migration fails with it. Move it to a migration of its own that runs without a transaction.',
  },
  visit: {
    IndexStmt(node, context) {
      if (!node.concurrent || node.relation === undefined) return;
      const table = referenceOf(node.relation);
      if (context.transaction === 'inside' && context.isNew(table)) return reportNewTable(context, context.display(table));
      reject(context, 'CREATE INDEX CONCURRENTLY');
    },
    DropStmt: (node, context) => void (node.concurrent && reject(context, 'DROP INDEX CONCURRENTLY')),
    ReindexStmt: (node, context) => reject(context, commandOfReindex(node, context)),
    PartitionCmd: (node, context) => void (node.concurrent && reject(context, 'DETACH PARTITION CONCURRENTLY')),
    VacuumStmt: (node, context) => void (node.is_vacuumcmd && reject(context, 'VACUUM')),
    ClusterStmt(node, context) {
      const partitioned = node.relation !== undefined && context.relation(referenceOf(node.relation))?.kind === 'partitioned';
      if (node.relation === undefined) reject(context, 'CLUSTER of all tables');
      else if (partitioned) reject(context, 'CLUSTER of a partitioned table');
    },
    CreatedbStmt: (_, context) => reject(context, 'CREATE DATABASE'),
    DropdbStmt: (_, context) => reject(context, 'DROP DATABASE'),
    AlterDatabaseStmt: (node, context) => void (option(node.options, 'tablespace') && reject(context, 'ALTER DATABASE … SET TABLESPACE')),
    CreateTableSpaceStmt: (_, context) => reject(context, 'CREATE TABLESPACE'),
    DropTableSpaceStmt: (_, context) => reject(context, 'DROP TABLESPACE'),
    AlterSystemStmt: (_, context) => reject(context, 'ALTER SYSTEM'),
    DiscardStmt: (node, context) => void (node.target === 'DISCARD_ALL' && reject(context, 'DISCARD ALL')),
    CreateSubscriptionStmt(node, context) {
      const makesSlot = !isOff(option(node.options, 'connect')) && !isOff(option(node.options, 'create_slot'));
      if (makesSlot) reject(context, 'CREATE SUBSCRIPTION with a new replication slot');
    },
    DropSubscriptionStmt(_, context) {
      if (context.transaction === 'inside') context.report({ ...at(context, 'DROP SUBSCRIPTION'), message: 'slot', severity: 'warning' });
    },
  },
});

function reject(context: RuleContext, command: string | undefined): void {
  if (command !== undefined && context.transaction === 'inside') context.report({ ...at(context, command), message: 'rejected' });
}

/** From the first word of the statement to the word that cannot be inside a transaction. */
function at(context: RuleContext, command: string): { readonly span: { readonly start: number; readonly end: number }; readonly data: { readonly command: string } } {
  const tokens = tokensOf(context.statement);
  const concurrently = command.endsWith('CONCURRENTLY') ? findKeyword(tokens, 0, 'concurrently') : undefined;
  const words = tokens.list.findIndex((token) => token.kind !== 'word');
  const last = tokens.list[(words < 0 ? tokens.list.length : words) - 1];
  return { span: { start: 0, end: concurrently?.end ?? (last?.end ?? context.statement.text.length) }, data: { command } };
}

function reportNewTable(context: RuleContext, table: string): void {
  const { span, data } = at(context, 'CREATE INDEX CONCURRENTLY');
  const keyword = findKeyword(tokensOf(context.statement), 0, 'concurrently');
  const fix: FixDraft[] = keyword === undefined ? [] : [{ title: 'Leave out CONCURRENTLY', kind: 'suggestion', edits: [{ start: wordBefore(context, keyword.start), end: keyword.end, text: '' }] }];
  context.report({ span, message: 'newTable', data: { ...data, table }, fixes: fix });
}

function wordBefore(context: RuleContext, offset: number): number {
  return tokensOf(context.statement).list.findLast((token) => token.end <= offset)?.end ?? offset;
}

function commandOfReindex(node: ReindexStmt, context: RuleContext): string | undefined {
  const concurrently = option(node.params, 'concurrently');
  if (concurrently !== undefined && !isOff(concurrently)) return 'REINDEX CONCURRENTLY';
  if (node.kind === 'REINDEX_OBJECT_DATABASE') return 'REINDEX DATABASE';
  if (node.kind === 'REINDEX_OBJECT_SYSTEM') return 'REINDEX SYSTEM';
  if (node.kind === 'REINDEX_OBJECT_SCHEMA') return 'REINDEX SCHEMA';
  const partitioned = node.relation !== undefined && context.relation(referenceOf(node.relation))?.kind === 'partitioned';
  return partitioned ? 'REINDEX of a partitioned table' : undefined;
}

function option(options: readonly Node[] | undefined, name: string): DefElem | undefined {
  for (const node of options ?? []) if ('DefElem' in node && node.DefElem.defname === name) return node.DefElem;
  return undefined;
}

/** `false`, `off` and `0`, as `defGetBoolean` reads them; an option without a value is on. */
function isOff(element: DefElem | undefined): boolean {
  const value = element?.arg;
  if (value === undefined) return false;
  if ('Integer' in value) return (value.Integer.ival ?? 0) === 0;
  if ('Boolean' in value) return value.Boolean.boolval !== true;
  // The grammar takes `off` after an equals sign for a type.
  const word = 'String' in value ? value.String.sval : 'TypeName' in value ? namesOf(value.TypeName.names).at(-1) : undefined;
  return word !== undefined && ['false', 'off'].includes(word.toLowerCase());
}
