import type { CreateFunctionStmt, CreateTableAsStmt, ExplainStmt, Node, SelectStmt } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import type { QualifiedName } from '../catalog/model';
import type { Statement } from '../document/statement';
import { alterTable } from './alter-table';
import { changedRelations } from './changed-relations';
import { drop, truncate } from './drop';
import { cluster, createIndex, refresh, reindex, vacuum } from './indexes';
import type { LockMode } from './lock-mode';
import {
  alterDomain, comment, createRule, createSchema, createStatistics, createTrigger, grant, lockTables, policy, publication, rename, sequence, setSchema,
} from './objects';
import { createTable } from './partitions';
import { copy, readBy, readToDefine } from './queries';
import { doubt, startWork, type Certainty, type TransactionNeed, type Work } from './work';

/**
 * What PostgreSQL does to run a statement. `locks`, `rewrites` and `scans` are of tables, partitioned tables and materialized views that were there
 * before it, temporary ones left out; sorted by name. `rewrites`: a new heap file. `scans`: read from end to end while the lock is held;
 * what a query reads is the planner's choice and not listed. `creates` and `drops`: relations and indexes.
 */
export interface Effects {
  readonly locks: readonly { readonly relation: QualifiedName; readonly mode: LockMode }[];
  readonly rewrites: readonly QualifiedName[];
  readonly scans: readonly QualifiedName[];
  readonly creates: readonly QualifiedName[];
  readonly drops: readonly QualifiedName[];
  readonly transaction: TransactionNeed;
  readonly certainty: Certainty;
}

export interface EffectsOptions {
  readonly pgVersion: number;
}

type UnionKeys<T> = T extends unknown ? keyof T : never;
type Tag = UnionKeys<Node>;
type NodeOf<K extends Tag> = Extract<Node, Record<K, unknown>>[K];
type Families = { readonly [K in Tag]?: (work: Work, node: NodeOf<K>) => void };

const families: Families = {
  AlterTableStmt: alterTable,
  IndexStmt: createIndex,
  ReindexStmt: reindex,
  ClusterStmt: cluster,
  VacuumStmt: vacuum,
  RefreshMatViewStmt: refresh,
  CreateStmt: createTable,
  CreateTableAsStmt: createTableAs,
  ViewStmt: (work, node) => readToDefine(work, node.query),
  DropStmt: drop,
  TruncateStmt: truncate,
  CreateTrigStmt: createTrigger,
  CreatePolicyStmt: policy,
  AlterPolicyStmt: policy,
  RuleStmt: createRule,
  CommentStmt: comment,
  CreateStatsStmt: createStatistics,
  CreatePublicationStmt: publication,
  AlterPublicationStmt: publication,
  LockStmt: lockTables,
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
  AlterDomainStmt: alterDomain,
  CreateSeqStmt: sequence,
  AlterSeqStmt: sequence,
  GrantStmt: grant,
  CreateSchemaStmt: createSchema,
  SelectStmt: select,
  InsertStmt: (work, node) => readBy(work, { InsertStmt: node }),
  UpdateStmt: (work, node) => readBy(work, { UpdateStmt: node }),
  DeleteStmt: (work, node) => readBy(work, { DeleteStmt: node }),
  MergeStmt: (work, node) => readBy(work, { MergeStmt: node }),
  CopyStmt: copy,
  ExplainStmt: explain,
  DeclareCursorStmt: (work, node) => readBy(work, node.query),
  CreateFunctionStmt: createFunction,
};

/** Statements that touch no table: their locks are on other things. */
const elsewhere: ReadonlySet<string> = new Set<Tag>([
  'CreateEnumStmt', 'AlterEnumStmt', 'CreateDomainStmt', 'CompositeTypeStmt', 'CreateRangeStmt', 'AlterFunctionStmt',
  'VariableSetStmt', 'VariableShowStmt', 'TransactionStmt', 'CreateRoleStmt', 'AlterRoleStmt', 'AlterRoleSetStmt', 'GrantRoleStmt', 'AlterDefaultPrivilegesStmt',
  'NotifyStmt', 'ListenStmt', 'UnlistenStmt', 'DeallocateStmt', 'ClosePortalStmt', 'CheckPointStmt', 'ConstraintsSetStmt', 'AlterTypeStmt',
]);

/** Never inside a transaction. `PreventInTransactionBlock` in src/backend. */
const outsideOnly: ReadonlySet<string> = new Set<Tag>(['CreatedbStmt', 'DropdbStmt', 'AlterSystemStmt', 'CreateTableSpaceStmt', 'DropTableSpaceStmt']);

/** Never throws. A statement that cannot be followed, or has no tree (a syntax error, psql), has effects that are unknown. */
export function effectsOf(statement: Statement, catalog: Catalog, { pgVersion }: EffectsOptions): Effects {
  const work = startWork(catalog, pgVersion);
  const { tree } = statement;
  try {
    if (tree === undefined) doubt(work, 'unknown');
    else apply(work, tree);
  } catch {
    doubt(work, 'unknown');
  }
  const { creates, drops } = changedRelations(statement, catalog);
  return {
    locks: [...work.locks.values()].toSorted((a, b) => compare(a.relation, b.relation)),
    rewrites: [...work.rewrites.values()].toSorted(compare),
    // A table that is written anew is read for that.
    scans: [...work.scans].flatMap(([key, name]) => (work.rewrites.has(key) ? [] : [name])).toSorted(compare),
    creates,
    drops,
    transaction: work.transaction,
    certainty: work.certainty,
  };
}

function apply(work: Work, tree: Node): void {
  const [tag = ''] = Object.keys(tree);
  const effect = families[tag as Tag] as ((work: Work, node: unknown) => void) | undefined;
  if (effect !== undefined) effect(work, (tree as unknown as Record<string, unknown>)[tag]);
  else if (outsideOnly.has(tag)) work.transaction = 'forbidden';
  else if (!elsewhere.has(tag)) doubt(work, 'unknown');
}

function compare(a: QualifiedName, b: QualifiedName): number {
  const [one, other] = [`${a.schema}.${a.name}`, `${b.schema}.${b.name}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

function select(work: Work, node: SelectStmt): void {
  readBy(work, { SelectStmt: node });
}

function createTableAs(work: Work, node: CreateTableAsStmt): void {
  readBy(work, node.query);
}

/** Without ANALYZE the statement is planned and not run. */
function explain(work: Work, node: ExplainStmt): void {
  if (node.query !== undefined) apply(work, node.query);
  doubt(work);
}

/** PostgreSQL checks a body in SQL when the function is made; one in another language is only text. */
function createFunction(work: Work, node: CreateFunctionStmt): void {
  const language = (node.options ?? []).find((option) => 'DefElem' in option && option.DefElem.defname === 'language');
  if (language === undefined || /"sval":"sql"/i.test(JSON.stringify(language))) doubt(work);
}
