import { ordinalSpan, writeOut } from '../ordinals';
import { defineRule } from '../rule';
import doc from './group-by-ordinal.md';

export const groupByOrdinal = defineRule({
  id: 'group-by-ordinal',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgvet', 'eslint-plugin-postgresql', 'pgrubic', 'SQLFluff'],
  doc,
  messages: {
    position: 'GROUP BY counts columns here: whoever adds or moves a column of the select list changes the groups. Write what is grouped by.',
  },
  visit: {
    SelectStmt(select, context) {
      const items = select.groupClause ?? [];
      const span = items.length === 0 ? undefined : ordinalSpan(items, context);
      if (span !== undefined) context.report({ span, message: 'position', fixes: writeOut(items, select, context, false) });
    },
  },
});
