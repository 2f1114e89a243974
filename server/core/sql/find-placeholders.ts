import type { Span } from '../text/span';
import { isIdentifierPart, readToken } from './tokens';
import type { Token } from './tokens';

export interface FoundPlaceholder extends Span {
  /** How it is written, such as `:name`, `?` or `{{ x }}`. */
  readonly style: string;
  /** What can stand there. `block`: a template's control tag, which stands for nothing by itself. */
  readonly position: 'value' | 'name' | 'after-operand' | 'block';
  /** True for templates, which may stand for any text, also for none. */
  readonly template: boolean;
  /** True where it is written right against an identifier and so is part of a name. */
  readonly glued: boolean;
}

/** Words after which a value or condition is expected, so that a `?` there is no operator. */
const beforeValue = new Set([
  'all', 'and', 'any', 'as', 'between', 'by', 'call', 'case', 'default', 'distinct', 'else', 'escape', 'except', 'execute', 'fetch', 'first',
  'from', 'having', 'ilike', 'in', 'intersect', 'interval', 'is', 'like', 'limit', 'next', 'not', 'offset', 'on', 'or', 'returning',
  'select', 'set', 'similar', 'some', 'then', 'to', 'union', 'using', 'values', 'when', 'where', 'with',
]);

/** Words after which only a name can stand. */
const beforeName = new Set([
  'from', 'join', 'into', 'update', 'table', 'only', 'exists', 'schema', 'index', 'view', 'sequence', 'function', 'procedure', 'type',
  'column', 'constraint', 'truncate', 'references', 'role', 'user', 'database', 'owner', 'extension', 'trigger', 'collate', 'rename',
  'domain', 'analyze', 'vacuum', 'policy', 'add', 'alter', 'drop', 'concurrently',
]);

interface Match {
  readonly start: number;
  readonly end: number;
  readonly style: string;
  readonly template: boolean;
  readonly block: boolean;
}

/** The placeholders of a statement that PostgreSQL did not accept as it is. Quotes and comments are not looked into. */
export function findPlaceholders(text: string): readonly FoundPlaceholder[] {
  const found: FoundPlaceholder[] = [];
  let previous: Token | undefined;
  let brackets = 0;
  for (let token = readToken(text, 0); token !== undefined;) {
    const match = token.kind === 'comment' ? undefined : matchAt(text, token, { previous, brackets });
    if (match === undefined) {
      if (token.kind !== 'comment') previous = token;
      if (token.kind === 'punctuation') brackets += bracketStep(text.charAt(token.start));
      token = readToken(text, token.end);
      continue;
    }
    const before = match.start > token.start ? { ...token, end: match.start } : previous;
    found.push(describe(text, match, before));
    if (!match.block) previous = { kind: 'parameter', start: match.start, end: match.end, unclosed: false };
    token = readToken(text, match.end);
  }
  return found;
}

function bracketStep(character: string): number {
  if (character === '[') return 1;
  return character === ']' ? -1 : 0;
}

interface Surroundings {
  readonly previous: Token | undefined;
  readonly brackets: number;
}

function matchAt(text: string, token: Token, around: Surroundings): Match | undefined {
  const last = token.end - 1;
  switch (token.kind) {
    case 'unknown':
      return text.charAt(last) === '{' ? braces(text, last) : dollarStyle(text, last);
    case 'word':
      return text.charAt(last) === '$' ? dollarStyle(text, last) : undefined;
    case 'operator':
      return operatorStyle(text, token, around);
    case 'punctuation':
      return text.charAt(last) === ':' && token.end - token.start === 1 ? colonStyle(text, token, around) : undefined;
    default:
      return undefined;
  }
}

