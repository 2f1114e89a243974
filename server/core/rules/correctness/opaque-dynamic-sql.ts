import { statementBody } from '../../sql/body-parts';
import { tokensOf, type Tokens } from '../../sql/find';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';
import doc from './opaque-dynamic-sql.md';

export const opaqueDynamicSql = defineRule({
  id: 'opaque-dynamic-sql',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pgsafe'],
  doc,
  messages: {
    unread: 'What this runs is put together while the migration runs, so nobody can say beforehand what it locks or rewrites. Write the statements out, or look at each command that it makes.',
  },
  visit: {
    DoStmt(_, context) {
      if (!context.migration || context.direction === 'down') return;
      const body = statementBody(context.statement);
      const computed = body?.layout?.computed ?? [];
      if (body === undefined || computed.length === 0) return;
      const tokens = tokensOf(body.text.text);
      const opaque = computed.find((command) => !isHarmless(tokens, command));
      // Where every command could be worked out from what the history knows, all of them were looked at.
      if (opaque === undefined || context.effects().certainty === 'exact') return;
      context.report({ span: { start: body.text.placeOf(opaque.start), end: body.text.placeOf(opaque.end) }, message: 'unread' });
    },
  },
});

/** Commands that lock no table for long, whatever names are put into them. */
const harmless = /^(?:grant|revoke|comment|notify|listen|select|set|reset|analyze|explain|alter\s+(?:database|role|user|group|system|default\s+privileges|server|function|procedure|routine|schema|extension|type)|(?:create|drop)\s+(?:or\s+replace\s+)?(?:role|user|group|server|publication|subscription|function|procedure|extension))\b|^alter\s[^;]*\sowner\s+to\b/i;

/** By the literal that the command begins with. */
function isHarmless({ text, list }: Tokens, { start, end }: Span): boolean {
  const literal = list.find((token) => token.start >= start && token.end <= end && (token.kind === 'string' || token.kind === 'dollar-string'));
  if (literal === undefined || !/^(?:\(|format\s*\(|\s)*$/i.test(text.slice(start, literal.start))) return false;
  return harmless.test(text.slice(literal.start, literal.end).replace(/^(?:[eE]?'|\$\w*\$)\s*/, ''));
}
