import type { Node } from '@pgsql/types';
import { callOf } from './key-columns';
import { isBuiltIn, type NewColumn } from './new-columns';

/** The type whose values a new column of text holds, by its default; undefined where it holds text. */
export function typeInText(column: NewColumn): 'uuid' | 'timestamptz' | 'date' | undefined {
  // A secret is text that happens to be random.
  if (!isBuiltIn(column, 'text', 'varchar', 'bpchar') || column.type.array || /secret|token|password|nonce|salt|code/i.test(column.name)) return undefined;
  return typeOfValue(column.constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr);
}

const uuids: ReadonlySet<string> = new Set(['gen_random_uuid', 'uuidv4', 'uuidv7', 'uuid_generate_v1', 'uuid_generate_v1mc', 'uuid_generate_v4']);
const times: ReadonlySet<string> = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp']);

/** Only the plain value, with or without a cast: text that is made from it may well be text. */
function typeOfValue(value: Node | undefined): 'uuid' | 'timestamptz' | 'date' | undefined {
  const name = callOf(value)?.at(-1) ?? '';
  if (uuids.has(name)) return 'uuid';
  if (times.has(name)) return 'timestamptz';
  let inner = value;
  while (inner !== undefined && 'TypeCast' in inner) inner = inner.TypeCast.arg;
  const keyword = inner !== undefined && 'SQLValueFunction' in inner ? inner.SQLValueFunction.op : undefined;
  if (keyword === 'SVFOP_CURRENT_DATE') return 'date';
  return keyword === 'SVFOP_CURRENT_TIMESTAMP' || keyword === 'SVFOP_CURRENT_TIMESTAMP_N' ? 'timestamptz' : undefined;
}
