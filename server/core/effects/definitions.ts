import type { CreateFunctionStmt, CreateSchemaStmt, Node, PrepareStmt, RangeVar } from '@pgsql/types';
import { applyStatement } from '../catalog/from-ddl';
import { walk } from '../sql/walk';
import { option } from './options';
import { readToDefine } from './queries';
import { doubt, lock, relationOf, settingOf, type Work } from './work';

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
export function createFunction(work: Work, { options, sql_body: body }: CreateFunctionStmt): void {
  if (body !== undefined) return parse(work, body);
  const language = option(options, 'language')?.arg;
  const inSql = language !== undefined && 'String' in language && language.String.sval?.toLowerCase() === 'sql';
  if (inSql && !/^(?:off|false|no|0)$/i.test(settingOf(work, 'check_function_bodies') ?? 'on')) doubt(work);
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
