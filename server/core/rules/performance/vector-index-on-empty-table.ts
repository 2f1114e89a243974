import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './vector-index-on-empty-table.md';

export const vectorIndexOnEmptyTable = defineRule({
  id: 'vector-index-on-empty-table',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    empty: 'An ivfflat index chooses the centres of its lists from the rows that are there when it is built, and {table} has none yet: searches will miss most neighbours. Build it when the table is filled, or use hnsw, which needs no rows.',
  },
  visit: {
    IndexStmt(node, context) {
      if (node.accessMethod !== 'ivfflat' || node.relation === undefined) return;
      const table = referenceOf(node.relation);
      const relation = context.relation(table);
      if (relation === undefined || relation.filled || !context.isNew(table)) return;
      const keyword = findKeyword(tokensOf(context.statement), 0, 'ivfflat');
      context.report({ span: keyword ?? { start: 0, end: context.statement.text.length }, message: 'empty', data: { table: context.display(table) } });
    },
  },
});
