import type { Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { indexAt, tokensOf } from './find';
import { elementsOf } from './routines';
import type { Token } from './tokens';

/** Text that is written inside quotes, with the place of each of its characters around them. */
export interface QuotedText {
  /** As PostgreSQL reads it: two quotes are one, escapes are what they stand for. */
  readonly text: string;
  /** Where an offset of the text (its end too) stands in the text around it. */
  placeOf(offset: number): number;
  /** Whether a text can be put in the place of a span as it is: nothing there is written otherwise than it is read, and nothing of it ends the quotes. */
  takes(span: Span, replacement: string): boolean;
}

/** The body of CREATE FUNCTION, CREATE PROCEDURE or DO; places are relative to the statement. undefined where it is no string, or one whose places cannot be told. */
export function bodyTextOf(statement: Statement, tree: Node): QuotedText | undefined {
  const args = 'CreateFunctionStmt' in tree ? tree.CreateFunctionStmt.options : 'DoStmt' in tree ? tree.DoStmt.args : undefined;
  const option = elementsOf(args).find(({ defname }) => defname === 'as');
  const value = option?.arg;
  const sval = value === undefined ? undefined : 'String' in value ? value.String.sval : 'List' in value ? onlyText(value.List.items) : undefined;
  if (option?.location === undefined && !('DoStmt' in tree)) return undefined;
  const tokens = tokensOf(statement);
  const first = indexAt(tokens, option?.location ?? 0);
  const at = 'DoStmt' in tree ? first : first + 1;
  const [token, next] = [tokens.list[at], tokens.list[at + 1]];
  // Literals on several lines are one text.
  if (token === undefined || next?.kind === 'string') return undefined;
  const quoted = readQuoted(statement.text, token);
  return quoted?.text === (sval ?? '') ? quoted : undefined;
}

function onlyText(items: readonly Node[] | undefined): string | undefined {
  const [first, second] = items ?? [];
  return first !== undefined && second === undefined && 'String' in first ? first.String.sval : undefined;
}

/** What a string literal says; undefined for other tokens, and for literals with `U&`, which need not be read to be understood. */
export function readQuoted(text: string, token: Token): QuotedText | undefined {
  if (token.unclosed) return undefined;
  if (token.kind === 'dollar-string') {
    const quote = text.slice(token.start, text.indexOf('$', token.start + 1) + 1);
    const start = token.start + quote.length;
    return { text: text.slice(start, token.end - quote.length), placeOf: (offset) => start + offset, takes: (_, replacement) => !replacement.includes(quote) };
  }
  if (token.kind !== 'string') return undefined;
  const open = text.indexOf("'", token.start);
  const prefix = text.slice(token.start, open).toLowerCase();
  if (prefix !== '' && prefix !== 'e') return undefined;
  return unescaped(text, { start: open + 1, end: token.end - 1 }, prefix === 'e');
}

function unescaped(source: string, { start, end }: Span, escapes: boolean): QuotedText | undefined {
  const inside = source.slice(start, end);
  if (!inside.includes("'") && !(escapes && inside.includes('\\'))) {
    return { text: inside, placeOf: (offset) => start + offset, takes: (_, replacement) => !/['\\]/.test(replacement) };
  }
  let text = '';
  const places: number[] = [];
  for (let offset = 0; offset < inside.length;) {
    const { length, value } = characterAt(inside, offset, escapes);
    for (let unit = 0; unit < value.length; unit++) places.push(start + offset);
    text += value;
    offset += length;
  }
  places.push(end);
  return {
    text,
    placeOf: (offset) => places[Math.max(0, Math.min(offset, places.length - 1))] ?? end,
    takes: (span, replacement) => !/['\\]/.test(replacement) && (places[span.end] ?? 0) - (places[span.start] ?? 0) === span.end - span.start,
  };
}

const simpleEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** One character as it is written and what it stands for (section 4.1.2.2 of the manual). Bytes of several characters are not put together: the text then differs from the parser's. */
function characterAt(inside: string, offset: number, escapes: boolean): { readonly length: number; readonly value: string } {
  const character = inside.charAt(offset);
  if (character === "'") return { length: 2, value: "'" };
  if (character !== '\\' || !escapes) return { length: 1, value: character };
  const coded = /^\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(inside.slice(offset, offset + 10));
  if (coded === null) return { length: 2, value: simpleEscapes[inside.charAt(offset + 1)] ?? inside.charAt(offset + 1) };
  const code = coded[1] === undefined ? Number.parseInt(coded[2] ?? coded[3] ?? coded[4] ?? '0', 16) : Number.parseInt(coded[1], 8);
  return { length: coded[0].length, value: code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code) };
}
