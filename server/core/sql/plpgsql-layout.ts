import { closingIndex, wordAt } from './find';
import { BodyCursor, type BodyLayout } from './plpgsql-cursor';
import { readAssignment, readExecute, readSql, simpleReaders, type Read } from './plpgsql-simple';

/**
 * Finds the SQL in a PL/pgSQL body, with its places, by the same means as PostgreSQL's own reader (src/pl/plpgsql/src/pl_gram.y): the
 * statements are told by their words, and what is SQL runs to the next word or semicolon that ends it outside of parentheses.
 */
export function layoutOf(body: string): BodyLayout {
  const cursor = new BodyCursor(body);
  while (cursor.isSymbol('#')) skipOption(cursor);
  readBlock(cursor);
  cursor.acceptSymbol(';');
  if (cursor.token !== undefined) cursor.fail();
  const { parts, statements, variables, labels, computed, controlsTransaction, plain, error } = cursor;
  return { parts, statements, variables, labels, computed, controlsTransaction, plain: plain && error === undefined, error };
}

/** `#variable_conflict use_column` and its like. */
function skipOption(cursor: BodyCursor): void {
  cursor.at += cursor.wordAfter(1) === 'option' || cursor.wordAfter(1) === 'print_strict_params' || cursor.wordAfter(1) === 'variable_conflict' ? 3 : 2;
}

function readLabels(cursor: BodyCursor): void {
  while (cursor.isSymbol('<<')) {
    cursor.at += 1;
    const { name } = cursor;
    if (name !== undefined) cursor.labels.add(name);
    cursor.at += 1;
    if (!cursor.acceptSymbol('>>')) cursor.fail();
  }
}

function readBlock(cursor: BodyCursor): void {
  readLabels(cursor);
  if (cursor.word === 'declare') readDeclarations(cursor);
  cursor.expectWord('begin');
  readStatements(cursor, ['end', 'exception']);
  if (cursor.acceptWord('exception')) {
    cursor.plain = false;
    if (cursor.word !== 'when') cursor.fail();
    while (cursor.acceptWord('when')) {
      cursor.skipTo('then');
      cursor.expectWord('then');
      readStatements(cursor, ['when', 'end']);
    }
  }
  cursor.expectWord('end');
  if (cursor.name !== undefined) cursor.at += 1;
}

function readDeclarations(cursor: BodyCursor): void {
  cursor.plain = false;
  while (cursor.token !== undefined && cursor.word !== 'begin') {
    if (cursor.acceptWord('declare')) continue;
    if (cursor.isSymbol('<<')) return cursor.fail('block label must be placed before DECLARE, not after');
    const start = cursor.token.start;
    const { name = '' } = cursor;
    cursor.declare();
    readDeclaration(cursor, name);
    cursor.expectSemicolon();
    endStatement(cursor, start);
  }
}

function readDeclaration(cursor: BodyCursor, name: string): void {
  if (cursor.acceptWord('alias')) return cursor.skipTo();
  if (cursor.word === 'cursor' || (cursor.word === 'scroll' && cursor.wordAfter(1) === 'cursor') || (cursor.word === 'no' && cursor.wordAfter(1) === 'scroll')) return readCursor(cursor, name);
  cursor.acceptWord('constant');
  readType(cursor);
  if (cursor.acceptWord('collate')) do cursor.at += 1; while (cursor.acceptSymbol('.'));
  if (cursor.acceptWord('not')) cursor.expectWord('null');
  if (cursor.acceptWord('default') || cursor.acceptSymbol(':=') || cursor.acceptSymbol('=')) cursor.expression(';');
}

function readType(cursor: BodyCursor): void {
  const first = cursor.at;
  for (let depth = 0; cursor.token !== undefined && !cursor.isSymbol(';'); cursor.at += 1) {
    if (depth === 0 && (typeEnds.has(cursor.word ?? '') || cursor.isSymbol(':=') || cursor.isSymbol('='))) break;
    if (cursor.isSymbol('(') || cursor.isSymbol('[')) depth += 1;
    if (cursor.isSymbol(')') || cursor.isSymbol(']')) depth -= 1;
  }
  if (cursor.at === first) cursor.fail('missing data type declaration');
}

const typeEnds: ReadonlySet<string> = new Set(['collate', 'not', 'default', 'begin']);

