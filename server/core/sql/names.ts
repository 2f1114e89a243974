import type { Node, RangeVar } from '@pgsql/types';
import type { Reference } from '../catalog/model';
import { utf8ByteLength } from '../text/utf8';
import { quotedKeywords } from './keywords';
import { isSymbol, tokenize } from './tokens';
import type { Token } from './tokens';

/** PostgreSQL keeps this many bytes of a name (NAMEDATALEN - 1). */
export const maximalNameBytes = 63;

/** A stored name as it must be written: in quotes where it is a keyword or would be folded or misread without. */
export function quoteIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_$]*$/.test(name) && !quotedKeywords.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** `schema.name` or `name`, each part quoted where needed. */
export function formatName(name: Reference): string {
  if (name.schema === undefined || name.schema === '') return quoteIdentifier(name.name);
  return `${quoteIdentifier(name.schema)}.${quoteIdentifier(name.name)}`;
}

/**
 * An identifier without quotes as it is stored: ASCII letters in lower case (what PostgreSQL does in a UTF-8 database), cut to 63 bytes.
 */
export function foldIdentifier(identifier: string): string {
  return truncateIdentifier(identifier.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** Cut to 63 bytes of UTF-8 without cutting a character in two, as PostgreSQL does with longer names. */
export function truncateIdentifier(name: string): string {
  if (name.length * 3 <= maximalNameBytes || utf8ByteLength(name) <= maximalNameBytes) return name;
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += utf8ByteLength(character);
    if (bytes > maximalNameBytes) break;
    kept += character;
  }
  return kept;
}

/** The name in a `RangeVar`; the parser has folded it already. */
export function referenceOf(range: RangeVar): Reference {
  const name = range.relname ?? '';
  return range.schemaname === undefined || range.schemaname === '' ? { name } : { schema: range.schemaname, name };
}

/** The strings of a list of `String` nodes, such as `FuncCall.funcname` or `ColumnRef.fields`; `A_Star` is left out. */
export function namesOf(list: readonly Node[] | undefined): readonly string[] {
  const names: string[] = [];
  if (list === undefined) return names;
  for (const node of list) {
    // Reading the field of whatever node it is takes less time than asking for it first.
    const value = (node as { readonly String?: { readonly sval?: string } }).String?.sval;
    if (value !== undefined) names.push(value);
  }
  return names;
}

/** A qualified name given as a list of `String` nodes (`DropStmt.objects`, `TypeName.names`, …); a database name in front is left out. */
export function referenceOfList(list: readonly Node[] | undefined): Reference | undefined {
  return referenceOfParts(namesOf(list));
}

function referenceOfParts(parts: readonly string[]): Reference | undefined {
  const name = parts.at(-1);
  const schema = parts.at(-2);
  if (name === undefined) return undefined;
  return schema === undefined ? { name } : { schema, name };
}

/**
 * Reads names as written in SQL or settings: `a, "B c".d` gives two references. Undefined where the text is anything else than
 * names of one to three parts with commas between.
 */
export function parseNameList(text: string): readonly Reference[] | undefined {
  const references: Reference[] = [];
  let parts: string[] = [];
  let expectsName = true;
  for (const token of tokenize(text)) {
    if (expectsName) {
      const name = identifierOf(text, token);
      if (name === undefined) return undefined;
      parts.push(name);
      expectsName = false;
    } else if (isSymbol(text, token, '.') && parts.length < 3) {
      expectsName = true;
    } else if (isSymbol(text, token, ',')) {
      references.push(...present(referenceOfParts(parts)));
      parts = [];
      expectsName = true;
    } else {
      return undefined;
    }
  }
  if (expectsName) return undefined;
  references.push(...present(referenceOfParts(parts)));
  return references;
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** The stored name that a token stands for; undefined where it is no identifier or its quote never closes. */
export function identifierOf(text: string, token: Token): string | undefined {
  const written = text.slice(token.start, token.end);
  if (token.kind === 'word') return foldIdentifier(written);
  if (token.kind !== 'quoted-identifier' || token.unclosed) return undefined;
  const opening = written.indexOf('"');
  const content = written.slice(opening + 1, -1).replaceAll('""', '"');
  return truncateIdentifier(opening === 0 ? content : unescapeUnicode(content));
}

/** `\0041` and `\+000041` in U&"…"; `\\` is a backslash. A code point that does not exist stays as written. */
function unescapeUnicode(content: string): string {
  return content.replace(/\\(?:\\|\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))/g, (whole, long: string | undefined, short: string | undefined) => {
    const digits = long ?? short;
    if (digits === undefined) return '\\';
    const codePoint = Number.parseInt(digits, 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
}
