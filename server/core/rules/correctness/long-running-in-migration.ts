import type { CallStmt, FuncCall } from '@pgsql/types';
import { spanOfNode, tokensOf } from '../../sql/find';
import { isWord } from '../../sql/tokens';
import { namesOf, referenceOfList } from '../../sql/names';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './long-running-in-migration.md';

const sleeps: ReadonlySet<string> = new Set(['pg_sleep', 'pg_sleep_for', 'pg_sleep_until']);

export const longRunningInMigration = defineRule({
  id: 'long-running-in-migration',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  bodies: 'never',
  doc,
  messages: {
    commits: '{procedure} ends transactions of its own, and PostgreSQL refuses that inside a transaction. Call it where no transaction is open, in a migration that runs without one.',
    sleeps: 'The migration waits here and keeps the locks that its transaction has taken so far. Wait outside of the database, between two migrations.',
  },
  visit: {
    CallStmt: checkCall,
    FuncCall(node, context, ancestors) {
      const name = namesOf(node.funcname).at(-1) ?? '';
      if (!sleeps.has(name) || !context.migration || context.transaction !== 'inside' || !runsNow(ancestors)) return;
      const span = spanOfNode(node, tokensOf(context.statement));
      if (span !== undefined) context.report({ span, message: 'sleeps', severity: 'info' });
    },
  },
});

/** A view or a default is only stored. */
function runsNow([root]: readonly Ancestor[]): boolean {
  return root !== undefined && ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'].includes(root.tag);
}

function checkCall({ funccall }: CallStmt, context: RuleContext): void {
  const name = referenceOfList((funccall as FuncCall | undefined)?.funcname);
  if (name === undefined || !context.migration || context.transaction !== 'inside') return;
  const known = context.catalog.routines(name);
  if (known.length === 0 || !known.every(({ kind, body }) => kind === 'procedure' && body !== undefined && endsTransactions(body))) return;
  context.report({ span: { start: 0, end: context.statement.text.length }, message: 'commits', data: { procedure: context.display(name) } });
}

/** Whether COMMIT or ROLLBACK stands in a body as a statement. */
function endsTransactions(body: string): boolean {
  const { list, text } = tokensOf(body);
  return list.some((token, index) => {
    if (!isWord(text, token, 'commit') && !isWord(text, token, 'rollback')) return false;
    const [before, behind] = [list[index - 1], list[index + 1]];
    const begins = before === undefined || ['then', 'else', 'begin', 'loop'].some((word) => isWord(text, before, word)) || text.slice(before.start, before.end) === ';' || text.slice(before.start, before.end) === '>>';
    return begins && (behind === undefined || text.slice(behind.start, behind.end) === ';' || isWord(text, behind, 'and'));
  });
}
