import type { Catalog } from '../catalog';
import type { Column, Relation } from '../model';
import { oidOf, schemaOid } from './functions';
import type { Table } from './scope';
import { unclear, type Value } from './values';

type Fields = Readonly<Record<string, Value>>;

const relationKinds: Readonly<Record<Relation['kind'], string>> = {
  table: 'r', partition: 'r', partitioned: 'p', view: 'v', 'materialized-view': 'm', 'foreign-table': 'f', sequence: 'S',
};
const tableTypes: Partial<Record<Relation['kind'], string>> = { table: 'BASE TABLE', partition: 'BASE TABLE', partitioned: 'BASE TABLE', view: 'VIEW', 'foreign-table': 'FOREIGN' };
const constraintLetters = { primary: 'p', unique: 'u', foreign: 'f', check: 'c', exclusion: 'x', 'not-null': 'n' } as const;
const constraintTypes = { primary: 'PRIMARY KEY', unique: 'UNIQUE', foreign: 'FOREIGN KEY', check: 'CHECK', exclusion: 'EXCLUDE', 'not-null': 'CHECK' } as const;
const typeLetters = { enum: 'e', domain: 'd', composite: 'c', range: 'r' } as const;

/** The tables of pg_catalog that scripts ask whether something is there, with what the catalog knows; only what the user made is in them. */
const systemTables: Readonly<Record<string, (catalog: Catalog) => readonly Fields[]>> = {
  pg_namespace: (catalog) => catalog.objects('schema').map((name) => ({ oid: schemaOid(name), nspname: name })),
  pg_extension: (catalog) => ['plpgsql', ...catalog.objects('extension'), ...catalog.objects('perhaps-extension').map((): Value => unclear)].map((extname): Fields => ({ extname })),
  pg_roles: rolesOf,
  pg_authid: rolesOf,
  pg_user: (catalog) => rolesOf(catalog).map(({ rolname }) => ({ usename: rolname ?? unclear })),
  pg_type: (catalog) => catalog.types().map((type) => ({ oid: oidOf(catalog, 'type', type), typname: type.name, typnamespace: schemaOid(type.schema), typtype: typeLetters[type.kind] })),
  pg_enum: (catalog) => catalog.types().flatMap((type) => type.labels.map((label, place) => ({ enumtypid: oidOf(catalog, 'type', type), enumlabel: label, enumsortorder: place + 1 }))),
  pg_class: (catalog) => catalog.relations().flatMap((relation) => [
    { oid: oidOf(catalog, 'relation', relation), relname: relation.name, relnamespace: schemaOid(relation.schema), relkind: relationKinds[relation.kind], relispartition: relation.kind === 'partition', relpartbound: relation.kind === 'partition' ? boundOf(relation) : null,
      relrowsecurity: relation.rowSecurity.enabled, relforcerowsecurity: relation.rowSecurity.forced, relpersistence: relation.temporary ? 't' : relation.unlogged ? 'u' : 'p' },
    ...relation.indexes.map(({ name }) => ({ oid: oidOf(catalog, 'relation', { schema: relation.schema, name }), relpartbound: null, relname: name, relnamespace: schemaOid(relation.schema),
      relkind: relation.kind === 'partitioned' ? 'I' : 'i', relispartition: false, relrowsecurity: false, relforcerowsecurity: false, relpersistence: relation.unlogged ? 'u' : 'p' })),
  ]),
  pg_tables: (catalog) => ofKind(catalog, 'table', 'partition', 'partitioned').map((relation) => ({
    schemaname: relation.schema, tablename: relation.name, hasindexes: relation.indexes.length > 0, hasrules: relation.rules.length > 0, rowsecurity: relation.rowSecurity.enabled })),
  pg_views: (catalog) => ofKind(catalog, 'view').map(({ schema, name }) => ({ schemaname: schema, viewname: name })),
  pg_matviews: (catalog) => ofKind(catalog, 'materialized-view').map(({ schema, name }) => ({ schemaname: schema, matviewname: name })),
  pg_sequences: (catalog) => ofKind(catalog, 'sequence').map(({ schema, name }) => ({ schemaname: schema, sequencename: name })),
  pg_indexes: (catalog) => catalog.relations().flatMap(({ schema, name, indexes }) => indexes.map((index) => ({ schemaname: schema, tablename: name, indexname: index.name }))),
  pg_index: (catalog) => catalog.relations().flatMap((relation) => relation.indexes.map((index) => ({
    indexrelid: oidOf(catalog, 'relation', { schema: relation.schema, name: index.name }), indrelid: oidOf(catalog, 'relation', relation), indisunique: index.unique,
    indisprimary: relation.constraints.some(({ name, kind }) => kind === 'primary' && name === index.constraint) }))),
  pg_constraint: (catalog) => catalog.relations().flatMap((relation) => relation.constraints.map((constraint) => ({
    conname: constraint.name, connamespace: schemaOid(relation.schema), conrelid: oidOf(catalog, 'relation', relation), contype: constraintLetters[constraint.kind],
    convalidated: 'validated' in constraint ? constraint.validated : true, confrelid: constraint.kind === 'foreign' ? oidOf(catalog, 'relation', constraint.references) : 0 }))),
  pg_attribute: (catalog) => catalog.relations().flatMap((relation) => columnsOf(relation).map(({ column, place }) => ({
    attrelid: oidOf(catalog, 'relation', relation), attname: column?.name ?? unclear, attnum: place, attisdropped: false, attnotnull: column?.notNull ?? unclear,
    atthasdef: column ? hasDefault(column) : unclear, attidentity: column ? (column.generated === 'identity' ? unclear : '') : unclear }))),
  pg_trigger: (catalog) => catalog.relations().flatMap((relation) => relation.triggers.map(({ name, function: called }) => ({
    tgname: name, tgrelid: oidOf(catalog, 'relation', relation), tgisinternal: false, tgfoid: oidOf(catalog, 'routine', called) }))),
  pg_policy: (catalog) => catalog.relations().flatMap((relation) => relation.policies.map(({ name }) => ({ polname: name, polrelid: oidOf(catalog, 'relation', relation) }))),
  pg_policies: (catalog) => catalog.relations().flatMap((relation) => relation.policies.map(({ name, command, permissive }) => ({
    schemaname: relation.schema, tablename: relation.name, policyname: name, cmd: command.toUpperCase(), permissive: permissive ? 'PERMISSIVE' : 'RESTRICTIVE' }))),
  pg_rules: (catalog) => catalog.relations().flatMap((relation) => relation.rules.map(({ name }) => ({ schemaname: relation.schema, tablename: relation.name, rulename: name }))),
  pg_proc: (catalog) => catalog.allRoutines().map((routine) => ({
    oid: oidOf(catalog, 'routine', routine), proname: routine.name, pronamespace: schemaOid(routine.schema), pronargs: routine.argumentCount, prokind: routine.kind === 'procedure' ? 'p' : 'f' })),
  pg_inherits: (catalog) => catalog.relations().flatMap((relation) => relation.parents.map((parent) => ({ inhrelid: oidOf(catalog, 'relation', relation), inhparent: oidOf(catalog, 'relation', parent) }))),
};

