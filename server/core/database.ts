import type { Cancel } from './host';

/** A value as PostgreSQL prints it; null is SQL NULL. Both drivers answer in text, so results compare equal wherever they ran. */
export type Value = string | null;

export interface QueryResult {
  /** Column names and type names (`int4`, `text`), in order; empty for statements without rows. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows changed, where the statement changes rows. */
  readonly affected: number | undefined;
}

/** What PostgreSQL answered; fields are those of its error response. */
export interface DatabaseError {
  readonly message: string;
  /** SQLSTATE; undefined where the failure is ours or the network's. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** UTF-16 offset in the statement that was sent. */
  readonly offset: number | undefined;
  /** Set where the session is over with it: the statement took too long, the caller cancelled, or the process or connection was lost. */
  readonly stopped?: 'timeout' | 'cancelled' | 'lost';
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DatabaseError };

/** One session. Failures of SQL are outcomes; a session that broke (killed, timed out, lost) answers every call with its reason. */
export interface Session {
  /** Server version as `server_version_num` has it, for example 180006. */
  readonly version: number;
  /** One statement; parameters are sent as text. */
  query(sql: string, parameters?: readonly Value[]): Promise<Outcome<QueryResult>>;
  /** Several statements in one string, as `psql -c` would send them. The results of all of them. */
  script(sql: string): Promise<Outcome<readonly QueryResult[]>>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Longest time one statement may take, in milliseconds. The embedded PostgreSQL reads it anew for each statement. */
  readonly statementTimeout: number;
  /** Told in a few words what is being waited for (`starting PostgreSQL`, `replaying 12 migrations`). */
  readonly progress?: (message: string) => void;
  /**
   * What the session may do on a server; everything is rolled back in the end. `read` (also when absent): nothing that writes.
   * `rehearse`: statements that change rows run, for EXPLAIN ANALYZE. The embedded PostgreSQL is the reader's own and allows all.
   */
  readonly access?: 'read' | 'rehearse';
}

/** A place where sessions come from: the embedded PostgreSQL or a server. */
export interface Database {
  /** For the user: `embedded PostgreSQL 18`, or host and database name without user and password. */
  readonly name: string;
  readonly kind: 'embedded' | 'server';
  open(options: OpenOptions, cancel: Cancel): Promise<Outcome<Session>>;
}
