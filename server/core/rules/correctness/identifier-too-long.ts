import { tokensOf } from '../../sql/find';
import { maximalNameBytes } from '../../sql/names';
import type { Token } from '../../sql/tokens';
import { utf8ByteLength } from '../../text/utf8';
import { defineRule, type RuleContext } from '../rule';
import doc from './identifier-too-long.md';

/** A quoted name, or a word of which each unit may have three bytes. */
const mayBeLong = /"|[\w$\u0080-\uffff]{22}/;

const look = (_: object, context: RuleContext, ancestors: readonly object[]): void => {
  const { statement } = context;
  if (ancestors.length > 0 || statement.text.length <= maximalNameBytes || !mayBeLong.test(statement.text)) return;
  const tokens = tokensOf(statement);
  for (const token of tokens.list) {
    // No character is longer than three bytes for each unit of UTF-16.
    if ((token.end - token.start) * 3 <= maximalNameBytes) continue;
    const name = nameIn(tokens.text, token);
    if (name === undefined || utf8ByteLength(name) <= maximalNameBytes || statement.placeholders.some(({ start, end }) => start < token.end && end > token.start)) continue;
    const kept = cut(name);
    const quote = token.kind === 'quoted-identifier' ? '"' : '';
    context.report({
      span: { start: token.start, end: token.end },
      message: 'cut',
      data: { bytes: String(utf8ByteLength(name)), kept },
      fixes: [{ title: 'Write the name that PostgreSQL keeps', kind: 'safe', edits: [{ start: token.start, end: token.end, text: `${quote}${kept}${quote}` }] }],
    });
  }
};

export const identifierTooLong = defineRule({
  id: 'identifier-too-long',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'identifier-too-long' },
  peers: ['Squawk', 'pgsafe', 'pg-index-health'],
  doc,
  messages: {
    cut: 'This name has {bytes} bytes and PostgreSQL keeps 63: it becomes {kept}, and another long name with the same beginning becomes the same. Write a shorter name.',
  },
  visit: {
    CreateStmt: look, CreateTableAsStmt: look, ViewStmt: look, IndexStmt: look, AlterTableStmt: look, RenameStmt: look, CreateTrigStmt: look, CreatePolicyStmt: look,
    CreateFunctionStmt: look, CreateSeqStmt: look, CreateSchemaStmt: look, CreateDomainStmt: look, CreateEnumStmt: look, CompositeTypeStmt: look, DropStmt: look,
  },
});

/** What stands between the quotes, or the word; undefined for other tokens, and where an escape would have to be counted. */
function nameIn(text: string, token: Token): string | undefined {
  const written = text.slice(token.start, token.end);
  if (token.kind === 'word') return written;
  if (token.kind !== 'quoted-identifier' || token.unclosed || !written.startsWith('"')) return undefined;
  const name = written.slice(1, -1);
  return name.includes('"') ? undefined : name;
}

/** To 63 bytes, with its case; no character in two. */
function cut(name: string): string {
  let bytes = 0;
  let end = 0;
  for (const character of name) {
    bytes += utf8ByteLength(character);
    if (bytes > maximalNameBytes) break;
    end += character.length;
  }
  return name.slice(0, end);
}