function braces(text: string, start: number): Match | undefined {
  const next = text.charAt(start + 1);
  if (next === '{') return until(text, start, '}}', { style: '{{ x }}', block: /[#/^!>]/.test(text.charAt(start + 2)) });
  if (next === '%') return until(text, start, '%}', { style: '{% x %}', block: true });
  if (next === '#') return until(text, start, '#}', { style: '{# x #}', block: true });
  return matching(text, start, /\{[A-Za-z_][A-Za-z0-9_.]*\}/y, { style: '{x}', template: true });
}

function dollarStyle(text: string, start: number): Match | undefined {
  if (text.charAt(start) !== '$') return undefined;
  if (text.charAt(start + 1) === '{') return bracesEnd(text, start, '${x}');
  return matching(text, start, /\$[A-Za-z_][A-Za-z0-9_]*/y, { style: '$name', template: false });
}

function operatorStyle(text: string, token: Token, around: Surroundings): Match | undefined {
  const last = token.end - 1;
  const glued = token.end - token.start > 1;
  switch (text.charAt(last)) {
    case '?':
      if (/[@?|&]/.test(text.charAt(last - 1)) && glued) return undefined;
      if (!glued && isOperand(text, around.previous)) return undefined;
      return matching(text, last, /\?\d*/y, { style: '?', template: false });
    case '%':
      return matching(text, last, /%[sbt](?![A-Za-z0-9_$])/y, { style: '%s', template: false })
        ?? matching(text, last, /%\([^()\r\n]*\)[sbt](?![A-Za-z0-9_$])/y, { style: '%(name)s', template: false });
    case '@':
      if (text.charAt(last - 1) === '@') return undefined;
      return matching(text, last, /@[A-Za-z_][A-Za-z0-9_]*/y, { style: '@name', template: false });
    case '#':
      return text.charAt(token.end) === '{' ? bracesEnd(text, last, '#{x}') : undefined;
    default:
      return undefined;
  }
}

function colonStyle(text: string, token: Token, around: Surroundings): Match | undefined {
  const slice = around.brackets > 0 && isOperand(text, around.previous);
  if (slice) return undefined;
  const next = readToken(text, token.end);
  if (next?.start !== token.end || next.unclosed) return undefined;
  const whole = { start: token.start, end: next.end, template: false, block: false };
  if (next.kind === 'string' && text.charAt(next.start) === "'") return { ...whole, style: ":'name'" };
  if (next.kind === 'quoted-identifier' && text.charAt(next.start) === '"') return { ...whole, style: ':"name"' };
  return matching(text, token.start, /:(?:[A-Za-z_][A-Za-z0-9_]*|\d+)/y, { style: ':name', template: false });
}

function matching(text: string, start: number, pattern: RegExp, kind: { style: string; template: boolean }): Match | undefined {
  pattern.lastIndex = start;
  if (!pattern.test(text)) return undefined;
  return { start, end: pattern.lastIndex, style: kind.style, template: kind.template, block: false };
}

function until(text: string, start: number, closing: string, kind: { style: string; block: boolean }): Match | undefined {
  const at = text.indexOf(closing, start + 2);
  if (at < 0) return undefined;
  return { start, end: at + closing.length, style: kind.style, template: true, block: kind.block };
}

/** `${…}` and `#{…}`, with braces inside. */
function bracesEnd(text: string, start: number, style: string): Match | undefined {
  let depth = 0;
  for (let offset = start + 1; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '{') depth++;
    if (character === '}' && --depth === 0) return { start, end: offset + 1, style, template: true, block: false };
  }
  return undefined;
}

/** Whether a value can end with this token, so that an operator may follow. */
function isOperand(text: string, token: Token | undefined): boolean {
  switch (token?.kind) {
    case 'word':
      return !beforeValue.has(wordOf(text, token));
    case 'quoted-identifier': case 'string': case 'dollar-string': case 'number': case 'parameter':
      return true;
    case 'punctuation':
      return text.charAt(token.start) === ')' || text.charAt(token.start) === ']';
    default:
      return false;
  }
}

function wordOf(text: string, token: Token): string {
  return text.slice(token.start, token.end).toLowerCase();
}

function describe(text: string, match: Match, previous: Token | undefined): FoundPlaceholder {
  const { start, end, style, template } = match;
  const glued = (start > 0 && isIdentifierPart(text.charCodeAt(start - 1))) || (!match.block && isIdentifierPart(text.charCodeAt(end)));
  return { start, end, style, template, glued: glued && !match.block, position: positionOf(text, match, previous) };
}

function positionOf(text: string, match: Match, previous: Token | undefined): FoundPlaceholder['position'] {
  if (match.block) return 'block';
  if (match.style === ':"name"') return 'name';
  const next = readToken(text, match.end);
  const nextIsDot = next?.kind === 'punctuation' && text.slice(next.start, next.end) === '.';
  if (nextIsDot) return 'name';
  if (previous?.kind === 'punctuation' && text.slice(previous.start, previous.end) === '.') return 'name';
  if (previous?.kind === 'word' && beforeName.has(wordOf(text, previous))) return 'name';
  return isOperand(text, previous) ? 'after-operand' : 'value';
}
