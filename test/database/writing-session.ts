import { Client } from 'pg';
import type { DatabaseError, QueryResult, Session } from '../../server/core/database';

/** What observing needs of a session. The product's own sessions on a server only read; this one may write. */
export type WritingSession = Pick<Session, 'query'> & { close(): Promise<void> };

/** A session on a real server; values come as text, as from the product's drivers. */
export async function openWriting(url: string): Promise<WritingSession> {
  const client = new Client({ connectionString: url, types: { getTypeParser: () => (value: unknown) => value } });
  await client.connect();
  return {
    async query(sql, parameters) {
      try {
        const { rows, fields, rowCount } = await client.query<(string | null)[]>({ text: sql, values: [...(parameters ?? [])], rowMode: 'array' });
        const value: QueryResult = { columns: fields.map(({ name }) => ({ name, type: '' })), rows, affected: rowCount ?? undefined };
        return { ok: true, value };
      } catch (error) {
        const { message, code, detail, hint } = error as DatabaseError;
        return { ok: false, error: { message, code, detail, hint, offset: undefined } };
      }
    },
    close: () => client.end(),
  };
}