/** The same for information_schema. */
const informationSchema: Readonly<Record<string, (catalog: Catalog) => readonly Fields[]>> = {
  schemata: (catalog) => catalog.objects('schema').map((name) => ({ schema_name: name })),
  tables: (catalog) => catalog.relations().flatMap(({ schema, name, kind }) => (tableTypes[kind] ? [{ table_schema: schema, table_name: name, table_type: tableTypes[kind] }] : [])),
  views: (catalog) => ofKind(catalog, 'view').map(({ schema, name }) => ({ table_schema: schema, table_name: name })),
  sequences: (catalog) => ofKind(catalog, 'sequence').map(({ schema, name }) => ({ sequence_schema: schema, sequence_name: name })),
  columns: (catalog) => catalog.relations().filter(({ kind }) => kind in tableTypes).flatMap((relation) => columnsOf(relation).map(({ column, place }) => ({
    table_schema: relation.schema, table_name: relation.name, column_name: column?.name ?? unclear, ordinal_position: place,
    is_nullable: column ? (column.notNull ? 'NO' : 'YES') : unclear, udt_name: column && !column.type.array && column.type.name !== 'unknown' ? column.type.name : unclear,
    data_type: (column && dataTypes.get(column.type.name)) ?? unclear, column_default: column && !hasDefault(column) ? null : unclear }))),
  table_constraints: (catalog) => catalog.relations().flatMap((relation) => relation.constraints.map(({ name, kind }) => ({
    constraint_schema: relation.schema, constraint_name: name, table_schema: relation.schema, table_name: relation.name, constraint_type: constraintTypes[kind] }))),
  key_column_usage: (catalog) => catalog.relations().flatMap((relation) => relation.constraints.flatMap((constraint) =>
    (constraint.kind === 'primary' || constraint.kind === 'unique' || constraint.kind === 'foreign' ? constraint.columns : []).map((column, place) => ({
      constraint_schema: relation.schema, constraint_name: constraint.name, table_schema: relation.schema, table_name: relation.name, column_name: column, ordinal_position: place + 1 })))),
  constraint_column_usage: (catalog) => catalog.relations().flatMap((relation) => relation.constraints.flatMap((constraint) => {
    const target = constraint.kind === 'foreign' ? constraint.references : relation;
    const columns: readonly Value[] = constraint.kind === 'foreign' ? constraint.referencedColumns : constraint.kind === 'primary' || constraint.kind === 'unique' ? constraint.columns : [unclear];
    return columns.map((column): Fields => ({ constraint_schema: relation.schema, constraint_name: constraint.name, table_schema: target.schema, table_name: target.name, column_name: column }));
  })),
  referential_constraints: (catalog) => catalog.relations().flatMap((relation) => relation.constraints.flatMap(({ name, kind }) => (kind === 'foreign' ? [{ constraint_schema: relation.schema, constraint_name: name }] : []))),
  routines: (catalog) => catalog.allRoutines().map(({ schema, name, kind }) => ({ routine_schema: schema, routine_name: name, specific_schema: schema, routine_type: kind.toUpperCase() })),
  triggers: (catalog) => catalog.relations().flatMap((relation) => relation.triggers.flatMap(({ name, events, timing }) => events.filter((event) => event !== 'truncate').map((event) => ({
    trigger_schema: relation.schema, trigger_name: name, event_object_schema: relation.schema, event_object_table: relation.name, event_manipulation: event.toUpperCase(),
    action_timing: timing === 'instead' ? 'INSTEAD OF' : timing.toUpperCase() })))),
};

