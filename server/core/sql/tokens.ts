import type { Span } from '../text/span';

/**
 * `word`: an identifier or keyword without quotes. `quoted-identifier`: "…" or U&"…".
 * `string`: every kind of literal in single quotes. `dollar-string`: $tag$…$tag$.
 * `punctuation`: one of `( ) [ ] , ; . :`, also `::`, `..` and `:=`. `unknown`: one character that no PostgreSQL token can start with, such as `{` or `\`.
 */
export type TokenKind =
  | 'word' | 'quoted-identifier' | 'string' | 'dollar-string' | 'number' | 'parameter'
  | 'operator' | 'punctuation' | 'comment' | 'unknown';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** True where the text ends before the closing quote or comment end. */
  readonly unclosed: boolean;
}

const newline = 10;
const carriageReturn = 13;
const doubleQuote = 34;
const dollar = 36;
const singleQuote = 39;
const asterisk = 42;
const plus = 43;
const minus = 45;
const dot = 46;
const slash = 47;
const colon = 58;
const equals = 61;
const backslash = 92;
const underscore = 95;

const operatorCharacters = codesOf('~!@#^&|`?+-*/%<>=');
/** An operator may end in + or - only where it has one of these (PostgreSQL manual, 4.1.3). */
const keepsTrailingSign = codesOf('~!@#^&|`?%');
const punctuationCharacters = codesOf('()[],;.:');

function codesOf(characters: string): readonly boolean[] {
  return Array.from({ length: 128 }, (_, code) => characters.includes(String.fromCharCode(code)));
}

/** PostgreSQL's own list of white space; a non-breaking space is part of an identifier for it. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter, `_`, or any character outside ASCII. */
export function isIdentifierStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === underscore || code >= 128;
}

export function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code) || code === dollar;
}

/** By code: ASCII characters that may be inside an identifier. */
const identifierParts = Uint8Array.from({ length: 128 }, (_, code) => (isIdentifierPart(code) ? 1 : 0));

/** Reads the token at or after `offset`; undefined where only white space is left. Never throws, whatever the text. */
export function readToken(text: string, offset: number): Token | undefined {
  let start = offset;
  let code = text.charCodeAt(start);
  // As `isSpace` says it: this runs for every character between tokens, mostly in code that is not optimized yet.
  while (code === 32 || (code >= 9 && code <= 13)) code = text.charCodeAt(++start);
  if (start >= text.length) return undefined;
  if (isIdentifierStart(code)) return readWord(text, start, code);
  if (isDigit(code) || (code === dot && isDigit(text.charCodeAt(start + 1)))) return token('number', start, endOfNumber(text, start));
  if (code === singleQuote) return readQuoted(text, start, start, 'string');
  if (code === doubleQuote) return readQuoted(text, start, start, 'quoted-identifier');
  if (code === dollar) return readDollar(text, start);
  if (code === minus && text.charCodeAt(start + 1) === minus) return token('comment', start, endOfLine(text, start));
  if (code === slash && text.charCodeAt(start + 1) === asterisk) return readBlockComment(text, start);
  if (operatorCharacters[code] === true) return token('operator', start, endOfOperator(text, start));
  if (punctuationCharacters[code] === true) return token('punctuation', start, endOfPunctuation(text, start, code));
  return token('unknown', start, start + 1);
}

/** All tokens of a text, comments among them. */
export function tokenize(text: string, from = 0): readonly Token[] {
  const tokens: Token[] = [];
  for (let next = readToken(text, from); next !== undefined; next = readToken(text, next.end)) tokens.push(next);
  return tokens;
}

/** The offset of the line break at or after `offset`; the end of the text, or `limit`, where none comes before it. */
export function endOfLine(text: string, offset: number, limit = text.length): number {
  let end = offset;
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (code === newline || code === carriageReturn) break;
    end++;
  }
  return end;
}

function token(kind: TokenKind, start: number, end: number, unclosed = false): Token {
  return { kind, start, end, unclosed };
}

/** Words, and the literals whose first letter says how they are to be read: E'' B'' X'' N'' U&'' U&"". */
function readWord(text: string, start: number, code: number): Token {
  const next = text.charCodeAt(start + 1);
  const letter = code | 32;
  if (next === singleQuote) {
    if (letter === 101) return readEscapeString(text, start);
    if (letter === 98 || letter === 120 || letter === 110) return readQuoted(text, start, start + 1, 'string');
  }
  if (letter === 117 && next === 38) {
    const quote = text.charCodeAt(start + 2);
    if (quote === singleQuote) return readQuoted(text, start, start + 2, 'string');
    if (quote === doubleQuote) return readQuoted(text, start, start + 2, 'quoted-identifier');
  }
  let end = start + 1;
  for (let part = next; part >= 128 || identifierParts[part] === 1; part = text.charCodeAt(end)) end++;
  return token('word', start, end);
}

