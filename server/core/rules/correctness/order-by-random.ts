import { builtinName } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { scopeOf, sourcesOf } from '../sources';
import { defineRule } from '../rule';
import doc from './order-by-random.md';

export const orderByRandom = defineRule({
  id: 'order-by-random',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['Bytebase', 'sqlcheck'],
  doc,
  messages: {
    sortsAll: 'This reads every row, gives each a random number and sorts them all, however few are wanted. For a sample take TABLESAMPLE, for one row probe a random key.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      for (const item of select.sortClause ?? []) {
        const node = 'SortBy' in item ? item.SortBy.node : undefined;
        if (node === undefined || !('FuncCall' in node) || !names.has(builtinName(node.FuncCall) ?? '')) continue;
        const sources = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
        if (sources.some(({ kind }) => kind === 'relation')) context.report({ span: spanFor(node, context.statement), message: 'sortsAll' });
      }
    },
  },
});

const names: ReadonlySet<string> = new Set(['random', 'gen_random_uuid', 'uuid_generate_v4']);
