import type { CopyStmt, FuncCall, Node, RangeVar, SelectStmt } from '@pgsql/types';
import { columnsOf } from '../catalog/ddl/columns';
import type { Relation } from '../catalog/model';
import { namesOf, referenceOf } from '../sql/names';
import { volatilitiesOf } from '../sql/volatility';
import { walk } from '../sql/walk';
import { runCalls } from './bodies';
import type { LockMode } from './lock-mode';
import { modify, modifyByCopy, type Modification } from './modify';
import { descendants, doubt, isSystem, lock, relationNamed, relationOf, settingOf, type Work } from './work';

/*
 * Locks of queries. What is read from end to end is the planner's choice and not listed. A query locks all that it names, and what its views name,
 * when it is parsed; partitions and inheriting tables when it is planned, and of partitions only those that its conditions leave.
 */

interface Query {
  readonly ranges: readonly RangeVar[];
  readonly modifications: readonly { readonly tag: string; readonly node: Modification }[];
  readonly calls: readonly FuncCall[];
  /** Names of WITH queries. */
  readonly local: ReadonlySet<string>;
  /** Columns that any condition mentions. */
  readonly filtered: ReadonlySet<string>;
  /** False where the planner may do without some part: a WITH query that nobody uses, an outer join that adds nothing, `WHERE false`. */
  readonly planned: boolean;
}

/** Locks everything that a query names, views included down to their tables, and what the functions and triggers that run for certain lock. */
export function readBy(work: Work, tree: Node | undefined): void {
  if (tree === undefined) return;
  const query = partsOf(work, tree);
  const targets = new Set<object>(query.modifications.flatMap(({ node }) => node.relation ?? []));
  for (const range of query.ranges) {
    if (targets.has(range) || (range.schemaname === undefined && query.local.has(range.relname ?? ''))) continue;
    const relation = relationOf(work, range);
    if (relation) lockRead(work, relation, { mode: 'AccessShareLock', only: !range.inh, query });
    else if (!isSystem(referenceOf(range))) doubt(work);
  }
  if (query.calls.length > 0) callAll(work, tree, query.calls);
  for (const { tag, node } of query.modifications) modify(work, { tag, node, query });
}

function partsOf(work: Work, tree: Node): Query {
  const local = new Set<string>();
  const [ranges, modifications, calls]: [RangeVar[], { tag: string; node: Modification }[], FuncCall[]] = [[], [], []];
  const filtered = new Set<string>();
  const equal: (readonly string[])[] = [];
  let planned = true;
  walk(tree, (tag, node, ancestors) => {
    if (tag === 'CommonTableExpr') {
      local.add((node as { ctename?: string }).ctename ?? '');
    }
    if (tag === 'SelectStmt') lockingClauses(work, node as SelectStmt);
    if (tag === 'FuncCall') calls.push(node as FuncCall);
    if (tag === 'JoinExpr' && (node as { jointype?: string }).jointype !== 'JOIN_INNER') planned = false;
    for (const condition of conditionsOf(node)) {
      if (columnsOf(condition).size === 0 && !('havingClause' in node && callsIn(condition) > 0)) planned = false;
      for (const part of partsOfCondition(condition)) {
        if (isJoin(part)) equal.push([...columnsOf(part)]);
        else for (const column of columnsOf(part)) filtered.add(column);
      }
    }
    if (tag === 'RangeVar' && !ancestors.some((ancestor) => ancestor.tag === 'LockingClause' || ancestor.tag === 'IntoClause')) ranges.push(node as RangeVar);
    if (tag === 'InsertStmt' || tag === 'UpdateStmt' || tag === 'DeleteStmt' || tag === 'MergeStmt') modifications.push({ tag, node: node as Modification });
  });
  if (![...local].every((name) => ranges.some((range) => range.schemaname === undefined && range.relname === name))) planned = false;
  for (const columns of [...equal, ...equal.toReversed()]) if (columns.some((column) => filtered.has(column))) for (const column of columns) filtered.add(column);
  return { ranges, modifications, calls, local, filtered, planned };
}

