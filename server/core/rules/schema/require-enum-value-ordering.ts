import { spanOfNode, tokensOf } from '../../sql/find';
import { formatName, referenceOfList } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './require-enum-value-ordering.md';

export const requireEnumValueOrdering = defineRule({
  id: 'require-enum-value-ordering',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['Squawk', 'pgfence'],
  optional: true,
  doc,
  messages: {
    last: 'Without BEFORE or AFTER, {value} of {type} sorts behind all others, and the order of an enum can never be changed. Say where it stands.',
  },
  visit: {
    AlterEnumStmt(node, context) {
      const type = referenceOfList(node.typeName);
      if (type === undefined || node.newVal === undefined || node.oldVal !== undefined || node.newValNeighbor !== undefined || context.direction === 'down') return;
      const { text, placeholders } = context.statement;
      const label = context.catalog.type(type)?.labels.filter((each) => each !== node.newVal).at(-1);
      const tokens = tokensOf(context.statement);
      const end = tokens.list.at(-1)?.end ?? text.length;
      const span = spanOfNode({ location: tokens.list.at(-1)?.start ?? 0 }, tokens) ?? { start: 0, end };
      context.report({
        span, message: 'last', data: { value: quoted(node.newVal), type: formatName(type) },
        fixes: label === undefined || placeholders.length > 0 ? [] : [{ title: `Put it behind ${quoted(label)}, where it would stand`, kind: 'suggestion', edits: [{ start: end, end, text: ` AFTER ${quoted(label)}` }] }],
      });
    },
  },
});

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
