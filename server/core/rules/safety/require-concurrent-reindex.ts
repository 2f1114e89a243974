import type { ReindexStmt } from '@pgsql/types';
import type { Index, Relation } from '../../catalog/model';
import { option, turnedOn } from '../../effects/options';
import { isSystem } from '../../effects/work';
import { findKeyword, tokensOf } from '../../sql/find';
import { formatName, referenceOf } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './require-concurrent-reindex.md';

export const requireConcurrentReindex = defineRule({
  id: 'require-concurrent-reindex',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'require-concurrent-reindex', postgresLanguageServer: 'requireConcurrentReindex', sqlfluff: 'PG01' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'SQLFluff', 'diesel-guard'],
  doc,
  messages: {
    blocks:
      'REINDEX takes a SHARE lock on {table}, so every write waits until the index is built, and an ACCESS EXCLUSIVE lock on the index itself, so that most reads wait too: planning a query opens all indexes of a table. Use REINDEX with CONCURRENTLY.',
    inTransaction:
      'REINDEX takes a SHARE lock on {table}, so every write waits until the transaction ends, and an ACCESS EXCLUSIVE lock on the index itself, so that most reads wait too. CONCURRENTLY does not block, but it cannot run inside a transaction: move the statement to a migration of its own that runs without one.',
    many:
      'REINDEX of {table} goes from table to table; each is locked with SHARE and its indexes with ACCESS EXCLUSIVE while they are built, so writes and most reads of it wait. Use REINDEX with CONCURRENTLY.',
  },
  visit: {
    ReindexStmt(node, context) {
      if (turnedOn(node.params, 'concurrently') || node.kind === 'REINDEX_OBJECT_SYSTEM') return;
      const many = node.kind === 'REINDEX_OBJECT_SCHEMA' || node.kind === 'REINDEX_OBJECT_DATABASE';
      const partitioned = node.relation !== undefined && context.relation(referenceOf(node.relation))?.kind === 'partitioned';
      // PostgreSQL refuses it there, which concurrently-in-transaction says.
      if (context.transaction === 'inside' && (many || partitioned)) return;
      const target = targetOf(node, context);
      if (target === undefined) return;
      const message = many ? 'many' : context.transaction === 'inside' ? 'inTransaction' : 'blocks';
      const fixable = context.transaction !== 'inside' && option(node.params, 'concurrently') === undefined;
      context.report({
        span: { start: 0, end: context.statement.text.length }, message, data: { table: target }, fixes: fixable ? concurrently(context) : [],
      });
    },
  },
});

/** What is locked, for the message; undefined where nobody else can wait for it or CONCURRENTLY is refused. */
function targetOf(node: ReindexStmt, context: RuleContext): string | undefined {
  if (node.kind === 'REINDEX_OBJECT_SCHEMA') return node.name === 'pg_catalog' ? undefined : `the schema ${formatName({ name: node.name ?? '' })}`;
  if (node.kind === 'REINDEX_OBJECT_DATABASE') return 'the whole database';
  if (node.relation === undefined) return undefined;
  const name = referenceOf(node.relation);
  if (isSystem(name) || name.schema === 'pg_toast' || name.schema === 'pg_temp') return undefined;
  if (node.kind !== 'REINDEX_OBJECT_INDEX') return context.isNew(name) ? undefined : context.display(name);
  const found = context.catalog.index(name);
  if (found === undefined) return 'its table';
  if (context.isNew(found.relation) || isExclusion(found.relation, found.index)) return undefined;
  return context.display(found.relation);
}

/** PostgreSQL cannot build the index of an EXCLUDE constraint concurrently. */
function isExclusion({ constraints }: Relation, { constraint }: Index): boolean {
  return constraint !== undefined && constraints.some(({ name, kind }) => name === constraint && kind === 'exclusion');
}

function concurrently(context: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(context.statement);
  const keyword = (['index', 'table', 'schema', 'database'] as const).map((word) => findKeyword(tokens, 0, word)).find((found) => found !== undefined);
  if (keyword === undefined) return [];
  return [{ title: 'Build the index with CONCURRENTLY', kind: 'safe', edits: [{ start: keyword.end, end: keyword.end, text: ' CONCURRENTLY' }] }];
}
