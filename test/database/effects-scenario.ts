/** A statement that every release from 13 on knows, or one with what it needs. */
export type Row = string | Partial<Statement> & Pick<Statement, 'sql'>;

export interface Statement {
  readonly sql: string;
  /** The first release that knows it. */
  readonly since: number;
  /** Statements that set the session up; empty for none. */
  readonly settings: string;
  /** Needs a library that the embedded PostgreSQL does not have. */
  readonly serverOnly: boolean;
  /** It reads by a query that the planner decides about, so what it scans is not compared. */
  readonly planned: boolean;
}
/** By family. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** Statements on a schema that the history knows and the database holds; each must have the effects that are predicted. */
export interface Scenario {
  readonly title: string;
  readonly schema: string;
  /** The first release that knows the statements of the schema; 13 where it is absent. */
  readonly since?: number;
  readonly rows: Rows;
}
