import type { CreateTableAsStmt, DeclareCursorStmt, ExecuteStmt, ExplainStmt, Node } from '@pgsql/types';
import { preparedStatement } from '../catalog/ddl/settings';
import { alterTable } from './alter-table';
import { runCall, runDo } from './bodies';
import { createFunction, createSchema, prepare } from './definitions';
import { drop, truncate } from './drop';
import { cluster, createIndex, refresh, reindex, vacuum } from './indexes';
import {
  alterDomain, comment, createRule, createStatistics, createTrigger, dependsOn, grant, lockTables, member, policy, publication, rename, sequence, setSchema,
} from './objects';
import { createTable } from './partitions';
import { copy, readBy, readToDefine } from './queries';
import { moveAll } from './storage';
import { alterDatabase, alterSubscription, createSubscription, discard, dropSubscription, setConstraints, transaction } from './transactions';
import { doubt, type Certainty, type Work } from './work';

type UnionKeys<T> = T extends unknown ? keyof T : never;
export type Tag = UnionKeys<Node>;
/** Every statement of the grammar of 18, which has all those of 13 to 17. */
export type StatementTag = Extract<Tag, `${string}Stmt`>;
type NodeOf<K extends Tag> = Extract<Node, Record<K, unknown>>[K];

/** What cannot be known of a statement, and why. */
export interface NotKnown {
  readonly certainty: Exclude<Certainty, 'exact'>;
  readonly why: string;
}

/**
 * `nothing`: it touches no table, its locks are on other things. `outside`: the same, and it is refused inside a transaction
 * (`PreventInTransactionBlock` in src/backend). `part`: only found inside of other statements.
 */
type Entry<K extends Tag> = ((work: Work, node: NodeOf<K>) => void) | NotKnown | 'nothing' | 'outside' | 'part';

export const statements: { readonly [K in StatementTag]: Entry<K> } = {
  AlterCollationStmt: 'nothing',
  AlterDatabaseRefreshCollStmt: 'nothing',
  AlterDatabaseSetStmt: 'nothing',
  AlterDatabaseStmt: alterDatabase,
  AlterDefaultPrivilegesStmt: 'nothing',
  AlterDomainStmt: alterDomain,
  AlterEnumStmt: 'nothing',
  AlterEventTrigStmt: 'nothing',
  AlterExtensionContentsStmt: member,
  AlterExtensionStmt: { certainty: 'at-least', why: 'The update scripts of an extension may do anything, most often to its own objects.' },
  AlterFdwStmt: 'nothing',
  AlterForeignServerStmt: 'nothing',
  AlterFunctionStmt: 'nothing',
  AlterObjectDependsStmt: dependsOn,
  AlterObjectSchemaStmt: setSchema,
  AlterOpFamilyStmt: 'nothing',
  AlterOperatorStmt: 'nothing',
  AlterOwnerStmt: 'nothing',
  AlterPolicyStmt: policy,
  AlterPublicationStmt: publication,
  AlterRoleSetStmt: 'nothing',
  AlterRoleStmt: 'nothing',
  AlterSeqStmt: sequence,
  AlterStatsStmt: 'nothing',
  AlterSubscriptionStmt: alterSubscription,
  AlterSystemStmt: 'outside',
  AlterTSConfigurationStmt: 'nothing',
  AlterTSDictionaryStmt: 'nothing',
  AlterTableMoveAllStmt: moveAll,
  AlterTableSpaceOptionsStmt: 'nothing',
  AlterTableStmt: alterTable,
  AlterTypeStmt: 'nothing',
  AlterUserMappingStmt: 'nothing',
  CallStmt: runCall,
  CheckPointStmt: 'nothing',
  ClosePortalStmt: 'nothing',
  ClusterStmt: cluster,
  CommentStmt: comment,
  CompositeTypeStmt: 'nothing',
  ConstraintsSetStmt: setConstraints,
  CopyStmt: copy,
  CreateAmStmt: 'nothing',
  CreateCastStmt: 'nothing',
  CreateConversionStmt: 'nothing',
  CreateDomainStmt: 'nothing',
  CreateEnumStmt: 'nothing',
  CreateEventTrigStmt: 'nothing',
  CreateExtensionStmt: { certainty: 'at-least', why: 'The script of an extension may do anything, most often it makes objects of its own.' },
  CreateFdwStmt: 'nothing',
  CreateForeignServerStmt: 'nothing',
  CreateForeignTableStmt: (work, { base }) => base && createTable(work, base),
  CreateFunctionStmt: createFunction,
  CreateOpClassStmt: 'nothing',
  CreateOpFamilyStmt: 'nothing',
  CreatePLangStmt: 'nothing',
  CreatePolicyStmt: policy,
  CreatePublicationStmt: publication,
  CreateRangeStmt: 'nothing',
  CreateRoleStmt: 'nothing',
  CreateSchemaStmt: (work, node) => createSchema(work, node, applyTree),
  CreateSeqStmt: sequence,
  CreateStatsStmt: createStatistics,
  CreateStmt: createTable,
  CreateSubscriptionStmt: createSubscription,
  CreateTableAsStmt: createTableAs,
  CreateTableSpaceStmt: 'outside',
  CreateTransformStmt: 'nothing',
  CreateTrigStmt: createTrigger,
  CreateUserMappingStmt: 'nothing',
  CreatedbStmt: 'outside',
  DeallocateStmt: 'nothing',
  DeclareCursorStmt: declareCursor,
  DefineStmt: 'nothing',
  DeleteStmt: (work, node) => readBy(work, { DeleteStmt: node }),
  DiscardStmt: discard,
  DoStmt: runDo,
  DropOwnedStmt: { certainty: 'unknown', why: 'Which objects a role owns and has privileges on.' },
  DropRoleStmt: 'nothing',
  DropStmt: drop,
  DropSubscriptionStmt: dropSubscription,
  DropTableSpaceStmt: 'outside',
  DropUserMappingStmt: 'nothing',
  DropdbStmt: 'outside',
  ExecuteStmt: execute,
  ExplainStmt: explain,
  FetchStmt: { certainty: 'at-least', why: 'The cursor has its locks from when it was declared; functions in its query run only now.' },
  GrantRoleStmt: 'nothing',
  GrantStmt: grant,
  ImportForeignSchemaStmt: { certainty: 'unknown', why: 'Which tables the other server has.' },
  IndexStmt: createIndex,
  InsertStmt: (work, node) => readBy(work, { InsertStmt: node }),
  ListenStmt: 'nothing',
  LoadStmt: 'nothing',
  LockStmt: lockTables,
  MergeStmt: (work, node) => readBy(work, { MergeStmt: node }),
  NotifyStmt: 'nothing',
  PLAssignStmt: 'part',
  PrepareStmt: prepare,
  RawStmt: 'part',
  ReassignOwnedStmt: { certainty: 'unknown', why: 'Which objects a role owns.' },
  RefreshMatViewStmt: refresh,
  ReindexStmt: reindex,
  RenameStmt: rename,
  ReplicaIdentityStmt: 'part',
  ReturnStmt: 'part',
  RuleStmt: createRule,
  SecLabelStmt: member,
  SelectStmt: (work, node) => readBy(work, { SelectStmt: node }),
  SetOperationStmt: 'part',
  TransactionStmt: transaction,
  TruncateStmt: truncate,
  UnlistenStmt: 'nothing',
  UpdateStmt: (work, node) => readBy(work, { UpdateStmt: node }),
  VacuumStmt: vacuum,
  VariableSetStmt: 'nothing',
  VariableShowStmt: 'nothing',
  ViewStmt: (work, node) => readToDefine(work, node.query),
};

