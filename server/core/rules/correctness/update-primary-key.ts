import { spanOfName, tokensOf } from '../../sql/find';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { columnParts } from '../../sql/expression';
import { primaryKeyOf } from '../sources';
import { defineRule } from '../rule';
import doc from './update-primary-key.md';

export const updatePrimaryKey = defineRule({
  id: 'update-primary-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    changesKey: '{column} is the primary key of {table}: changing it checks (or changes) every row that references it, and whoever remembers the old value loses the row.',
  },
  visit: {
    UpdateStmt({ relation, targetList }, context) {
      const reference = relation === undefined ? undefined : referenceOf(relation);
      const known = reference === undefined ? undefined : context.relation(reference);
      const key = primaryKeyOf(known);
      if (reference === undefined || key.length === 0 || context.isNew(reference)) return;
      for (const target of targetList ?? []) {
        const { name, location, val } = 'ResTarget' in target ? target.ResTarget : {};
        if (name === undefined || !key.includes(name) || columnParts(val)?.at(-1) === name) continue;
        const span = spanOfName(location ?? 0, tokensOf(context.statement));
        if (span !== undefined) context.report({ span, message: 'changesKey', data: { column: quoteIdentifier(name), table: context.display(reference) } });
      }
    },
  },
});
