import type { CatalogView, ColumnType } from '../catalog/model';
import { formatName, quoteIdentifier } from '../sql/names';

/** Types of PostgreSQL under the names that the standard gives them. */
const spoken: Readonly<Record<string, string>> = {
  int2: 'smallint', int4: 'integer', int8: 'bigint', float4: 'real', float8: 'double precision', bool: 'boolean', bpchar: 'char', varbit: 'bit varying',
};

/** Built-in types whose modifiers are written as they are kept in the tree, in parentheses. */
const modified: ReadonlySet<string> = new Set(['varchar', 'bpchar', 'numeric', 'bit', 'varbit', 'timestamp', 'timestamptz', 'time', 'timetz']);

/** Those without modifiers that tables are made of. */
const plain: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'bool', 'text', 'uuid', 'date', 'interval', 'bytea', 'jsonb', 'inet', 'cidr', 'macaddr', 'oid', 'money', 'tsvector', ...modified]);

/** A type as it must be written; undefined where that is not known for certain, as for types of extensions. */
export function typeText({ name, schema, modifiers, array }: ColumnType, catalog: Pick<CatalogView, 'type'>): string | undefined {
  if (modifiers.length > 0 && !(schema === undefined && modified.has(name))) return undefined;
  const user = schema === undefined && plain.has(name) ? undefined : catalog.type({ schema, name });
  if (user === undefined && (schema !== undefined || !plain.has(name))) return undefined;
  if (user !== undefined && user.kind !== 'enum') return undefined;
  const own = user === undefined ? (spoken[name] ?? name) : user.schema === 'public' ? quoteIdentifier(name) : formatName(user);
  return `${own}${modifiers.length > 0 ? `(${modifiers.join(',')})` : ''}${array ? '[]' : ''}`;
}