/** WHERE, ON and HAVING of a node. */
function conditionsOf(node: object): readonly unknown[] {
  const { whereClause, quals, joinCondition, havingClause, usingClause } = node as Readonly<Record<string, unknown>>;
  const using = Array.isArray(usingClause) ? (usingClause as Node[]).flatMap((name) => ('String' in name ? [{ ColumnRef: { fields: [name] } }] : [])) : [];
  return [whereClause, quals, joinCondition, havingClause, ...using].filter((condition) => condition !== undefined);
}

/** What of a condition may leave out partitions while the query is planned: no comparison with `now()`, whose value is only known when it runs. */
function partsOfCondition(condition: unknown): readonly unknown[] {
  const node = condition as Node;
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR') return (node.BoolExpr.args ?? []).flatMap((arg) => partsOfCondition(arg));
  return 'A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP' && isOfRunTime(node) ? [] : [condition];
}

/** Calls of functions, aggregates among them: what they give is only known when the query runs. */
function callsIn(condition: unknown): number {
  let count = 0;
  walk(condition as Node, (tag) => {
    if (tag === 'FuncCall') count++;
  });
  return count;
}

/** A comparison of two columns leaves out nothing by itself, but what is known of one of them is known of the other. */
function isJoin(condition: unknown): boolean {
  const node = condition as Node;
  return 'A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP' && [node.A_Expr.lexpr, node.A_Expr.rexpr].every((side) => side !== undefined && 'ColumnRef' in side);
}

function isOfRunTime(node: Node): boolean {
  let found = false;
  walk(node, (tag, inner) => {
    if (tag === 'SQLValueFunction') found = true;
    if (tag !== 'FuncCall') return;
    const { funcname, args } = inner as FuncCall;
    const [name = ''] = namesOf(funcname).slice(-1);
    const volatilities = volatilitiesOf(name, args?.length ?? 0);
    if (volatilities.length > 0 && !volatilities.includes('immutable')) found = true;
  });
  return found;
}

/** A query that defines something (CREATE VIEW) is parsed and not run: its tables are locked, their partitions are not. */
export function readToDefine(work: Work, query: Node | undefined): void {
  if (query === undefined) return;
  const local = new Set<string>();
  const ranges: RangeVar[] = [];
  walk(query, (tag, node) => {
    if (tag === 'CommonTableExpr') local.add((node as { ctename?: string }).ctename ?? '');
    if (tag === 'RangeVar') ranges.push(node as RangeVar);
  });
  for (const range of ranges) {
    if (range.schemaname === undefined && local.has(range.relname ?? '')) continue;
    const relation = relationOf(work, range);
    if (relation) lock(work, relation, 'AccessShareLock');
  }
}

interface Read {
  readonly mode: LockMode;
  readonly only: boolean;
  /** The query that reads; without it every partition is meant. */
  readonly query?: Pick<Query, 'filtered' | 'planned'>;
}

export function lockRead(work: Work, relation: Relation, read: Read, seen: readonly Relation[] = []): void {
  lock(work, relation, read.mode);
  if (!read.only) lockChildren(work, relation, read);
  if (relation.rowSecurity.enabled) doubtPolicies(work, relation);
  if (relation.kind !== 'view' || seen.includes(relation)) return;
  const inner = relation.query === undefined ? undefined : partsOf({ ...work, locks: new Map() }, relation.query);
  if (read.query !== undefined && relation.query !== undefined && inner !== undefined && inner.calls.length > 0) callAll(work, relation.query, inner.calls, false);
  const query = read.query && { filtered: new Set([...read.query.filtered, ...(inner?.filtered ?? [])]), planned: read.query.planned && inner?.planned !== false };
  for (const name of relation.reads) {
    const next = relationNamed(work, name);
    if (next) lockRead(work, next, { ...read, ...(query && { query }), only: false }, [...seen, relation]);
  }
}

/** Partitions that a condition may leave out are not listed; tables that inherit are locked all the same. */
export function lockChildren(work: Work, relation: Relation, { mode, query }: Read): void {
  const children = descendants(work, relation);
  if (children.length === 0) return;
  const keys = [relation, ...children].filter(({ kind }) => kind === 'partitioned').map(({ partitionKey }) => partitionKey);
  const leavesOut = keys.some((key) => key === undefined || key.some((column) => column === undefined ? (query?.filtered.size ?? 0) > 0 : query?.filtered.has(column)));
  if (query !== undefined && (!query.planned || leavesOut)) doubt(work);
  else lock(work, children, mode);
}

