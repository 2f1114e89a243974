import type { CreateFunctionStmt, CreateSchemaStmt, Node, PrepareStmt, RangeVar } from '@pgsql/types';
import { items } from '../catalog/ddl/change';
import type { Relation } from '../catalog/model';
import { searchPathOf } from '../catalog/ddl/routines';
import { applyStatement } from '../catalog/from-ddl';
import { namesOf, referenceOf } from '../sql/names';
import { walk } from '../sql/walk';
import { option } from './options';
import { readToDefine } from './queries';
import { doubt, lock, relationNamed, relationOf, settingOf, type Work } from './work';

const modifications: ReadonlySet<string> = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** A statement that is parsed and not run: the tables that it would change are locked as if it did. */
export function parse(work: Work, statement: Node | undefined): void {
  if (statement === undefined) return;
  readToDefine(work, statement);
  walk(statement, (tag, node) => {
    const { relation: range } = node as { readonly relation?: RangeVar };
    const relation = modifications.has(tag) ? relationOf(work, range) : undefined;
    if (relation !== undefined) lock(work, relation, 'RowExclusiveLock');
  });
}

export function prepare(work: Work, { query }: PrepareStmt): void {
  parse(work, query);
}

/** PostgreSQL checks a body in SQL when the function is made, unless it was told not to; one in another language is only text. */
export function createFunction(work: Work, node: CreateFunctionStmt): void {
  const { options, sql_body: body } = node;
  if (body !== undefined) return parse(work, body);
  const language = option(options, 'language')?.arg;
  const inSql = language !== undefined && 'String' in language && language.String.sval?.toLowerCase() === 'sql';
  if (inSql && !/^(?:off|false|no|0)$/i.test(settingOf(work, 'check_function_bodies') ?? 'on')) checkBody(work, node);
}

/** Its queries are parsed and rewritten, unless it has arguments of any type. `fmgr_sql_validator` in src/backend/catalog/pg_proc.c. */
function checkBody(work: Work, { options, parameters }: CreateFunctionStmt): void {
  const any = (parameters ?? []).some((item) => 'FunctionParameter' in item && namesOf(item.FunctionParameter.argType?.names).at(-1)?.startsWith('any'));
  if (any) return;
  const [text] = namesOf(items(option(options, 'as')?.arg));
  const trees = text === undefined ? undefined : work.statement?.reader?.statements(text);
  if (trees === undefined) return doubt(work);
  const before = work.catalog;
  const path = searchPathOf(options);
  if (path !== undefined) {
    // Names are looked up along the function's own path where it sets one.
    work.catalog = before.fork();
    work.catalog.set('search_path', path, 'session');
  }
  for (const tree of trees) if (queries.some((tag) => tag in tree)) parseAndRewrite(work, tree);
  work.catalog = before;
}

const queries: readonly string[] = ['SelectStmt', ...modifications];

/** Rewriting goes into views, down to their tables, and into rules, which are not followed here. */
function parseAndRewrite(work: Work, tree: Node): void {
  parse(work, tree);
  const changes = Object.keys(tree).some((tag) => modifications.has(tag));
  walk(tree, (tag, node) => {
    const relation = tag === 'RangeVar' ? work.catalog.relation(referenceOf(node as RangeVar)) : undefined;
    if (relation?.kind === 'view') rewriteView(work, relation);
    if (tag === 'LockingClause' || (relation?.kind === 'view' && changes) || (relation?.rules ?? []).length > 0) doubt(work);
  });
}

function rewriteView(work: Work, view: Relation, seen: readonly Relation[] = []): void {
  for (const name of seen.includes(view) ? [] : view.reads) {
    const next = relationNamed(work, name);
    if (next !== undefined) lock(work, next, 'AccessShareLock');
    if (next?.kind === 'view') rewriteView(work, next, [...seen, view]);
  }
}

/** The elements are made one after another, their names looked up in the new schema first. */
export function createSchema(work: Work, node: CreateSchemaStmt, apply: (work: Work, tree: Node) => void): void {
  const elements = node.schemaElts ?? [];
  if (elements.length === 0) return;
  const before = work.catalog;
  const text = 'CREATE SCHEMA';
  work.catalog = before.fork();
  applyStatement(work.catalog, { kind: 'sql', text, masked: text, placeholders: [], tree: { CreateSchemaStmt: node }, error: undefined }, { file: '', statement: 0 });
  const path = [...(node.schemaname === undefined ? [] : [node.schemaname]), ...before.searchPath];
  work.catalog.set('search_path', path.map((name) => `"${name.replaceAll('"', '""')}"`).join(', '), 'session');
  for (const element of elements) apply(work, element);
  work.catalog = before;
}
