import type { IndexStmt } from '@pgsql/types';
import type { Relation } from '../../catalog/model';
import { generatedName } from '../../sql/alter-command';
import { findKeyword, tokensOf } from '../../sql/find';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { indexPartByPart } from '../../sql/partitioned-index';
import type { Span } from '../../text/span';
import { isRefusedByPartitions } from '../key-index';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './require-concurrent-index-creation.md';

export const requireConcurrentIndexCreation = defineRule({
  id: 'require-concurrent-index-creation',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  lesson: 't1-d03',
  alike: {
    squawk: 'require-concurrent-index-creation', postgresLanguageServer: 'requireConcurrentIndexCreation',
    strongMigrations: 'add_index', eugene: 'E6', sqlfluff: 'PG01',
  },
  peers: [
    'Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'SQLFluff',
    'Atlas', 'Bytebase', 'diesel-guard', 'squabble',
  ],
  doc,
  messages: {
    blocksWrites:
      'Building this index takes a SHARE lock on {table}: every INSERT, UPDATE and DELETE waits until the build has read the whole table, only reads go on. Build it with CONCURRENTLY.',
    inTransaction:
      'Building this index takes a SHARE lock on {table}: every INSERT, UPDATE and DELETE waits until the transaction ends. CONCURRENTLY does not block, but it cannot run inside a transaction: move the index to a migration of its own that runs without one.',
    partitioned:
      'Building this index takes a SHARE lock on {table} and on all its partitions: every INSERT, UPDATE and DELETE waits until all of them are read, only reads go on. CONCURRENTLY is not possible on a partitioned table: create the index ON ONLY {table}, build it concurrently on each partition and attach those.',
    materializedView:
      'Building this index takes a SHARE lock on {table}: REFRESH MATERIALIZED VIEW waits until the build is done, also with CONCURRENTLY; only reads go on. Build the index with CONCURRENTLY.',
  },
  visit: {
    IndexStmt(node, context, ancestors) {
      if (node.concurrent || node.relation === undefined || ancestors.some(({ tag }) => tag === 'CreateSchemaStmt')) return;
      const table = referenceOf(node.relation);
      const relation = context.relation(table);
      if (context.isNew(table) || table.schema === 'pg_temp' || relation?.temporary === true) return;
      // ON ONLY is how the index of a partitioned table is begun; it builds nothing.
      if (node.relation.inh !== true && !isPlainTable(relation)) return;
      if (node.if_not_exists && relation?.indexes.some((index) => index.name === node.idxname)) return;
      const keyword = findKeyword(tokensOf(context.statement), 0, 'index');
      const span = { start: 0, end: keyword?.end ?? context.statement.text.length };
      const data = { table: context.display(table) };
      const columns = (node.indexParams ?? []).flatMap((param) => ('IndexElem' in param ? (param.IndexElem.name ?? []) : []));
      // PostgreSQL refuses it, which partition-key-in-unique says.
      if (node.unique && isRefusedByPartitions(relation, columns)) return;
      if (relation?.kind === 'partitioned') return context.report({ span, message: 'partitioned', data, fixes: indexPartByPart(node, relation, context) });
      const message = relation?.kind === 'materialized-view' ? 'materializedView' : context.transaction === 'inside' ? 'inTransaction' : 'blocksWrites';
      context.report({
        span, message, data,
        fixes: [keyword && concurrently(node, context, keyword)].flatMap((fix) => fix ?? []),
        ...(message === 'materializedView' ? { severity: 'warning' as const } : {}),
      });
    },
  },
});

/** Known not to be partitioned, because the history made it. */
function isPlainTable(relation: Relation | undefined): boolean {
  return relation !== undefined && !relation.assumed && (relation.kind === 'table' || relation.kind === 'partition');
}

function concurrently(node: IndexStmt, context: RuleContext, keyword: Span): FixDraft | undefined {
  // PostgreSQL would reject it there.
  if (context.transaction === 'inside') return undefined;
  const insert = { start: keyword.end, end: keyword.end };
  const readable = context.statement.placeholders.length === 0;
  if (node.if_not_exists) return readable ? afterDrop(node, context, keyword) : undefined;
  if (node.idxname !== undefined) {
    return { title: 'Build the index with CONCURRENTLY', kind: 'safe', edits: [{ ...insert, text: ' CONCURRENTLY' }] };
  }
  // Without a name, a second attempt would build a second index beside the invalid one that a failed build leaves.
  const name = readable ? nameOf(node) : undefined;
  const naming = name === undefined ? '' : ', under a name that a second attempt can find';
  return { title: `Build the index with CONCURRENTLY${naming}`, kind: 'suggestion', edits: [{ ...insert, text: ` CONCURRENTLY${name === undefined ? '' : ` ${name}`}` }] };
}

/** IF NOT EXISTS would take the invalid index that a failed concurrent build leaves for the finished one. */
function afterDrop(node: IndexStmt, context: RuleContext, keyword: Span): FixDraft {
  const { text } = context.statement;
  const clause = findKeyword(tokensOf(context.statement), keyword.end, 'if', 'not', 'exists');
  const schema = node.relation?.schemaname === undefined ? '' : `${quoteIdentifier(node.relation.schemaname)}.`;
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${schema}${quoteIdentifier(node.idxname ?? '')};${text.includes('\r\n') ? '\r\n' : '\n'}`;
  return {
    title: 'Drop what an earlier attempt left, then build the index with CONCURRENTLY (both outside a transaction)',
    kind: 'suggestion',
    edits: [
      { start: 0, end: 0, text: drop },
      { start: keyword.end, end: clause?.end ?? keyword.end, text: ' CONCURRENTLY' },
    ],
  };
}

/** The name that PostgreSQL would choose; undefined where an expression takes part in it. */
function nameOf(node: IndexStmt): string | undefined {
  const columns = (node.indexParams ?? []).map((param) => ('IndexElem' in param ? param.IndexElem.name : undefined));
  if (columns.some((column) => column === undefined)) return undefined;
  return generatedName([node.relation?.relname ?? '', ...columns.flatMap((column) => column ?? [])], 'idx');
}
