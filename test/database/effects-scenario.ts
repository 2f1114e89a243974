/** A statement that every release from 13 on knows, or one with what it needs: the first release that knows it, statements that set the session up. */
export type Row = string | { readonly sql: string; readonly since?: number; readonly settings?: string };
/** By family. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** Statements on a schema that the history knows and the database holds; each must have the effects that are predicted. */
export interface Scenario {
  readonly title: string;
  readonly schema: string;
  readonly rows: Rows;
}
