import type { Node, TypeName } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { ColumnType } from '../model';
import { namesOf } from '../../sql/names';

const serialTypes: ReadonlyMap<string, string> = new Map([
  ['serial', 'int4'], ['serial4', 'int4'], ['bigserial', 'int8'], ['serial8', 'int8'], ['smallserial', 'int2'], ['serial2', 'int2'],
]);

export const unknownType: ColumnType = { name: 'unknown', schema: undefined, modifiers: [], array: false };

export function plainType(name: string): ColumnType {
  return { name, schema: undefined, modifiers: [], array: false };
}

/** The integer type under a serial type; undefined for every other type. */
export function serialBase(type: TypeName | undefined): ColumnType | undefined {
  // PostgreSQL's own types that have a keyword come with their schema, so nearly all are out here.
  const base = type?.names?.length === 1 ? serialTypes.get(namesOf(type.names)[0] ?? '') : undefined;
  return base === undefined ? undefined : plainType(base);
}

const noModifiers: readonly number[] = [];

export function columnTypeOf(catalog: Catalog, type: TypeName | undefined): ColumnType {
  const names = namesOf(type?.names);
  const name = names.at(-1);
  if (type === undefined || name === undefined) return unknownType;
  const written = names.at(-2);
  const schema = written === 'pg_catalog' ? undefined : written;
  const known = written === 'pg_catalog' ? undefined : (catalog.type({ schema, name }) ?? catalog.relation({ schema, name }));
  return {
    name,
    schema: known?.schema ?? schema,
    modifiers: type.typmods === undefined ? noModifiers : type.typmods.flatMap((modifier) => integerOf(modifier) ?? []),
    array: (type.arrayBounds ?? []).length > 0,
  };
}

/** An integer constant; zero is left out of the parser's JSON. */
export function integerOf(node: Node): number | undefined {
  if ('Integer' in node) return node.Integer.ival ?? 0;
  if (!('A_Const' in node) || !node.A_Const.ival) return undefined;
  return node.A_Const.ival.ival ?? 0;
}
