import type { ExpectedTokens } from '../core/host';
import { isSpace, readToken } from '../core/sql/tokens';

/** More than this does not help a reader. */
const maximalTokens = 6;
/** The second grammar is written in JavaScript and slow on long texts. */
const maximalLength = 20_000;

/**
 * Explains a syntax error with the grammar of pgsql-ast-parser, which is loaded on first use.
 * It knows less than PostgreSQL, so it only speaks where it stops at the very place where PostgreSQL did.
 */
export function createExpectedTokens(): ExpectedTokens {
  return {
    async expectedAt(sql, offset) {
      if (sql.length > maximalLength) return [];
      const { parse } = await import('pgsql-ast-parser');
      try {
        parse(sql);
        return [];
      } catch (error) {
        return expectedFrom(error, sql, offset);
      }
    },
  };
}

function expectedFrom(error: unknown, sql: string, offset: number): readonly string[] {
  if (!(error instanceof Error) || !stoppedAt(error, sql, offset)) return [];
  const names = [...error.message.matchAll(/^ *- An? "([^"]+)" token/gm)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const readable = [...new Set(names.flatMap((name) => readableToken(name) ?? []))];
  const written = [wordAt(sql, offset), wordBefore(sql, offset)].filter((word) => word !== '');
  return readable
    .map((token, index) => ({ token, index, distance: Math.min(...written.map((word) => closeness(word, token))) }))
    .toSorted((a, b) => a.distance - b.distance || a.index - b.index)
    .slice(0, maximalTokens)
    .map(({ token }) => token);
}

/** Errors of the grammar carry the token they stumbled over; at the end of the text there is none. */
function stoppedAt(error: Error, sql: string, offset: number): boolean {
  const token: unknown = 'token' in error ? error.token : undefined;
  const at = typeof token === 'object' && token !== null && 'offset' in token ? token.offset : undefined;
  if (typeof at === 'number') return at === offset;
  return /unexpected end/i.test(error.message) && sql.slice(offset).trim() === '';
}

const symbols: Readonly<Record<string, string>> = {
  comma: ',', lparen: '(', rparen: ')', lbracket: '[', rbracket: ']', semicolon: ';', dot: '.', star: '*', op_eq: '=', op_plus: '+',
  op_minus: '-', op_cast: '::', word: 'a name', quoted_word: 'a name', int: 'a number', float: 'a number', string: 'a text in single quotes',
  eString: 'a text in single quotes', qparam: 'a parameter',
};

/** Tokens without an entry and without `kw_` are inner details of that grammar. */
function readableToken(name: string): string | undefined {
  return name.startsWith('kw_') ? name.slice(3).toUpperCase() : symbols[name];
}

function wordAt(sql: string, offset: number): string {
  const token = readToken(sql, offset);
  return token?.kind === 'word' ? sql.slice(token.start, token.end) : '';
}

function wordBefore(sql: string, offset: number): string {
  let end = offset;
  while (end > 0 && isSpace(sql.charCodeAt(end - 1))) end--;
  return /[A-Za-z_]*$/.exec(sql.slice(Math.max(0, end - 40), end))?.[0] ?? '';
}

/** 0 and 1 edits apart count as a slip of the finger; anything further is all the same. */
function closeness(word: string, token: string): number {
  const edits = editDistance(word.toUpperCase(), token);
  return edits <= Math.max(1, Math.floor(token.length / 3)) ? edits : Number.MAX_SAFE_INTEGER;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a.charAt(row - 1) === b.charAt(column - 1) ? 0 : 1;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