function readCursor(cursor: BodyCursor, name: string): void {
  cursor.cursors.add(name);
  cursor.acceptWord('no');
  cursor.acceptWord('scroll');
  cursor.expectWord('cursor');
  if (cursor.isSymbol('(')) {
    const closing = closingIndex(cursor.tokens, cursor.at);
    if (closing === undefined) return cursor.fail();
    for (let first = true; cursor.at < closing; cursor.at += 1) {
      if (first || cursor.isSymbol(',')) {
        cursor.at += 1;
        if (cursor.name !== undefined) cursor.variables.add(cursor.name);
        cursor.at -= 1;
      }
      first = false;
    }
    cursor.at = closing + 1;
  }
  if (!cursor.acceptWord('for') && !cursor.acceptWord('is')) return cursor.fail();
  cursor.add('query', cursor.upTo(';'));
}

function endStatement(cursor: BodyCursor, start: number): void {
  const last = cursor.tokens.list[cursor.at - 1];
  if (cursor.error === undefined && last !== undefined) cursor.statements.push({ start, end: last.end });
}

function readStatements(cursor: BodyCursor, ends: readonly string[]): void {
  while (cursor.token !== undefined && !ends.includes(cursor.word ?? '')) {
    const start = cursor.token.start;
    readLabels(cursor);
    readStatement(cursor);
    cursor.expectSemicolon();
    endStatement(cursor, start);
  }
  if (cursor.token === undefined) cursor.fail();
}

function readStatement(cursor: BodyCursor): void {
  if (readAssignment(cursor)) return;
  const word = cursor.word ?? '';
  const reader = Object.hasOwn(readers, word) ? readers[word] : undefined;
  if (reader === undefined) return readSql(cursor);
  cursor.plain = false;
  reader(cursor);
}

/** Statements with statements in them. */
const readers: Readonly<Record<string, Read>> = {
  ...simpleReaders,
  declare: readBlock,
  begin: readBlock,
  if: readIf,
  case: readCase,
  loop: readLoopBody,
  while(cursor) {
    cursor.at += 1;
    cursor.expression('loop');
    readLoopBody(cursor);
  },
  for: readFor,
  foreach(cursor) {
    cursor.at += 1;
    cursor.skipTo('in');
    if (!cursor.acceptWord('in', 'array')) return cursor.fail();
    cursor.expression('loop');
    readLoopBody(cursor);
  },
};

function readIf(cursor: BodyCursor): void {
  do {
    cursor.at += 1;
    cursor.expression('then');
    cursor.expectWord('then');
    readStatements(cursor, ['elsif', 'elseif', 'else', 'end']);
  } while (cursor.word === 'elsif' || cursor.word === 'elseif');
  if (cursor.acceptWord('else')) readStatements(cursor, ['end']);
  cursor.expectWord('end');
  cursor.expectWord('if');
}

function readCase(cursor: BodyCursor): void {
  cursor.at += 1;
  if (cursor.word !== 'when') cursor.expression('when');
  while (cursor.acceptWord('when')) {
    cursor.expression('then');
    cursor.expectWord('then');
    readStatements(cursor, ['when', 'else', 'end']);
  }
  if (cursor.acceptWord('else')) readStatements(cursor, ['end']);
  cursor.expectWord('end');
  cursor.expectWord('case');
}

function readLoopBody(cursor: BodyCursor): void {
  cursor.expectWord('loop');
  readStatements(cursor, ['end']);
  cursor.expectWord('end');
  cursor.expectWord('loop');
  if (cursor.name !== undefined) cursor.at += 1;
}

function readFor(cursor: BodyCursor): void {
  cursor.at += 1;
  const { name } = cursor;
  cursor.skipTo('in');
  cursor.expectWord('in');
  const start = cursor.at;
  const reverse = cursor.acceptWord('reverse');
  if (cursor.word === 'execute') readExecute(cursor, 'loop');
  else {
    const first = cursor.at;
    const span = cursor.upTo('..', 'loop');
    if (cursor.isSymbol('..')) {
      if (name !== undefined) cursor.variables.add(name);
      cursor.add('expression', span);
      cursor.at += 1;
      cursor.expression('loop', 'by');
      if (cursor.acceptWord('by')) cursor.expression('loop');
    } else if (reverse && span !== undefined) {
      cursor.at = start;
      return cursor.fail();
    } else if (!isCursor(cursor, first)) cursor.add('query', span);
  }
  readLoopBody(cursor);
}

/** The name of a cursor variable, with arguments or without. */
function isCursor(cursor: BodyCursor, first: number): boolean {
  if (['select', 'values'].includes(wordAt(cursor.tokens, first) ?? '')) return false;
  const closing = closingIndex(cursor.tokens, first + 1) ?? first;
  return closing === cursor.at - 1;
}
