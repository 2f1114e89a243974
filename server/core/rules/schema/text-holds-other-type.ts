import type { Node } from '@pgsql/types';
import { callOf } from '../../sql/key-columns';
import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn, isBuiltIn } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './text-holds-other-type.md';

export const textHoldsOtherType = defineRule({
  id: 'text-holds-other-type',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pg-index-health'],
  doc,
  messages: {
    asText: 'The default of {column} is a {type}, stored as text: any other text is accepted, comparisons go by letters, and it takes two to four times the space. Make the column {type}.',
  },
  visit: eachNewColumn((column, context) => {
    // A secret is text that happens to be random.
    if (!isBuiltIn(column, 'text', 'varchar', 'bpchar') || column.type.array || /secret|token|password|nonce|salt|code/i.test(column.name)) return;
    const value = column.constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
    const type = typeOfValue(value);
    if (type !== undefined) context.report({ span: column.typeSpan, message: 'asText', data: { column: quoteIdentifier(column.name), type } });
  }),
});

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
