import { isAscii, utf8ByteLength } from '../text/utf8';
import type { Catalog } from './catalog';
import type { QualifiedName, Relation } from './model';

/** NAMEDATALEN - 1 of a normal build. */
const longestName = 63;

/** What PostgreSQL makes a name of: `parts` joined by `_`, then the label; `shop_orders` + `user_id` + `idx`. */
export interface NameParts {
  readonly relation: QualifiedName;
  /** Between the relation's name and the label; undefined for a primary key. */
  readonly addition: string | undefined;
  readonly label: string;
}

/** A table that the catalog does not know yet, and so not the names either that it has taken. */
export type Draft = Pick<Relation, 'name' | 'indexes' | 'constraints'>;

/** The name of an index or sequence that was given none. `ChooseRelationName` in src/backend/commands/indexcmds.c. */
export function chooseRelationName(catalog: Catalog, parts: NameParts, isConstraint: boolean, draft?: Draft): string {
  const { schema } = parts.relation;
  return firstFree(parts, (name) =>
    catalog.isRelationNameTaken({ schema, name }) || draft?.name === name || hasName(draft?.indexes, name)
      || (isConstraint && (catalog.isConstraintNameTaken({ schema, name }) || hasName(draft?.constraints, name))));
}

/** The name of a check, foreign key or not-null constraint that was given none. `ChooseConstraintName` in src/backend/catalog/pg_constraint.c. */
export function chooseConstraintName(catalog: Catalog, parts: NameParts, draft?: Draft): string {
  return firstFree(parts, (name) => catalog.isConstraintNameTaken({ schema: parts.relation.schema, name }) || hasName(draft?.constraints, name));
}

function hasName(list: readonly { readonly name: string }[] | undefined, wanted: string): boolean {
  return list?.some(({ name }) => name === wanted) === true;
}

/** Column names joined as PostgreSQL joins them for a name: it stops once there are 63 bytes or more. */
export function joinColumns(columns: readonly string[]): string {
  let joined = '';
  for (const column of columns) {
    joined += (joined === '' ? '' : '_') + column;
    if (joined.length * 3 > longestName && utf8ByteLength(joined) > longestName) break;
  }
  return joined;
}

/** Names of index columns, made unique within the index: an expression is named as a select list would name it. `ChooseIndexColumnNames`. */
export function uniqueColumnNames(names: readonly string[]): readonly string[] {
  const unique: string[] = [];
  for (const name of names) {
    let candidate = name;
    for (let number = 1; unique.includes(candidate); number += 1) candidate = clip(name, longestName - String(number).length) + number;
    unique.push(candidate);
  }
  return unique;
}

/** An identifier as PostgreSQL stores it: cut to 63 bytes. */
export function truncateName(name: string): string {
  return clip(name, longestName);
}

function firstFree({ relation, addition, label }: NameParts, isTaken: (name: string) => boolean): string {
  for (let pass = 0; ; pass += 1) {
    const name = makeObjectName(relation.name, addition, pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name)) return name;
  }
}

/** `makeObjectName` in src/backend/commands/indexcmds.c: the longer of the two names loses bytes until all fits. */
function makeObjectName(first: string, second: string | undefined, label: string): string {
  const whole = second === undefined ? `${first}_${label}` : `${first}_${second}_${label}`;
  if (whole.length * 3 <= longestName || (whole.length <= longestName && isAscii(whole))) return whole;
  const overhead = utf8ByteLength(label) + 1 + (second === undefined ? 0 : 1);
  let firstLength = utf8ByteLength(first);
  let secondLength = second === undefined ? 0 : utf8ByteLength(second);
  while (firstLength + secondLength > longestName - overhead) {
    if (firstLength > secondLength) firstLength -= 1;
    else secondLength -= 1;
  }
  const parts = [clip(first, firstLength), ...(second === undefined ? [] : [clip(second, secondLength)]), label];
  return parts.join('_');
}


/** Cuts to at most `limit` bytes without splitting a character. */
function clip(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text;
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > limit) return kept;
    kept += character;
  }
  return kept;
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
