import type { CreateTableAsStmt, IntoClause, Node, ViewStmt } from '@pgsql/types';
import type { Column, QualifiedName, Relation, RelationKind } from '../model';
import { namesOf } from '../../sql/names';
import { noParts } from '../relation-parts';
import { newName, originAt, type Change } from './change';
import { queryColumns, withAliases, type QueryColumns } from './query-columns';
import { relationsRead } from './relations-read';

export function createView(change: Change, node: ViewStmt): void {
  const name = newName(change, node.view);
  if (!name) return;
  const columns = withAliases(queryColumns(change.catalog, node.query), namesOf(node.aliases));
  const old = change.catalog.relation(name);
  const view = relationOf(change, { name, columns, kind: 'view', location: node.view?.location, query: node.query });
  change.catalog.putRelation(old && node.replace ? { ...view, origin: old.origin, triggers: old.triggers, rules: old.rules } : view);
}

/** CREATE TABLE AS and CREATE MATERIALIZED VIEW. */
export function createTableAs(change: Change, node: CreateTableAsStmt): void {
  const kind = node.objtype === 'OBJECT_MATVIEW' ? 'materialized-view' : 'table';
  createFromQuery(change, node.into, { kind, query: node.query, ifNotExists: node.if_not_exists === true });
}

interface FromQuery {
  readonly kind: RelationKind;
  readonly query: Node | undefined;
  readonly ifNotExists: boolean;
}

export function createFromQuery(change: Change, into: IntoClause | undefined, { kind, query, ifNotExists }: FromQuery): void {
  const name = newName(change, into?.rel);
  if (!name || (ifNotExists && change.catalog.isRelationNameTaken(name))) return;
  const columns = withAliases(queryColumns(change.catalog, query), namesOf(into?.colNames));
  const relation = relationOf(change, { name, columns, kind, location: into?.rel?.location, query });
  const unlogged = into?.rel?.relpersistence === 'u';
  change.catalog.putRelation({ ...relation, unlogged, filled: into?.skipData !== true, reads: kind === 'table' ? [] : relation.reads });
}

interface Parts {
  readonly name: QualifiedName;
  readonly columns: QueryColumns;
  readonly kind: RelationKind;
  readonly location: number | undefined;
  readonly query: Node | undefined;
}

function relationOf(change: Change, { name, columns, kind, location, query }: Parts): Relation {
  const origin = originAt(change, location);
  return {
    ...noParts, ...name, kind, columnsKnown: columns.known, temporary: name.schema === 'pg_temp', filled: false, origin, query: kind === 'table' ? undefined : query,
    columns: columns.columns.map(({ name: column, type }): Column => ({ name: column, type, notNull: false, defaultExpression: undefined, generated: undefined, collation: undefined, origin })),
    reads: relationsRead(change.catalog, query),
  };
}
