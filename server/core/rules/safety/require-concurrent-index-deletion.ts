import type { DropStmt } from '@pgsql/types';
import type { Reference } from '../../catalog/model';
import { enumerate } from '../../effects/locks-in-words';
import { findKeyword, tokensOf } from '../../sql/find';
import { mayExist } from '../../sql/may-exist';
import { quoteIdentifier, referenceOfList } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './require-concurrent-index-deletion.md';

export const requireConcurrentIndexDeletion = defineRule({
  id: 'require-concurrent-index-deletion',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'require-concurrent-index-deletion', postgresLanguageServer: 'requireConcurrentIndexDeletion', strongMigrations: 'remove_index', sqlfluff: 'PG01' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'SQLFluff', 'Atlas', 'diesel-guard'],
  doc,
  messages: {
    blocks:
      'Dropping {index} takes an ACCESS EXCLUSIVE lock on {table}: it waits for every query that runs there, and all reads and writes that come later wait behind it. Drop it with CONCURRENTLY.',
    inTransaction:
      'Dropping {index} takes an ACCESS EXCLUSIVE lock on {table} and keeps it until the transaction ends: all reads and writes wait. CONCURRENTLY does not block, but it cannot run inside a transaction: move the statement to a migration of its own that runs without one.',
    several:
      'Dropping {index} takes an ACCESS EXCLUSIVE lock on {table} and keeps it until all are gone: reads and writes wait. CONCURRENTLY does not block, but it drops one index at a time and cannot run inside a transaction: write a DROP INDEX CONCURRENTLY for each index, where each runs by itself.',
    partitioned:
      'Dropping {index} takes an ACCESS EXCLUSIVE lock on {table} and on all its partitions, and CONCURRENTLY is not possible for the index of a partitioned table. Set a short lock_timeout and try again until it succeeds.',
  },
  visit: {
    DropStmt(node, context) {
      if (node.removeType !== 'OBJECT_INDEX' || node.concurrent) return;
      const names = (node.objects ?? []).flatMap((object) => ('List' in object ? (referenceOfList(object.List.items) ?? []) : []));
      const old = names.filter((name) => isInUse(name, node, context));
      if (old.length === 0) return;
      const tables = old.map((name) => context.catalog.index(name)?.relation);
      const known = [...new Set(tables.flatMap((table) => (table === undefined ? [] : [context.display(table)])))];
      const data = {
        index: old.length === 1 ? `the index ${quoteIdentifier(old[0]?.name ?? '')}` : `${old.length} indexes`,
        table: tables.includes(undefined) || known.length === 0 ? (old.length === 1 ? 'its table' : 'their tables') : enumerate(known, 3),
      };
      const partitioned = tables.some((table) => table?.kind === 'partitioned');
      const message = partitioned ? 'partitioned' : names.length > 1 ? 'several' : context.transaction === 'inside' ? 'inTransaction' : 'blocks';
      const fix = message === 'blocks' && names.length === 1 && node.behavior !== 'DROP_CASCADE' ? concurrently(context) : [];
      context.report({
        span: { start: 0, end: context.statement.text.length }, message, data, fixes: fix,
        // There is no other way to do it.
        ...(partitioned ? { severity: 'info' as const } : {}),
      });
    },
  },
});

/** Whether others may be using the table of the index. PostgreSQL refuses to drop the index of a constraint: that is another rule's. */
function isInUse(name: Reference, node: DropStmt, context: RuleContext): boolean {
  const found = context.catalog.index(name);
  if (found === undefined) return name.schema !== 'pg_temp' && mayExist(node.missing_ok, context);
  return found.index.constraint === undefined && !context.isNew(found.relation);
}

function concurrently(context: RuleContext): readonly FixDraft[] {
  const keyword = findKeyword(tokensOf(context.statement), 0, 'index');
  if (keyword === undefined) return [];
  return [{ title: 'Drop the index with CONCURRENTLY', kind: 'safe', edits: [{ start: keyword.end, end: keyword.end, text: ' CONCURRENTLY' }] }];
}