const dataTypes: ReadonlyMap<string, string> = new Map([
  ['int2', 'smallint'], ['int4', 'integer'], ['int8', 'bigint'], ['text', 'text'], ['varchar', 'character varying'], ['bpchar', 'character'], ['bool', 'boolean'], ['uuid', 'uuid'],
  ['json', 'json'], ['jsonb', 'jsonb'], ['timestamp', 'timestamp without time zone'], ['timestamptz', 'timestamp with time zone'], ['date', 'date'], ['numeric', 'numeric'], ['bytea', 'bytea'],
  ['float4', 'real'], ['float8', 'double precision'],
]);

/** Roles belong to the cluster: beside those of the history and the one that made the cluster there may be any other. */
function rolesOf(catalog: Catalog): readonly Fields[] {
  const names: readonly Value[] = ['postgres', ...catalog.objects('role'), unclear];
  return names.map((rolname) => ({ rolname }));
}

/** Which values the bounds have is not kept. What a statement that is made with them does to tables is the same for all. */
function boundOf({ schema, name, defaultPartition }: Relation): Value {
  return { oid: 'bound', schema, name, shown: defaultPartition ? 'DEFAULT' : 'FOR VALUES FROM (MINVALUE) TO (MAXVALUE)' };
}

function ofKind(catalog: Catalog, ...kinds: readonly Relation['kind'][]): readonly Relation[] {
  return catalog.relations().filter(({ kind }) => kinds.includes(kind));
}

/** The columns of a relation that is only partly known are followed by one of which nothing is known: it may have any name. */
function columnsOf(relation: Relation): readonly { readonly column: Column | undefined; readonly place: number }[] {
  const known: { column: Column | undefined; place: number }[] = relation.columns.map((column, index) => ({ column, place: index + 1 }));
  return relation.columnsKnown ? known : [...known, { column: undefined, place: known.length + 1 }];
}

function hasDefault({ defaultExpression, generated }: Column): boolean {
  return defaultExpression !== undefined || generated === 'serial';
}

/** undefined where the table is none of those that are known here. */
export function systemTable(catalog: Catalog, schema: string | undefined, name: string): Table | undefined {
  const tables = schema === 'information_schema' ? informationSchema : schema === undefined || schema === 'pg_catalog' ? systemTables : {};
  const make = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (make === undefined || (name === 'pg_inherits' && catalog.relations().some(({ partitionsUnknown }) => partitionsUnknown))) return undefined;
  const rows = make(catalog);
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  return { columns: [...columns], rows: rows.map((row) => new Map(Object.entries(row))) };
}
