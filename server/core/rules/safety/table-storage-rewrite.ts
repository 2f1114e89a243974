import type { AlterTableCmd } from '@pgsql/types';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { defineRule, type RuleContext } from '../rule';
import doc from './table-storage-rewrite.md';

/** The message for each subcommand. */
const messageOf: ReadonlyMap<AlterTableCmd['subtype'], 'logged' | 'unlogged' | 'accessMethod' | 'tablespace'> = new Map([
  ['AT_SetLogged', 'logged'], ['AT_SetUnLogged', 'unlogged'], ['AT_SetAccessMethod', 'accessMethod'], ['AT_SetTableSpace', 'tablespace'],
]);

export const tableStorageRewrite = defineRule({
  id: 'table-storage-rewrite',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic'],
  doc,
  messages: {
    logged: 'SET LOGGED takes an ACCESS EXCLUSIVE lock on {table}: every read and write waits until the whole table and its indexes are written anew, and once more to the write-ahead log. Copy the rows into a new table in batches and swap the names.',
    unlogged:
      'SET UNLOGGED takes an ACCESS EXCLUSIVE lock on {table}: every read and write waits until the whole table and its indexes are written anew. From then on a crash empties the table, and replicas have no rows of it.',
    accessMethod: 'SET ACCESS METHOD takes an ACCESS EXCLUSIVE lock on {table}: every read and write waits until the whole table and its indexes are written anew. Copy the rows into a new table in batches and swap the names.',
    tablespace: 'SET TABLESPACE takes an ACCESS EXCLUSIVE lock on {table}: every read and write waits until all its files are copied. Move it in a maintenance window, or with pg_repack.',
    moveAll: 'This moves one table after another to another tablespace, each under an ACCESS EXCLUSIVE lock that is kept until all are copied. Move them one by one in a maintenance window, or with pg_repack.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) report(alter, context);
    },
    AlterTableMoveAllStmt(node, context) {
      if (node.objtype === 'OBJECT_TABLE') context.report({ span: { start: 0, end: context.statement.text.length }, message: 'moveAll' });
    },
  },
});

function report({ command, relation, table, span }: AlterCommand, context: RuleContext): void {
  const message = messageOf.get(command.subtype);
  if (message === undefined) return;
  const known = relation !== undefined && !relation.assumed;
  if (known && (message === 'logged' || message === 'unlogged') && relation.unlogged === (message === 'unlogged')) return;
  // A partitioned table has no rows of its own, and nearly every other one is `heap` already.
  if (relation?.kind === 'partitioned' || (message === 'accessMethod' && context.effects().rewrites.length === 0)) return;
  context.report({ span, message, data: { table: context.display(table) } });
}
