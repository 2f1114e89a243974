import { quoteIdentifier } from '../../sql/names';
import type { Catalog } from '../catalog';
import { regularExpression } from './evaluate';
import { isMoment, isUtc, partOf, toCharacters, toMoment, truncate } from './moments';
import { compare, isArray, isOid, textOf, unclear, type Oid, type Value } from './values';

type Call = (args: readonly Value[], catalog: Catalog) => Value;

/** Built-in functions that blocks and functions make names and statements with. A NULL argument gives NULL unless the function says otherwise. */
const strict: Readonly<Record<string, Call>> = {
  quote_ident: ([name = null]) => text([name], ([value = '']) => quoteIdentifier(value)),
  quote_literal: ([value = null]) => text([value], ([literal = '']) => quoteLiteral(literal)),
  lower: ([value = null]) => text([value], ([one = '']) => one.toLowerCase()),
  upper: ([value = null]) => text([value], ([one = '']) => one.toUpperCase()),
  btrim: (args) => (args.length === 1 ? text(args, ([one = '']) => one.replace(/^ +| +$/g, '')) : unclear),
  length: ([value = null]) => text([value], ([one = '']) => [...one].length),
  char_length: ([value = null]) => text([value], ([one = '']) => [...one].length),
  replace: (args) => text(args, ([one = '', from = '', to = '']) => (from === '' ? one : one.replaceAll(from, to))),
  left: (args) => text(args, ([one = '', count = '0']) => one.slice(0, Number(count))),
  right: (args) => text(args, ([one = '', count = '0']) => (Number(count) > 0 ? one.slice(-Number(count)) : one.slice(-Number(count)))),
  substr: substring, substring,
  regexp_replace: (args) => text(args, ([one = '', pattern = '', by = '', flags = '']) => {
    const found = /^[gi]*$/.test(flags) && !/[\\$]/.test(by) ? regularExpression(pattern, flags.includes('i')) : unclear;
    return found instanceof RegExp ? one.replace(new RegExp(found.source, [...flags].toSorted().join('')), by) : unclear;
  }),
  pg_get_expr: ([value = null]) => (isOid(value) && value.oid === 'bound' ? value : unclear),
  split_part: (args) => text(args, ([one = '', by = '', place = '1']) => one.split(by)[Number(place) - 1] ?? ''),
  string_to_array: ([one = null, by = null]) => {
    const [whole, separator] = [textOf(one), textOf(by)];
    return whole === undefined || separator === undefined ? unclear : whole.split(separator);
  },
  array_to_string: ([list = null, by = null]) => (isArray(list) ? text([by, ...list.filter((item) => item !== null)], ([separator = '', ...items]) => items.join(separator)) : unclear),
  array_length: ([list = null]) => (isArray(list) ? (list.length === 0 ? null : list.length) : unclear),
  cardinality: ([list = null]) => (isArray(list) ? list.length : unclear),
  array_append: ([list = null, item = null]) => (isArray(list) ? [...list, item] : unclear),
  array_cat: ([one = null, other = null]) => (isArray(one) && isArray(other) ? [...one, ...other] : unclear),
  to_regclass: ([name = null], catalog) => toOid(catalog, 'relation', name) ?? null,
  to_regtype: ([name = null], catalog) => toOid(catalog, 'type', name) ?? null,
  current_setting: ([name = null, missing = false], catalog) => (typeof name === 'string' ? currentSetting(catalog, name, missing === true) : unclear),
  current_schema: (_, catalog) => catalog.searchPath[0] ?? 'public',
  date_trunc: ([unit = null, value = null, ...zone]) => (zone.length === 0 ? truncate(unit, value) : unclear),
  to_char: ([value = null, pattern = null]) => toCharacters(value, pattern),
  date_part: ([field = null, value = null]) => partOf(field, value),
  extract: ([field = null, value = null]) => partOf(field, value),
  timezone: ([zone = null, value = null]) => (isMoment(value) && isUtc(textOf(zone) ?? '') ? { ...value, moment: value.moment === 'timestamptz' ? 'timestamp' : 'timestamptz' } : unclear),
  make_date: (args) => toMoment(args.map((arg, place) => String(textOf(arg)).padStart(place === 0 ? 4 : 2, '0')).join('-'), 'date', undefined),
  pg_get_serial_sequence: ([table = null, column = null], catalog) => serialSequence(catalog, table, column),
};

/** A setting with a dot that no statement of the history sets has no value; whether one of the server is set is only known of a few. */
function currentSetting(catalog: Catalog, name: string, lenient: boolean): Value {
  const value = catalog.setting(name);
  if (value !== undefined) return name.toLowerCase() === 'search_path' ? unclear : value;
  if (name.toLowerCase() === 'is_superuser') return 'on';
  return lenient && name.includes('.') ? null : unclear;
}

