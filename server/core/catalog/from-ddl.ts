import type { DeleteStmt, InsertStmt, Node, RangeVar, UpdateStmt, WithClause } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Catalog } from './catalog';
import { alterTable } from './ddl/alter-table';
import { immutableFunctions, mixedFunctions, stableFunctions, volatileFunctions } from '../sql/builtin-functions';
import { applyBlock, applyCalls, perhaps, plainScope } from './bodies/apply';
import { forgetRows, forgetTargets, writeRows } from './bodies/known-rows';
import type { Scope } from './bodies/scope';
import { blockOf, doubtAll, doubtNamed } from './ddl/blocks';
import { referenceOfRange, type Change, type StatementPlace } from './ddl/change';
import { createTable } from './ddl/create-table';
import { createFromQuery, createTableAs, createView } from './ddl/create-view';
import { drop } from './ddl/drop';
import { createIndex } from './ddl/indexes';
import { alterPolicy, createPolicy, createRule, createStatistics } from './ddl/policies';
import { rename, setSchema } from './ddl/rename';
import { alterFunction, createFunction } from './ddl/routines';
import { fill, fillCommonTables, truncate } from './ddl/rows';
import { alterSequence, createSequence } from './ddl/sequences';
import { alterDatabaseSet, controlTransaction, deallocate, preparedStatement, prepareStatement, selectSetConfig, setVariable } from './ddl/settings';
import { createTrigger } from './ddl/triggers';
import { alterDomain, alterEnum, createComposite, createDomain, createEnum, createRange } from './ddl/user-types';

type UnionKeys<T> = T extends unknown ? keyof T : never;
type Tag = UnionKeys<Node>;
type NodeOf<K extends Tag> = Extract<Node, Record<K, unknown>>[K];
type Appliers = { readonly [K in Tag]?: (change: Change, node: NodeOf<K>) => void };

const appliers: Appliers = {
  CreateStmt: createTable,
  CreateForeignTableStmt: (change, node) => node.base && createTable(change, node.base, 'foreign-table'),
  CreateTableAsStmt: createTableAs,
  ViewStmt: createView,
  AlterTableStmt: alterTable,
  IndexStmt: createIndex,
  DropStmt: drop,
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
  CreateEnumStmt: createEnum,
  AlterEnumStmt: alterEnum,
  CreateDomainStmt: createDomain,
  AlterDomainStmt: alterDomain,
  CompositeTypeStmt: createComposite,
  CreateRangeStmt: createRange,
  CreateSeqStmt: createSequence,
  AlterSeqStmt: alterSequence,
  CreateSchemaStmt: (change, node) => {
    if (node.schemaname !== undefined) change.catalog.setObject('schema', node.schemaname, true);
    applySchemaElements(change, node.schemaname, node.schemaElts);
  },
  CreateRoleStmt: ({ catalog }, node) => catalog.setObject('role', node.role ?? '', true),
  DropRoleStmt: ({ catalog }, node) => {
    for (const role of node.roles ?? []) if ('RoleSpec' in role) catalog.setObject('role', role.RoleSpec.rolename ?? '', false);
  },
  CreateExtensionStmt: ({ catalog }, node) => catalog.setObject('extension', node.extname ?? '', true),
  CreateEventTrigStmt: ({ catalog }) => catalog.setObject('event-trigger', 'any', true),
  DropOwnedStmt: ({ catalog }) => doubtAll(catalog),
  CreateTrigStmt: createTrigger,
  RuleStmt: createRule,
  CreatePolicyStmt: createPolicy,
  AlterPolicyStmt: alterPolicy,
  CreateStatsStmt: createStatistics,
  CreateFunctionStmt: createFunction,
  AlterFunctionStmt: alterFunction,
  VariableSetStmt: setVariable,
  AlterDatabaseSetStmt: alterDatabaseSet,
  TransactionStmt: controlTransaction,
  SelectStmt: (change, node) => {
    if (node.intoClause) createFromQuery(change, node.intoClause, { kind: 'table', query: { SelectStmt: node }, ifNotExists: false });
    else selectSetConfig(change, node);
    fillCommonTables(change, node.withClause);
    if (node.withClause) forgetTargets(change.catalog, { SelectStmt: node });
    applyCalls(change, { SelectStmt: node }, applyNode);
  },
  InsertStmt: (change, node) => {
    follow(change, 'InsertStmt', node);
    fillTarget(change, node);
  },
  UpdateStmt: (change, node) => {
    follow(change, 'UpdateStmt', node);
    fillTarget(change, node);
  },
  MergeStmt: (change, node) => {
    forget(change, node.relation);
    fillTarget(change, node);
  },
  DeleteStmt: (change, node) => {
    follow(change, 'DeleteStmt', node);
    fillCommonTables(change, node.withClause);
  },
  CopyStmt: (change, node) => {
    if (!node.is_from) return;
    forget(change, node.relation);
    fill(change, node.relation);
  },
  TruncateStmt: truncate,
  DoStmt: (change, node) => applyBlock(change, blockOf(node), applyNode),
  PrepareStmt: prepareStatement,
  DeallocateStmt: deallocate,
  ExecuteStmt: (change, node) => {
    const query = preparedStatement(change.catalog, change.statement.reader, node);
    if (query) applyNode(change, query);
  },
  CallStmt: (change, node) => applyCalls(change, { CallStmt: node }, applyNode),
};

