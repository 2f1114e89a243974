import type { IntoClause } from '@pgsql/types';
import { indexAt, spanOfName, tokensOf, wordAt } from '../../sql/find';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './select-into.md';

export const selectInto = defineRule({
  id: 'select-into',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgrubic', 'eslint-plugin-postgresql'],
  doc,
  messages: {
    makesTable: 'This makes a table, which is easy to miss, and in PL/pgSQL the same words fill a variable. Write CREATE TABLE … AS.',
  },
  visit: {
    SelectStmt({ intoClause }, context, ancestors) {
      if (intoClause === undefined || ancestors.length > 0) return;
      const found = intoSpan(intoClause, context);
      if (found !== undefined) context.report({ span: found.span, message: 'makesTable', fixes: found.fixes });
    },
  },
});

const persistence: Readonly<Record<string, string>> = { t: 'TEMPORARY ', u: 'UNLOGGED ' };

/** `INTO [TEMPORARY] [TABLE] name`. */
function intoSpan({ rel }: IntoClause, { statement }: RuleContext): { readonly span: { start: number; end: number }; readonly fixes: readonly FixDraft[] } | undefined {
  const tokens = tokensOf(statement);
  const name = rel === undefined ? undefined : spanOfName(rel.location ?? 0, tokens);
  let index = name === undefined ? -1 : indexAt(tokens, name.start) - 1;
  while (index >= 0 && wordAt(tokens, index) !== 'into') index--;
  const [into, next] = [tokens.list[index], name === undefined ? undefined : tokens.list[indexAt(tokens, name.end)]];
  if (name === undefined || into === undefined) return undefined;
  const table = `CREATE ${persistence[rel?.relpersistence ?? ''] ?? ''}TABLE ${statement.text.slice(name.start, name.end)} AS\n`;
  const edits = [{ start: 0, end: 0, text: table }, { start: into.start, end: next?.start ?? name.end, text: '' }];
  return { span: { start: into.start, end: name.end }, fixes: [{ title: 'Write CREATE TABLE … AS', kind: 'safe', edits }] };
}
