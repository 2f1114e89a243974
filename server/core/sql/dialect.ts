import type { Span } from '../text/span';
import { tokenize } from './tokens';
import type { Token } from './tokens';

export interface OtherDialect {
  readonly name: string;
  /** Of the file. */
  readonly evidence: Span;
}

/** What is needed of a placed statement. */
interface Candidate {
  readonly statement: { readonly kind: string; readonly text: string; readonly error: unknown };
  readonly span: Span;
}

interface Mark {
  readonly dialect: string;
  /** Matched where a token starts; what matches is the evidence. */
  readonly pattern: RegExp;
  /** Where the mark must stand to count. */
  readonly at: 'anywhere' | 'statement-start' | 'own-line';
  /** True where PostgreSQL reads it as something of its own, so that two different ones are needed. */
  readonly weak: boolean;
}

function mark(dialect: string, pattern: RegExp, at: Mark['at'] = 'anywhere'): Mark {
  return { dialect, pattern, at, weak: false };
}

function weakMark(dialect: string, pattern: RegExp, at: Mark['at'] = 'anywhere'): Mark {
  return { dialect, pattern, at, weak: true };
}

const marks: readonly Mark[] = [
  mark('T-SQL', /\[[A-Za-z_]\w*\]\s*\.\s*\[[A-Za-z_]\w*\]/iy),
  mark('T-SQL', /CREATE\s+TABLE\s+\[[A-Za-z_]\w*\]/iy, 'statement-start'),
  mark('T-SQL', /DECLARE\s+@\w+/iy, 'statement-start'),
  mark('T-SQL', /IDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)/iy),
  weakMark('T-SQL', /N?VARCHAR\s*\(\s*MAX\s*\)/iy),
  weakMark('T-SQL', /(?:UNIQUEIDENTIFIER|DATETIME2)\b/iy),
  weakMark('T-SQL', /NVARCHAR\s*\(\s*\d+\s*\)/iy),
  weakMark('T-SQL', /GO\b/iy, 'own-line'),
  mark('MySQL', /`[^`\r\n]+`/y),
  mark('MySQL', /ENGINE\s*=\s*(?:InnoDB|MyISAM|MEMORY|ARCHIVE)\b/iy),
  mark('MySQL', /DELIMITER\s+(?:\/\/|\$\$|;;)/iy, 'statement-start'),
  mark('MySQL', /AUTO_INCREMENT\b/iy),
  mark('SQLite', /PRAGMA\s+\w+/iy, 'statement-start'),
  mark('SQLite', /AUTOINCREMENT\b/iy),
  mark('SQLite', /WITHOUT\s+ROWID\b/iy),
  weakMark('Oracle', /N?VARCHAR2\s*\(/iy),
  weakMark('Oracle', /NUMBER\s*\(\s*\d+\s*(?:,\s*\d+\s*)?\)/iy),
  weakMark('Oracle', /\/(?!\*)/y, 'own-line'),
];

/** A quick look that never misses a mark, so that files without any cost next to nothing. */
const anyMark = /`|\[[A-Za-z_]|@|\bIDENTITY\s*\(\s*\d|VARCHAR\s*\(\s*MAX|NVARCHAR|VARCHAR2|UNIQUEIDENTIFIER|DATETIME2|^\s*GO\s*$|ENGINE\s*=|DELIMITER|AUTO_?INCREMENT|PRAGMA|ROWID|NUMBER\s*\(|^\s*\/\s*$/im;

/** False where the text of a statement alone tells that no mark of another dialect is in it. */
export function mayBeOtherDialect(text: string): boolean {
  return anyMark.test(text);
}

/**
 * The dialect of a file that is plainly not PostgreSQL, with the text that gives it away; undefined where there is doubt.
 * Only statements that PostgreSQL rejects are looked at, and in them only what stands outside quotes and comments.
 */
export function findOtherDialect(statements: Iterable<Candidate>): OtherDialect | undefined {
  const weak = new Map<string, { readonly mark: Mark; readonly evidence: Span }>();
  for (const { statement, span } of statements) {
    if (statement.kind !== 'sql' || !anyMark.test(statement.text) || statement.error === undefined) continue;
    for (const found of marksIn(statement.text)) {
      const evidence = { start: span.start + found.span.start, end: span.start + found.span.end };
      const { dialect } = found.mark;
      if (!found.mark.weak) return { name: dialect, evidence };
      const earlier = weak.get(dialect);
      if (earlier === undefined) weak.set(dialect, { mark: found.mark, evidence });
      else if (earlier.mark !== found.mark) return { name: dialect, evidence: earlier.evidence };
    }
  }
  return undefined;
}

function* marksIn(text: string): Generator<{ readonly mark: Mark; readonly span: Span }> {
  const tokens = tokenize(text).filter((token) => token.kind !== 'comment');
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'string' || token.kind === 'dollar-string' || token.kind === 'quoted-identifier') continue;
    for (const candidate of marks) {
      candidate.pattern.lastIndex = token.start;
      if (!candidate.pattern.test(text)) continue;
      const span = { start: token.start, end: candidate.pattern.lastIndex };
      if (standsRight(text, candidate, { tokens, index, span })) yield { mark: candidate, span };
    }
  }
}

function standsRight(text: string, { at }: Mark, place: { tokens: readonly Token[]; index: number; span: Span }): boolean {
  const { tokens, index, span } = place;
  if (at === 'anywhere') return true;
  if (at === 'statement-start') return index === 0 || isAloneFrom(text, tokens, index);
  return isAloneFrom(text, tokens, index) && /^[ \t]*(?:\r|\n|$)/.test(text.slice(span.end));
}

/** Nothing but white space stands before the token on its line. */
function isAloneFrom(text: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const previous = tokens[index - 1];
  if (token === undefined) return false;
  return previous === undefined || /[\r\n][ \t]*$/.test(text.slice(previous.end, token.start));
}
