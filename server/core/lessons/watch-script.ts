import type { Outcome, Session } from '../database';
import type { LockMode } from '../effects/lock-mode';
import { watch, watchOutside } from '../trace/observe';
import type { Sight } from '../trace/observe';
import { splitStatements } from './run-sql';
import type { ScriptStatement } from './run-sql';

export interface WatchedStatement {
  readonly sql: string;
  readonly sight: Sight;
}

/** Runs each statement of a script in a transaction of its own and watches it; BEGIN, COMMIT and ROLLBACK in it are left out. Stops at the first error. */
export async function watchScript(session: Session, script: string): Promise<Outcome<readonly WatchedStatement[]>> {
  const read = splitStatements(script);
  if (!read.ok) return read;
  const watched: WatchedStatement[] = [];
  for (const statement of read.value) {
    if (/^(?:begin|start\s+transaction|commit|end|rollback|abort)\b/i.test(statement.sql)) continue;
    const seen = await watchOne(session, statement);
    if (!seen.ok) return seen;
    watched.push({ sql: statement.sql, sight: seen.value });
  }
  return { ok: true, value: watched };
}

/** active_sql_transaction: what refuses to run in a transaction. */
const needsNoTransaction = '25001';

async function watchOne(session: Session, { sql, offset }: ScriptStatement): Promise<Outcome<Sight>> {
  const seen = await watch({ session, sql, preparation: [], end: 'COMMIT' });
  if (seen.ok) return { ok: true, value: seen.sight };
  if (seen.error.code !== needsNoTransaction) return { ok: false, error: { ...seen.error, offset: offset + (seen.error.offset ?? 0) } };
  const outside = await watchOutside({ session, sql });
  if (!outside.ok) return outside;
  // Its locks are over before anyone can look; the manual says which they are (13.3.1).
  const mode: LockMode = /^vacuum\s*\(?\s*full/i.test(sql) ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock';
  const tables = await session.query("SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'");
  if (!tables.ok) return tables;
  const named = tables.value.rows.filter(([, table]) => new RegExp(`\\b${(table ?? '').replaceAll(/\W/g, '\\$&')}\\b`, 'i').test(sql));
  return { ok: true, value: { ...outside.sight, locks: named.map(([schema, table]) => ({ relation: { schema: schema ?? '', name: table ?? '' }, mode })) } };
}
