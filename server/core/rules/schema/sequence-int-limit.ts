import type { TypeName } from '@pgsql/types';
import { tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { inCaseOf } from '../../sql/new-columns';
import { elementsOf } from '../../sql/routines';
import { writtenType } from '../../sql/type-change';
import { spanOfType } from '../../sql/type-span';
import { defineRule } from '../rule';
import doc from './sequence-int-limit.md';

export const sequenceIntLimit = defineRule({
  id: 'sequence-int-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot', 'pg-index-health'],
  doc,
  messages: {
    ends: 'The numbers of {sequence} end at {largest}; then every insert that draws one fails. Make it AS bigint, the default, and the columns that take its numbers bigint too.',
  },
  visit: {
    CreateSeqStmt({ sequence, options }, context) {
      const elements = elementsOf(options);
      const as = elements.find(({ defname }) => defname === 'as')?.arg;
      const type: TypeName | undefined = as !== undefined && 'TypeName' in as ? as.TypeName : undefined;
      const name = writtenType(type)?.name;
      if (sequence === undefined || sequence.relpersistence === 't' || context.direction === 'down' || (name !== 'int4' && name !== 'int2')) return;
      // Who writes an end or a cycle has thought of it; downwards another end counts.
      if (elements.some(({ defname, arg }) => (defname === 'maxvalue' && arg !== undefined) || defname === 'increment' && isNegative(arg) || (defname === 'cycle' && arg !== undefined && 'Boolean' in arg && arg.Boolean.boolval === true))) return;
      const span = spanOfType(type, tokensOf(context.statement))?.whole;
      if (span === undefined) return;
      context.report({
        span,
        message: 'ends',
        data: { sequence: context.display(referenceOf(sequence)), largest: name === 'int2' ? '32,767' : '2,147,483,647' },
        fixes: [{ title: 'Use bigint', kind: 'suggestion', edits: [{ ...span, text: inCaseOf(context.statement.text.slice(span.start, span.end), 'bigint') }] }],
      });
    },
  },
});

function isNegative(arg: object | undefined): boolean {
  return arg !== undefined && 'Integer' in arg && ((arg as { Integer: { ival?: number } }).Integer.ival ?? 0) < 0;
}
