import type { Node, RangeVar } from '@pgsql/types';
import type { Statement } from '../../document/statement';
import { referenceOf } from '../../sql/names';
import type { Span } from '../../text/span';
import { temporarySchema, type Catalog } from '../catalog';
import type { Origin, QualifiedName, Reference, Relation } from '../model';
import type { Scope } from '../bodies/scope';
import { noParts } from '../relation-parts';

/** One statement on its way into the catalog. */
export interface Change {
  readonly catalog: Catalog;
  readonly statement: Statement;
  readonly at: StatementPlace;
  /** Set for ALTER TABLE ONLY. */
  readonly only?: true;
  /** Set while a table is made that the catalog does not know yet: it is put there once, with all that it begins with. */
  readonly draft?: true;
  /** Set inside the body of a function or block; what is made there has the whole outer statement for its place. */
  readonly body?: {
    readonly depth: number;
    readonly budget: { left: number };
    readonly scope: Scope;
  };
}

export interface StatementPlace {
  readonly file: string;
  /** Index of the statement in the file. */
  readonly statement: number;
}

const identifier = String.raw`(?:"(?:[^"]|"")*"|[\p{L}\p{N}_$]+)`;
const writtenName = new RegExp(String.raw`(?:constraint\s+)?${identifier}(?:\s*\.\s*${identifier})*`, 'iuy');

/** `location` is where the parser says the thing starts; the span runs to the end of the name that stands there. */
export function originAt(change: Change, location: number | undefined): Origin {
  const { text } = change.statement;
  const { file, statement } = change.at;
  return { file, statement, span: change.body === undefined ? nameSpan(text, location) : { start: 0, end: text.length } };
}

function nameSpan(text: string, location: number | undefined): Span {
  if (location === undefined && !/^["\p{L}_]/u.test(text)) return { start: 0, end: text.length };
  const end = location === undefined || location < 0 ? undefined : endOfPlainName(text, location);
  if (location !== undefined && end !== undefined) return { start: location, end };
  writtenName.lastIndex = location ?? 0;
  const match = location === undefined || location < 0 ? null : writtenName.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : { start: 0, end: text.length };
}

/** Most names are one ASCII word, which is found without the pattern. undefined for all that is more or may be. */
function endOfPlainName(text: string, start: number): number | undefined {
  let end = start;
  while (isWordCode(text.charCodeAt(end))) end += 1;
  if (end === start || (end - start === constraintWord.length && text.slice(start, end).toLowerCase() === constraintWord)) return undefined;
  let next = text.charCodeAt(end);
  for (let at = end; next === 0x20 || (next >= 0x09 && next <= 0x0d);) next = text.charCodeAt(++at);
  return next === dot || next >= 0x80 ? undefined : end;
}

const constraintWord = 'constraint';
const dot = 0x2e;

/** `a-z`, `A-Z`, `0-9`, `_` and `$`. */
function isWordCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x24;
}

export function referenceOfRange(range: RangeVar | undefined): Reference | undefined {
  return range?.relname === undefined ? undefined : referenceOf(range);
}

/** The items of a `List` node. */
export function items(node: Node | undefined): readonly Node[] {
  return node && 'List' in node ? (node.List.items ?? []) : [];
}

export function sameName(a: { readonly schema: string; readonly name: string }, b: { readonly schema: string; readonly name: string }): boolean {
  return a.name === b.name && a.schema === b.schema;
}

/** The relation as known, or a table of unknown columns: what is altered or indexed exists, even where the history does not show who made it. */
export function relationToChange(change: Change, reference: Reference, location: number | undefined): Relation {
  const known = change.catalog.relation(reference);
  if (known) return known;
  const assumed: Relation = {
    ...noParts, ...change.catalog.resolve(reference), kind: 'table', columns: [], columnsKnown: false, temporary: false, filled: true, assumed: true, origin: originAt(change, location),
  };
  change.catalog.putRelation(assumed);
  return assumed;
}

/** Where a CREATE puts a relation; undefined where the parser gives no name. */
export function newName(change: Change, range: RangeVar | undefined): QualifiedName | undefined {
  const reference = referenceOfRange(range);
  if (!reference) return undefined;
  const temporary = range?.relpersistence === 't' || reference.schema === 'pg_temp';
  return temporary ? { schema: temporarySchema, name: reference.name } : change.catalog.resolveNew(reference);
}