/** A quote is doubled to stand for itself; a backslash is an ordinary character (standard_conforming_strings is on). */
function readQuoted(text: string, start: number, opening: number, kind: TokenKind): Token {
  const quote = text.charAt(opening);
  let from = opening + 1;
  for (;;) {
    const closing = text.indexOf(quote, from);
    if (closing < 0) return token(kind, start, text.length, true);
    if (text.charAt(closing + 1) !== quote) return token(kind, start, closing + 1);
    from = closing + 2;
  }
}

/** E'…' : a backslash takes the next character with it, also in the parts that follow after a line break. */
function readEscapeString(text: string, start: number): Token {
  let offset = start + 2;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === backslash) offset += 2;
    else if (code !== singleQuote) offset++;
    else if (text.charCodeAt(offset + 1) === singleQuote) offset += 2;
    else {
      const continued = continuationOf(text, offset + 1);
      if (continued === undefined) return token('string', start, offset + 1);
      offset = continued;
    }
  }
  return token('string', start, text.length, true);
}

/** Literals that are parted by nothing but white space with a line break are one literal (manual, 4.1.2.1). */
function continuationOf(text: string, from: number): number | undefined {
  let broken = false;
  for (let offset = from; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === newline || code === carriageReturn) broken = true;
    else if (code === singleQuote) return broken ? offset + 1 : undefined;
    else if (!isSpace(code)) return undefined;
  }
  return undefined;
}

function readDollar(text: string, start: number): Token {
  let end = start + 1;
  const first = text.charCodeAt(end);
  if (isDigit(first)) {
    while (isDigit(text.charCodeAt(end))) end++;
    return token('parameter', start, end);
  }
  if (isIdentifierStart(first)) {
    while (end < text.length && text.charCodeAt(end) !== dollar && isIdentifierPart(text.charCodeAt(end))) end++;
  }
  if (text.charCodeAt(end) !== dollar) return token('unknown', start, start + 1);
  const tag = text.slice(start, end + 1);
  const closing = text.indexOf(tag, end + 1);
  if (closing < 0) return token('dollar-string', start, text.length, true);
  return token('dollar-string', start, closing + tag.length);
}

function readBlockComment(text: string, start: number): Token {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start + 2;
  let depth = 1;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return token('comment', start, mark.lastIndex);
  }
  return token('comment', start, text.length, true);
}

function endOfOperator(text: string, start: number): number {
  let end = start;
  let maySign = false;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (operatorCharacters[code] !== true) break;
    const next = text.charCodeAt(end + 1);
    if (end > start && ((code === minus && next === minus) || (code === slash && next === asterisk))) break;
    if (keepsTrailingSign[code] === true) maySign = true;
    end++;
  }
  return maySign ? end : withoutTrailingSigns(text, start, end);
}

function endOfPunctuation(text: string, start: number, code: number): number {
  const next = text.charCodeAt(start + 1);
  if (code === colon && (next === colon || next === equals)) return start + 2;
  if (code === dot && next === dot) return start + 2;
  return start + 1;
}

function withoutTrailingSigns(text: string, start: number, from: number): number {
  let end = from;
  while (end > start + 1) {
    const last = text.charCodeAt(end - 1);
    if (last !== plus && last !== minus) break;
    end--;
  }
  return end;
}

/** Digits with `_` between them, a fraction, an exponent; 0x, 0o and 0b integers. `1..2` is a number and two dots. */
function endOfNumber(text: string, start: number): number {
  const based = /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+/y;
  based.lastIndex = start;
  if (based.test(text)) return based.lastIndex;
  const decimal = /(?:\d(?:_?\d)*(?:\.(?!\.)(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
  decimal.lastIndex = start;
  return decimal.test(text) ? decimal.lastIndex : start + 1;
}

/** True where the token is the punctuation or operator `what`. */
export function isSymbol(text: string, candidate: Token | undefined, what: string): boolean {
  return candidate !== undefined && (candidate.kind === 'punctuation' || candidate.kind === 'operator' || candidate.kind === 'unknown')
    && candidate.end - candidate.start === what.length && text.startsWith(what, candidate.start);
}

/** True where the token is the unquoted word `word` (given in lower case), in any case. */
export function isWord(text: string, candidate: Token | undefined, word: string): boolean {
  return candidate !== undefined && candidate.kind === 'word' && candidate.end - candidate.start === word.length
    && text.slice(candidate.start, candidate.end).toLowerCase() === word;
}