/** Policies hold for others than the owner, and for the owner too where they are forced; a superuser is never held to them. */
export function doubtPolicies(work: Work, { rowSecurity }: Relation): void {
  if (rowSecurity.forced || settingOf(work, 'role') !== undefined || settingOf(work, 'session_authorization') !== undefined) doubt(work);
}

/** FOR UPDATE and its weaker forms; without OF, for everything in FROM. */
function lockingClauses(work: Work, { lockingClause, fromClause }: SelectStmt): void {
  for (const clause of lockingClause ?? []) {
    if (!('LockingClause' in clause)) continue;
    const named = (clause.LockingClause.lockedRels ?? []).flatMap((node) => ('RangeVar' in node ? [node.RangeVar.relname ?? ''] : []));
    for (const node of fromClause ?? []) {
      walk(node, (tag, inner, ancestors) => {
        const range = inner as RangeVar;
        if (tag !== 'RangeVar' || ancestors.some((ancestor) => ancestor.tag === 'SelectStmt')) return;
        if (named.length > 0 && !named.includes(range.alias?.aliasname ?? range.relname ?? '')) return;
        const relation = relationOf(work, range);
        if (!relation) return;
        lockRead(work, relation, { mode: 'RowShareLock', only: true });
        // Which of its partitions are locked like it depends on the conditions.
        if (range.inh && descendants(work, relation).length > 0) doubt(work);
      });
    }
  }
}

/** Built-in functions that read tables or take locks that stay. */
const reachesTables = /^(?:(?:query|table|schema|database|cursor)_to_|ts_stat$|ts_rewrite$|pg_get_viewdef$|pg_get_ruledef$|pg_partition_|pg_restore_|pg_clear_|pg_prewarm$|brin_|gin_clean)/;

/** Functions of the user are run as far as they can be read; one that nobody knows may do anything. */
export function callAll(work: Work, tree: Node, calls: readonly FuncCall[], sure = true): void {
  let own = false;
  for (const { funcname, args } of calls) {
    const names = namesOf(funcname);
    const [name, schema] = [names.at(-1) ?? '', names.at(-2)];
    const count = args?.length ?? 0;
    const routines = schema === 'pg_catalog' ? [] : work.catalog.routines({ schema, name });
    const isBuiltIn = (schema === undefined || schema === 'pg_catalog') && (volatilitiesOf(name, count).length > 0 || variadic.has(name));
    if (routines.length > 0 && !isBuiltIn) own = true;
    if (routines.length > 1 || (routines.length > 0 && isBuiltIn)) doubt(work);
    if (routines.length === 0 && !(isBuiltIn && !reachesTables.test(name)) && !ofExtensions.has(name)) doubt(work);
  }
  if (own) runCalls(work, tree, sure);
}

/** Those that take any number of arguments. */
const variadic: ReadonlySet<string> = new Set(['concat', 'concat_ws', 'format', 'json_build_object', 'jsonb_build_object', 'json_build_array', 'jsonb_build_array', 'num_nonnulls', 'num_nulls', 'json_extract_path', 'json_extract_path_text', 'jsonb_extract_path', 'jsonb_extract_path_text']);

/** Functions of PostgreSQL's own extensions that only compute. */
const ofExtensions: ReadonlySet<string> = new Set([
  'uuid_generate_v1', 'uuid_generate_v1mc', 'uuid_generate_v3', 'uuid_generate_v4', 'uuid_generate_v5', 'uuid_nil', 'gen_random_bytes', 'gen_salt', 'crypt', 'digest', 'hmac', 'encrypt', 'decrypt',
  'unaccent', 'similarity', 'word_similarity', 'show_trgm', 'hstore', 'akeys', 'avals', 'skeys', 'svals', 'subpath', 'nlevel', 'subltree', 'lca', 'text2ltree', 'ltree2text', 'citext',
  'levenshtein', 'soundex', 'metaphone', 'dmetaphone',
]);

export function copy(work: Work, node: CopyStmt): void {
  if (node.query !== undefined) return readBy(work, node.query);
  const relation = relationOf(work, node.relation);
  if (relation === undefined) return doubt(work);
  if (node.is_from) return modifyByCopy(work, relation);
  lock(work, relation, 'AccessShareLock');
  if (relation.rowSecurity.enabled) doubtPolicies(work, relation);
}
