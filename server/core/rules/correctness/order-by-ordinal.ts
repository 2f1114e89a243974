import type { Node } from '@pgsql/types';
import { ordinalSpan, writeOut } from '../ordinals';
import { defineRule } from '../rule';
import doc from './order-by-ordinal.md';

export const orderByOrdinal = defineRule({
  id: 'order-by-ordinal',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgvet', 'eslint-plugin-postgresql', 'pgrubic', 'SQLFluff'],
  doc,
  messages: {
    position: 'ORDER BY counts columns here: whoever adds or moves a column of the select list changes the order. Write what is sorted by.',
  },
  visit: {
    SelectStmt(select, context) {
      // Behind UNION only names and positions are allowed.
      if (select.sortClause === undefined || select.larg !== undefined || select.valuesLists !== undefined) return;
      const items = select.sortClause.flatMap((item): readonly Node[] => ('SortBy' in item && item.SortBy.node !== undefined ? [item.SortBy.node] : []));
      const span = ordinalSpan(items, context);
      if (span !== undefined) context.report({ span, message: 'position', fixes: writeOut(items, select, context, true) });
    },
  },
});
