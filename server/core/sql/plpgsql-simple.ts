import type { Span } from '../text/span';
import { closingIndex } from './find';
import type { BodyCursor } from './plpgsql-cursor';

export type Read = (cursor: BodyCursor) => void;

/** `name := …`, `record.field = …`, `list[1] := …`. */
export function readAssignment(cursor: BodyCursor): boolean {
  if (cursor.name === undefined) return false;
  const start = cursor.at;
  let index = start + 1;
  for (;;) {
    cursor.at = index;
    if (cursor.isSymbol('.')) index += 2;
    else if (cursor.isSymbol('[')) index = (closingIndex(cursor.tokens, index) ?? cursor.tokens.list.length) + 1;
    else break;
  }
  if (!cursor.isSymbol(':=') && !cursor.isSymbol('=')) {
    cursor.at = start;
    return false;
  }
  cursor.at += 1;
  cursor.plain = false;
  cursor.expression(';');
  return true;
}

/** A statement of SQL, to its semicolon; INTO of PL/pgSQL is told from that of INSERT, MERGE and IMPORT as PostgreSQL does it. */
export function readSql(cursor: BodyCursor): void {
  const first = cursor.at;
  if (cursor.name === undefined || strays.has(cursor.word ?? '')) return cursor.fail();
  const imports = cursor.word === 'import';
  let depth = 0;
  let into: Span | undefined;
  while (cursor.token !== undefined && (depth > 0 || !cursor.isSymbol(';'))) {
    if (cursor.isSymbol('(')) depth += 1;
    if (cursor.isSymbol(')')) depth -= 1;
    if (depth < 0) return cursor.fail('mismatched parentheses');
    const before = cursor.wordAfter(-1);
    if (cursor.at > first && cursor.word === 'into' && before !== 'insert' && before !== 'merge' && !imports) {
      if (into !== undefined) return cursor.fail('INTO specified more than once');
      into = readInto(cursor);
    } else cursor.at += 1;
  }
  if (cursor.token === undefined) return cursor.fail();
  if (into !== undefined) cursor.plain = false;
  cursor.add('statement', cursor.passed(first), into);
}

function readInto(cursor: BodyCursor): Span | undefined {
  const first = cursor.at;
  cursor.at += 1;
  cursor.acceptWord('strict');
  for (;;) {
    if (cursor.name === undefined) return void cursor.fail();
    cursor.at += 1;
    while (cursor.isSymbol('.')) cursor.at += 2;
    if (!cursor.isSymbol(',')) return cursor.passed(first);
    cursor.at += 1;
  }
}

/** Reserved words of PL/pgSQL that begin no statement. */
const strays: ReadonlySet<string> = new Set(['end', 'else', 'elsif', 'elseif', 'then', 'when', 'exception', 'using', 'into', 'in', 'by', 'to', 'from', 'or', 'not', 'all']);

/** Statements of PL/pgSQL with no statement in them. */
export const simpleReaders: Readonly<Record<string, Read>> = {
  exit: readExit,
  continue: readExit,
  return: readReturn,
  raise: readRaise,
  assert(cursor) {
    cursor.at += 1;
    readList(cursor, ';');
  },
  get: (cursor) => cursor.skipTo(),
  open: readOpen,
  fetch: (cursor) => cursor.skipTo(),
  move: (cursor) => cursor.skipTo(),
  close: (cursor) => cursor.skipTo(),
  null(cursor) {
    cursor.at += 1;
  },
  perform: (cursor) => cursor.add('perform', cursor.upTo(';')),
  execute: (cursor) => readExecute(cursor),
  commit: readTransactionEnd,
  rollback: readTransactionEnd,
};

function readTransactionEnd(cursor: BodyCursor): void {
  cursor.controlsTransaction = true;
  cursor.skipTo();
}

function readExit(cursor: BodyCursor): void {
  cursor.at += 1;
  if (cursor.word !== 'when' && cursor.name !== undefined) cursor.at += 1;
  if (cursor.acceptWord('when')) cursor.expression(';');
}

function readReturn(cursor: BodyCursor): void {
  cursor.at += 1;
  if (cursor.isSymbol(';')) return;
  if (cursor.acceptWord('query')) {
    if (cursor.word === 'execute') readExecute(cursor);
    else cursor.add('query', cursor.upTo(';'));
    return;
  }
  if (cursor.acceptWord('next') && cursor.isSymbol(';')) return;
  cursor.expression(';');
}

/** Expressions with commas between, to one of these ends. */
function readList(cursor: BodyCursor, ...ends: readonly string[]): void {
  do cursor.expression(...ends, ',');
  while (cursor.acceptSymbol(','));
}

const raiseLevels: ReadonlySet<string> = new Set(['debug', 'log', 'info', 'notice', 'warning', 'exception']);

function readRaise(cursor: BodyCursor): void {
  cursor.at += 1;
  if (raiseLevels.has(cursor.word ?? '')) cursor.at += 1;
  if (cursor.token?.kind === 'string' || cursor.token?.kind === 'dollar-string') {
    while (cursor.token?.kind === 'string' || cursor.token?.kind === 'dollar-string') cursor.at += 1;
    if (cursor.isSymbol(',')) {
      cursor.at += 1;
      readList(cursor, ';', 'using');
    }
  } else if (cursor.acceptWord('sqlstate')) cursor.at += 1;
  else if (cursor.word !== 'using' && cursor.name !== undefined) cursor.at += 1;
  if (!cursor.acceptWord('using')) return;
  do {
    cursor.at += 1;
    if (!cursor.acceptSymbol('=') && !cursor.acceptSymbol(':=')) return cursor.fail();
    cursor.expression(';', ',');
  } while (cursor.acceptSymbol(','));
}

function readOpen(cursor: BodyCursor): void {
  cursor.at += 2;
  if (cursor.isSymbol('(')) return cursor.skipTo();
  cursor.acceptWord('no');
  cursor.acceptWord('scroll');
  if (!cursor.acceptWord('for')) return;
  if (cursor.word === 'execute') readExecute(cursor);
  else cursor.add('query', cursor.upTo(';'));
}

/** EXECUTE with its INTO and USING, to the semicolon or the LOOP of a FOR. */
export function readExecute(cursor: BodyCursor, end = ';'): void {
  cursor.at += 1;
  const first = cursor.token;
  const command = cursor.upTo(end, 'into', 'using');
  if (command !== undefined) {
    const literal = first?.end === command.end && (first.kind === 'string' || first.kind === 'dollar-string');
    cursor.add(literal ? 'command' : 'expression', command);
    if (!literal) cursor.computed.push(command);
  }
  while (cursor.word === 'into' || cursor.word === 'using') {
    if (cursor.word === 'into') readInto(cursor);
    else {
      cursor.at += 1;
      readList(cursor, end, 'into');
    }
  }
}
