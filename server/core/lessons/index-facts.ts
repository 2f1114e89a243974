/** An index as the catalog has it. */
export interface IndexFacts {
  readonly name: string;
  readonly method: string;
  /** Key columns in order, without direction; an expression as PostgreSQL prints it. */
  readonly columns: readonly string[];
  readonly included: readonly string[];
  readonly predicate: string | null;
  readonly primary: boolean;
  readonly valid: boolean;
  readonly bytes: number;
}

/** One row, one JSON value; `$1` is the name of the table as a query would write it. */
export const indexFactsQuery = `
SELECT coalesce(json_agg(json_build_object(
  'name', c.relname,
  'method', m.amname,
  'columns', (SELECT json_agg(pg_get_indexdef(i.indexrelid, n, true) ORDER BY n) FROM generate_series(1, i.indnkeyatts) n),
  'included', (SELECT coalesce(json_agg(pg_get_indexdef(i.indexrelid, n, true) ORDER BY n), '[]') FROM generate_series(i.indnkeyatts + 1, i.indnatts) n),
  'predicate', pg_get_expr(i.indpred, i.indrelid),
  'primary', i.indisprimary,
  'valid', i.indisvalid AND i.indisready,
  'bytes', pg_relation_size(c.oid)) ORDER BY c.relname), '[]')::text
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am m ON m.oid = c.relam
WHERE i.indrelid = to_regclass($1)`;

/** Reads the answer to `indexFactsQuery`. */
export function readIndexFacts(json: string): readonly IndexFacts[] {
  return JSON.parse(json) as readonly IndexFacts[];
}

/** `(user_id, created_at) WHERE (status = 'pending'::text)`, as a reader would say it. */
export function describeIndex(index: IndexFacts): string {
  const included = index.included.length === 0 ? '' : ` INCLUDE (${index.included.join(', ')})`;
  const predicate = index.predicate === null ? '' : ` WHERE ${index.predicate}`;
  return `(${index.columns.join(', ')})${included}${predicate}`;
}
