import { callOf } from '../../sql/key-columns';
import { spanOfNode, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { eachNewColumn, isBuiltIn, isPrimaryKey } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './random-uuid-primary-key.md';

export const randomUuidPrimaryKey = defineRule({
  id: 'random-uuid-primary-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  doc,
  messages: {
    scattered: 'Random keys go to random pages of the index: once it no longer fits in memory, every insert reads and writes another page, and the log grows by whole pages. uuidv7() gives keys in order of time.',
    scatteredBefore18: 'Random keys go to random pages of the index: once it no longer fits in memory, every insert reads and writes another page, and the log grows by whole pages. Let the application make keys in order of time (UUID version 7), or use bigint.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'uuid') || column.type.array || !isPrimaryKey(column)) return;
    const value = column.constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
    const call = value !== undefined && 'FuncCall' in value ? value.FuncCall : undefined;
    const name = callOf(value)?.at(-1) ?? '';
    if (call === undefined || !['gen_random_uuid', 'uuidv4', 'uuid_generate_v4'].includes(name)) return;
    const span = spanOfNode(call, tokensOf(context.statement)) ?? column.typeSpan;
    context.report({
      span,
      message: context.pgVersion >= 18 ? 'scattered' : 'scatteredBefore18',
      data: { column: quoteIdentifier(column.name) },
      fixes: context.pgVersion >= 18 && span !== column.typeSpan ? [{ title: 'Use uuidv7() (shows when the row was made)', kind: 'suggestion', edits: [{ ...span, text: 'uuidv7()' }] }] : [],
    });
  }),
});