/**
 * Changes the catalog as the statement changes a database. Never throws: a statement that cannot be followed leaves the relations
 * that it names partly known, one without a tree (a syntax error, psql) changes nothing.
 */
export function applyStatement(catalog: Catalog, statement: Statement, at: StatementPlace): void {
  if (!mayChangeCatalog(statement) || !statement.tree) return;
  try {
    applyNode({ catalog, statement, at }, statement.tree);
  } catch {
    doubtNamed(catalog, statement.text);
  }
}

/** Whether a function may be called that is not one of PostgreSQL's. */
function callsOwnFunction(text: string): boolean {
  if (!text.includes('(')) return false;
  for (const [, name = ''] of text.matchAll(calledName)) {
    const folded = name.toLowerCase();
    if (!words.has(folded) && !volatileFunctions.has(folded) && !stableFunctions.has(folded) && !immutableFunctions.has(folded) && !mixedFunctions.has(folded)) return true;
  }
  return false;
}

export interface InBody {
  readonly statement: Statement;
  /** False for a statement that may run or not. */
  readonly sure: boolean;
  /** The variables that it sees. */
  readonly scope: Scope;
  readonly depth: number;
  readonly budget: { left: number };
}

/** Applies a statement that another one runs in a body. */
export function applyIn(catalog: Catalog, tree: Node, { statement, sure, scope, depth, budget }: InBody): void {
  const change = (on: Catalog): Change => ({ catalog: on, statement, at: { file: '', statement: 0 }, body: { depth, budget, scope: { ...scope, catalog: on } } });
  if (sure) applyNode(change(catalog), tree);
  else perhaps(catalog, (fork) => applyNode(change(fork), tree));
}

/** Rows that the statement writes. */
function follow(change: Change, tag: 'InsertStmt' | 'UpdateStmt' | 'DeleteStmt', node: InsertStmt | UpdateStmt | DeleteStmt): void {
  const { reader } = change.statement;
  if (reader === undefined) return forget(change, node.relation);
  writeRows({ ...(change.body?.scope ?? plainScope(change.catalog, reader)), rows: undefined }, tag, node);
  if (node.withClause !== undefined) forgetTargets(change.catalog, { [tag]: node } as unknown as Node);
}

function forget({ catalog }: Change, range: RangeVar | undefined): void {
  const reference = referenceOfRange(range);
  const relation = reference && catalog.relation(reference);
  if (relation) forgetRows(catalog, relation);
}

function fillTarget(change: Change, node: { readonly relation?: RangeVar; readonly withClause?: WithClause }): void {
  fillCommonTables(change, node.withClause);
  fill(change, node.relation);
}

function applyNode(change: Change, tree: Node): void {
  const [tag] = Object.keys(tree) as Tag[];
  if (tag === undefined) return;
  const apply = appliers[tag] as ((change: Change, node: unknown) => void) | undefined;
  apply?.(change, (tree as Record<string, unknown>)[tag]);
}

const noEffect = /^(?:comment|grant|revoke|vacuum|analyze|explain|reindex|cluster|refresh|notify|lock|declare|fetch|close|show|values|security)\b/i;
const selectWithEffect = /\b(?:into|set_config|insert|update|merge)\b/i;
/** From the first letter of a word only: else a long word without a parenthesis would be read again from each of its letters. */
const calledName = /(?<![\p{L}\p{N}_$])([\p{L}_][\p{L}\p{N}_$]*)"?\s*\(/giu;
/** Words before a parenthesis that call nothing. */
const words: ReadonlySet<string> = new Set(['select', 'with', 'as', 'in', 'exists', 'from', 'where', 'and', 'or', 'not', 'values', 'on', 'using', 'over', 'any', 'all', 'filter', 'union', 'except', 'intersect']);

/** False where the text alone tells that a statement leaves the catalog as it is. Saves parsing most of the data in a history. */
export function mayChangeCatalog({ kind, text }: Statement): boolean {
  if (kind !== 'sql' || noEffect.test(text)) return false;
  return !/^(?:select|with|table|\()/i.test(text) || selectWithEffect.test(text) || callsOwnFunction(text);
}

/** Unqualified names in CREATE SCHEMA s CREATE TABLE … are of that schema. */
function applySchemaElements(change: Change, schema: string | undefined, elements: readonly Node[] | undefined): void {
  for (const element of elements ?? []) applyNode(change, qualified(element, schema));
}

function qualified(element: Node, schema: string | undefined): Node {
  const [tag] = Object.keys(element);
  const field = tag === 'ViewStmt' ? 'view' : tag === 'CreateSeqStmt' ? 'sequence' : 'relation';
  const node = (element as unknown as Record<string, Record<string, object>>)[tag ?? ''];
  const range = node?.[field];
  if (schema === undefined || tag === undefined || !range || referenceOfRange(range)?.schema !== undefined) return element;
  return { [tag]: { ...node, [field]: { ...range, schemaname: schema } } } as unknown as Node;
}