const lenient: Readonly<Record<string, Call>> = {
  format: (args) => format(args),
  concat: (args) => text(args.filter((arg) => arg !== null), (parts) => parts.join('')),
  concat_ws: ([by = null, ...args]) => text([by, ...args.filter((arg) => arg !== null)], ([separator = '', ...parts]) => parts.join(separator)),
  quote_nullable: ([value = null]) => (value === null ? 'NULL' : text([value], ([literal = '']) => quoteLiteral(literal))),
};

/** The value of a call of a built-in function; `unclear` for every function that is not known here. */
export function callBuiltIn(name: string, args: readonly Value[], catalog: Catalog): Value {
  const kind = name === 'format' || name === 'concat' || name === 'concat_ws' || name === 'quote_nullable' ? lenient : strict;
  const call = Object.hasOwn(kind, name) ? kind[name] : undefined;
  if (call === undefined) return unclear;
  if (kind === strict && args.includes(null)) return null;
  return args.includes(unclear) ? unclear : call(args, catalog);
}

function text(args: readonly Value[], join: (texts: readonly string[]) => Value): Value {
  const texts = args.map((arg) => textOf(arg));
  return texts.includes(undefined) ? unclear : join(texts as readonly string[]);
}

function substring(args: readonly Value[]): Value {
  if (args.slice(1).some((arg) => typeof arg !== 'number')) return unclear;
  return text(args, ([one = '', from = '1', count]) => {
    const start = Number(from) - 1;
    return one.slice(Math.max(0, start), count === undefined ? undefined : Math.max(0, start + Number(count)));
  });
}

/** Like `quote_literal()`. */
function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** `format()`: `%s`, `%I`, `%L`, `%%`, and positions as in `%1$I`; widths are not followed. */
function format([pattern = null, ...args]: readonly Value[]): Value {
  const template = textOf(pattern);
  if (template === undefined) return pattern === null ? null : unclear;
  let next = 0;
  let known = true;
  const result = template.replace(/%(?:(\d+)\$)?(.)/gs, (_whole, position: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    const place = position === undefined ? next : Number(position) - 1;
    next = place + 1;
    const arg = args[place];
    const value = arg === undefined ? undefined : textOf(arg);
    if (arg === null) return kind === 'L' ? 'NULL' : '';
    if (value === undefined || !'sIL'.includes(kind)) known = false;
    else if (kind === 'I') return quoteIdentifier(value);
    else return kind === 'L' ? quoteLiteral(value) : value;
    return '';
  });
  return known ? result : unclear;
}

const namePattern = /^\s*(?:(?<quotedSchema>"(?:[^"]|"")+")|(?<schema>[\p{L}_][\p{L}\p{N}_$]*))?(?<dot>\s*\.\s*)?(?:(?<quotedName>"(?:[^"]|"")+")|(?<name>[\p{L}_][\p{L}\p{N}_$]*))?\s*$/u;

/** What a name in text stands for, as in `'orders'::regclass`; undefined where the catalog has no such thing. */
export function toOid(catalog: Catalog, kind: 'relation' | 'type' | 'schema', value: Value): Value | undefined {
  if (typeof value !== 'string') return value === null ? null : value;
  const groups = namePattern.exec(value)?.groups;
  if (groups === undefined) return unclear;
  const [first, second] = [part(groups['quotedSchema'], groups['schema']), part(groups['quotedName'], groups['name'])];
  const name = groups['dot'] === undefined ? (second ?? first) : second;
  if (name === undefined) return unclear;
  const reference = { schema: groups['dot'] === undefined ? undefined : first, name };
  if (kind === 'schema') return catalog.hasObject('schema', name) ? schemaOid(name) : undefined;
  const found = kind === 'relation' ? (catalog.relation(reference) ?? indexNamed(catalog, reference)) : catalog.type(reference);
  return found && oidOf(catalog, kind, found);
}

function indexNamed(catalog: Catalog, reference: { readonly schema: string | undefined; readonly name: string }): { schema: string; name: string } | undefined {
  const found = catalog.index(reference);
  return found && { schema: found.relation.schema, name: found.index.name };
}

function part(quoted: string | undefined, plain: string | undefined): string | undefined {
  return quoted === undefined ? plain?.toLowerCase() : quoted.slice(1, -1).replaceAll('""', '"');
}

export function schemaOid(name: string): Oid {
  return { oid: 'schema', schema: '', name, shown: quoteIdentifier(name) };
}

export function oidOf(catalog: Catalog, oid: Oid['oid'], { schema, name }: { readonly schema: string; readonly name: string }): Oid {
  const visible = catalog.searchPath.includes(schema) && catalog.resolve({ name }).schema === schema;
  return { oid, schema, name, shown: visible ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}` };
}

function serialSequence(catalog: Catalog, table: Value, column: Value): Value {
  const relation = toOid(catalog, 'relation', table);
  if (typeof relation !== 'object' || relation === null || !('oid' in relation)) return unclear;
  const owned = catalog.dependents(relation).find(({ ownedBy }) => ownedBy?.schema === relation.schema && ownedBy.name === relation.name && compare(ownedBy.column, column) === 0);
  return owned ? `${quoteIdentifier(owned.schema)}.${quoteIdentifier(owned.name)}` : null;
}
