import { statementBody, type StatementBody } from '../../sql/body-parts';
import { defineRule, type FixDraft } from '../rule';
import doc from './do-block-ddl.md';

export const doBlockDdl = defineRule({
  id: 'do-block-ddl',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgsafe', 'MigrationPilot'],
  doc,
  messages: {
    needless: 'This block only runs SQL that needs no block: inside of it the definitions are out of sight of most tools and reviewers, nothing can run CONCURRENTLY, and all locks are kept to its end. Write the statements as they are.',
  },
  visit: {
    DoStmt(_, context) {
      if (!context.migration) return;
      const body = statementBody(context.statement);
      if (body?.layout?.plain !== true || body.parts.length === 0 || body.parts.some(({ statement }) => statement.tree === undefined) || !body.parts.some(isDefinition)) return;
      const { text } = context.statement;
      const end = /^do\b/i.exec(text)?.[0].length ?? text.length;
      context.report({ span: { start: 0, end }, message: 'needless', fixes: fixesOf(body, text) });
    },
  },
});

function isDefinition({ statement: { tree } }: StatementBody['parts'][number]): boolean {
  const tag = Object.keys(tree ?? {})[0] ?? '';
  return /^(?:Create|Alter|Drop|Rename|Index|View|Rule|Composite|Define)/.test(tag) && !/^(?:CreateRole|AlterRole|DropRole|AlterDatabase|CreateFunction)/.test(tag);
}

/** Leaves the statements. Comments around them would be lost, so where there are any nobody but the author should move them. */
function fixesOf(body: StatementBody, text: string): readonly FixDraft[] {
  const [first, last] = [body.statements[0], body.statements.at(-1)];
  if (first === undefined || last === undefined || !body.text.takes({ start: 0, end: 0 }, "'")) return [];
  const [before, after] = [text.slice(0, first.start), text.slice(last.end)];
  if (/--|\/\*/.test(before + after)) return [];
  const end = last.end - (text.charAt(last.end - 1) === ';' ? 1 : 0);
  return [{ title: 'Take the statements out of the block', kind: 'suggestion', edits: [{ start: 0, end: first.start, text: '' }, { start: end, end: text.length, text: '' }] }];
}
