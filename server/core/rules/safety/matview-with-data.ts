import type { CommonTableExpr, CreateTableAsStmt, RangeVar } from '@pgsql/types';
import type { Reference } from '../../catalog/model';
import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { walk } from '../../sql/walk';
import { defineRule, type RuleContext } from '../rule';
import doc from './matview-with-data.md';

export const matviewWithData = defineRule({
  id: 'matview-with-data',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    runs: 'The query of {view} runs within the migration: what it reads is locked with ACCESS SHARE only, but what the transaction has locked stays locked until it is done. Create it WITH NO DATA and fill it afterwards with REFRESH MATERIALIZED VIEW; until then reading it is an error.',
  },
  visit: {
    CreateTableAsStmt(node, context) {
      if (node.objtype !== 'OBJECT_MATVIEW' || node.into?.rel === undefined || node.into.skipData || context.direction === 'down' || !readsOld(node, context)) return;
      const keyword = findKeyword(tokensOf(context.statement), 0, 'materialized', 'view');
      const { text } = context.statement;
      const last = tokensOf(context.statement).list.at(-1);
      const hasClause = last !== undefined && text.slice(last.start, last.end).toLowerCase() === 'data';
      context.report({
        span: { start: 0, end: keyword?.end ?? text.length }, message: 'runs', data: { view: context.display(referenceOf(node.into.rel)) },
        fixes: hasClause ? [] : [{ title: 'Create it WITH NO DATA (and refresh it afterwards)', kind: 'suggestion', edits: [{ start: text.length, end: text.length, text: ' WITH NO DATA' }] }],
      });
    },
  },
});

/** Tables of the same migration have few rows yet, and a query without tables takes no time. */
function readsOld({ query }: CreateTableAsStmt, context: RuleContext): boolean {
  if (query === undefined) return false;
  const own = new Set<string>();
  const read: Reference[] = [];
  walk(query, (tag, node) => {
    if (tag === 'CommonTableExpr') own.add((node as CommonTableExpr).ctename ?? '');
    if (tag === 'RangeVar') read.push(referenceOf(node as RangeVar));
  });
  return read.some((name) => !(name.schema === undefined && own.has(name.name)) && !context.isNew(name));
}
