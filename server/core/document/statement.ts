import type { Node } from '@pgsql/types';
import type { BodyReader } from '../sql/body-reader';
import type { Span } from '../text/span';

/** `psql`: a backslash command. `copy-data`: the lines after `COPY … FROM stdin`. Neither is SQL, neither is parsed. */
export type StatementKind = 'sql' | 'psql' | 'copy-data';

export interface SyntaxError {
  readonly message: string;
  /** UTF-16 offset from the start of the statement's text. */
  readonly offset: number;
}

/** A masked placeholder such as `:name`, `?`, `%s`, `${x}`, `{{ x }}`; relative to the statement. */
export interface Placeholder extends Span {
  readonly style: string;
}

/**
 * One statement, by its text alone: the same text is the same object wherever it stands, so results can be remembered by it.
 * The text runs from its first token to its last, without the closing semicolon and without comments around it.
 */
export interface Statement {
  readonly kind: StatementKind;
  readonly text: string;
  /** What was given to the parser: as long as `text`, placeholders replaced by something PostgreSQL can read. */
  readonly masked: string;
  readonly placeholders: readonly Placeholder[];
  /** The one node of the statement (`{ SelectStmt: … }`), locations in UTF-16 from the start of `text`; undefined where PostgreSQL rejects it or it is not SQL. */
  readonly tree: Node | undefined;
  readonly error: SyntaxError | undefined;
  /** Reads the SQL inside it: bodies of functions and blocks. */
  readonly reader?: BodyReader;
}

/** Where a statement stands. All spans are of the file, or of the segment where a segment is meant. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly span: Span;
  /** From the first comment that belongs to the statement (or its first token) to its semicolon. */
  readonly full: Span;
  /** The comments before it, since the statement before. */
  readonly comments: readonly Span[];
  /** False where the file ends before the semicolon. */
  readonly terminated: boolean;
}

/** One rule's name in a comment `sql-coach-ignore`. */
export interface IgnoreComment {
  readonly rule: string;
  /** The rule's name in the comment. */
  readonly name: Span;
  readonly comment: Span;
  readonly wholeFile: boolean;
}

/**
 * A statement with the text around it, from the end of the segment before it to its own end. All spans count from the segment's
 * start, so that a segment which only moves in its file stays the same object.
 */
export interface Segment extends PlacedStatement {
  readonly text: string;
  /** UTF-16 units. */
  readonly length: number;
  readonly ignores: readonly IgnoreComment[];
  /** True where the first word may begin or end a transaction. */
  readonly mayControl: boolean;
  /** True where the text looks as if written for another database: the parser must be asked. */
  readonly suspect: boolean;
}

export interface NotableSegments {
  /** Those with `ignores`. */
  readonly ignoring: readonly number[];
  /** Those that `mayControl`. */
  readonly controlling: readonly number[];
  readonly suspect: readonly number[];
}

/** A file as it is now. Immutable. */
export interface Document {
  /** Put together when first asked for, which costs a copy of the file. */
  readonly text: string;
  /** UTF-16 units. */
  readonly length: number;
  /** The file without its end: segments stand one after the other without gaps. */
  readonly segments: readonly Segment[];
  /** What stands behind the last segment. */
  readonly end: { readonly text: string };
  /** Where each segment starts, and after the last one where it ends. */
  readonly starts: Int32Array;
  /** The places of the few segments that every check looks at. */
  readonly notable: NotableSegments;
  /** The statements of the segments with spans of the file; made when first asked for, which costs time for each statement. */
  readonly statements: readonly PlacedStatement[];
  /** Names in the comments after the last statement. Spans of the file. */
  /** Behind the last statement. */
  readonly trailingText: string;
  readonly trailingIgnores: readonly IgnoreComment[];
  /** Comments after the last statement. */
  readonly trailingComments: readonly Span[];
  /** Set where the file is plainly not PostgreSQL: the dialect's name and the text that gives it away. */
  readonly otherDialect: { readonly name: string; readonly evidence: Span } | undefined;
}