export function applyTree(work: Work, tree: Node): void {
  const [tag = ''] = Object.keys(tree);
  const entry = Object.hasOwn(statements, tag) ? (statements[tag as StatementTag] as Entry<Tag>) : 'part';
  if (typeof entry === 'function') (entry as (work: Work, node: unknown) => void)(work, (tree as unknown as Record<string, unknown>)[tag]);
  else if (typeof entry === 'object') doubt(work, entry.certainty);
  else if (entry === 'outside') work.transaction = 'forbidden';
  else if (entry === 'part') doubt(work, 'unknown');
}

/** What was prepared is locked again, and now it runs. */
function execute(work: Work, node: ExecuteStmt): void {
  const query = preparedStatement(work.catalog, work.statement?.reader, node);
  if (query === undefined) doubt(work, 'unknown');
  else applyTree(work, query);
}

/** WITH NO DATA, or where the table is there already, the query is only parsed. */
function createTableAs(work: Work, { query, into, if_not_exists: ifNotExists }: CreateTableAsStmt): void {
  const { relname: name, schemaname: schema } = into?.rel ?? {};
  const taken = ifNotExists && name !== undefined && work.catalog.isRelationNameTaken(work.catalog.resolveNew({ schema, name }));
  if (into?.skipData || taken) return readToDefine(work, query);
  if (ifNotExists) doubt(work);
  if (query !== undefined && 'ExecuteStmt' in query) execute(work, query.ExecuteStmt);
  else readBy(work, query);
}

/** `CURSOR_OPT_HOLD` in src/include/nodes/parsenodes.h. */
const hold = 32;

/** Without WITH HOLD it ends with its transaction, and so needs one. */
function declareCursor(work: Work, { query, options = 0 }: DeclareCursorStmt): void {
  if ((options & hold) === 0) work.transaction = 'required';
  readBy(work, query);
}

/** Without ANALYZE the statement is planned and not run. */
function explain(work: Work, node: ExplainStmt): void {
  if (node.query !== undefined) applyTree(work, node.query);
  doubt(work);
}
