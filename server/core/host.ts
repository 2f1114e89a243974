import type { RawStmt } from '@pgsql/types';

/** Says whether the caller still wants the answer. Tokens of VS Code and LSP fit as they are. */
export interface Cancel {
  readonly isCancellationRequested: boolean;
}

export const never: Cancel = { isCancellationRequested: false };

/** Receives what a maintainer needs to know. Never given SQL literals, parameters or connection strings. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const silent: Log = { info() {}, warn() {}, error() {} };

/**
 * What PostgreSQL's own parser said of a text.
 * Every `location`, `stmt_location` and `stmt_len` in the tree, and `offset`, is in UTF-16 units from the start of the text.
 */
export type ParseOutcome =
  | { readonly ok: true; readonly statements: readonly RawStmt[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** PostgreSQL's parser. Synchronous, never throws: what it cannot read is an outcome with `ok: false`. */
export interface SqlParser {
  parse(sql: string): ParseOutcome;
  /** The trees of one `CREATE FUNCTION` in PL/pgSQL as `parsePlPgSQL` gives them; undefined where it cannot be read. */
  parsePlPgSql(createFunction: string): unknown;
}

/** Tells which tokens a second grammar would have accepted at an error; loaded on first use, never decides validity. */
export interface ExpectedTokens {
  /** Up to a handful of human readable tokens, best first; empty where nothing useful is known. */
  expectedAt(sql: string, offset: number): Promise<readonly string[]>;
}

/** Reads files by absolute path with `/` separators. Missing files are `undefined`; other failures reject with a message for the user. */
export interface Files {
  read(path: string): Promise<string | undefined>;
  /** Names in a folder, folders with a trailing `/`; empty where the folder is missing. */
  list(folder: string): Promise<readonly string[]>;
}
