import type { DatabaseError, QueryResult } from '../core/database';

/** Names of the built-in types that results usually have; others are asked of `pg_type`. */
export const builtinTypes: ReadonlyMap<number, string> = new Map([
  [16, 'bool'], [17, 'bytea'], [18, 'char'], [19, 'name'], [20, 'int8'], [21, 'int2'], [23, 'int4'], [24, 'regproc'], [25, 'text'], [26, 'oid'],
  [114, 'json'], [650, 'cidr'], [700, 'float4'], [701, 'float8'], [705, 'unknown'], [790, 'money'], [869, 'inet'], [1000, '_bool'], [1002, '_char'],
  [1003, '_name'], [1005, '_int2'], [1007, '_int4'], [1009, '_text'], [1015, '_varchar'], [1016, '_int8'], [1042, 'bpchar'], [1043, 'varchar'],
  [1082, 'date'], [1083, 'time'], [1114, 'timestamp'], [1184, 'timestamptz'], [1186, 'interval'], [1231, '_numeric'], [1266, 'timetz'],
  [1700, 'numeric'], [2205, 'regclass'], [2206, 'regtype'], [2249, 'record'], [2278, 'void'], [2950, 'uuid'], [3614, 'tsvector'], [3615, 'tsquery'],
  [3802, 'jsonb'],
]);

/** Rows changed, from a command tag such as `INSERT 0 3`; undefined for commands that change none (`SELECT 5`, `CREATE TABLE`). */
export function affectedRows(tag: string): number | undefined {
  const match = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag);
  return match ? Number(match[1]) : undefined;
}

/** An error response with its position turned from characters (code points, from 1) into a UTF-16 offset of `sql`. */
export function databaseError(sql: string, fields: ErrorFields): DatabaseError {
  return {
    message: fields.message ?? 'PostgreSQL reported an error without a message',
    code: fields.code,
    detail: fields.detail,
    hint: fields.hint,
    offset: fields.position === undefined ? undefined : utf16Offset(sql, Number(fields.position) - 1),
  };
}

export interface ErrorFields {
  readonly message: string | undefined;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly position: string | undefined;
}

function utf16Offset(text: string, characters: number): number {
  let offset = 0;
  for (let seen = 0; seen < characters && offset < text.length; seen++) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

export const emptyResult: QueryResult = { columns: [], rows: [], affected: undefined };
