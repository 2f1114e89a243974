import type { Span } from '../text/span';
import { statementKeywords } from './statement-keywords';
import { endOfLine, readToken } from './tokens';

/** psql commands that send the query they stand behind (psql manual, Meta-Commands). */
const sending: ReadonlySet<string> = new Set([
  'g', 'gx', 'gset', 'gexec', 'gdesc', 'crosstabview', 'watch', 'parse', 'bind', 'bind_named', 'sendpipeline',
]);

/** Inside a statement a backslash is a psql command at the start of a line, or where the command sends the statement. */
export function isPsqlCommandHere(text: string, backslash: number): boolean {
  if (sendsBuffer(text, backslash)) return true;
  let before = backslash - 1;
  while (before >= 0 && (text.charAt(before) === ' ' || text.charAt(before) === '\t')) before--;
  const atLineStart = before < 0 || text.charAt(before) === '\n' || text.charAt(before) === '\r';
  return atLineStart && /^\\[a-zA-Z!?]/.test(text.slice(backslash, backslash + 2));
}

export function sendsBuffer(text: string, backslash: number): boolean {
  const name = /^\\([a-z_]+)/.exec(text.slice(backslash, backslash + 20))?.[1];
  return name !== undefined && sending.has(name);
}

/**
 * The lines after the line of `COPY … FROM stdin;` up to and with the line `\.`.
 * Undefined where no such line follows, so that a COPY without data in the file does not hide what comes after it.
 */
export function findCopyData(text: string, afterSemicolon: number): Span | undefined {
  const lineEnd = endOfLine(text, afterSemicolon);
  const sameLine = readToken(text, afterSemicolon);
  if (sameLine !== undefined && sameLine.start < lineEnd && sameLine.kind !== 'comment') return undefined;
  const start = text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1;
  const marker = /^\\\.[ \t]*$/gm;
  marker.lastIndex = start;
  const found = marker.exec(text);
  return found === null ? undefined : { start, end: found.index + 2 };
}

/**
 * The offset right after a semicolon at a line's end, behind `from`, whose next line with content starts in its first column with a
 * statement keyword. Comment lines in between are passed over.
 */
export function findRestart(text: string, from: number): number | undefined {
  let afterSemicolon: number | undefined;
  for (let start = from; start < text.length;) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    if (afterSemicolon !== undefined && start > from && startsStatement(line)) return afterSemicolon;
    const code = line.replace(/--.*$/, '').trimEnd();
    if (code.endsWith(';')) afterSemicolon = start + code.length;
    else if (code !== '') afterSemicolon = undefined;
    start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return undefined;
}

function startsStatement(line: string): boolean {
  const word = /^[A-Za-z]+(?![A-Za-z0-9_$])/.exec(line)?.[0];
  return word !== undefined && statementKeywords.has(word.toLowerCase());
}
