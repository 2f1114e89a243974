import * as z from 'zod/mini';
import type { Outcome, Session } from '../../database';
import { lockModes, strongerMode } from '../../effects/lock-mode';
import type { LockMode } from '../../effects/lock-mode';
import { watch, watchOutside, written } from '../../trace/observe';
import type { Sight } from '../../trace/observe';
import { splitStatements } from '../run-sql';
import type { ScriptStatement } from '../run-sql';
import type { CheckKind, Verdict } from './kind';
import { text } from './yaml';

/** As SQL writes lock modes: `SHARE UPDATE EXCLUSIVE`. */
const writtenModes = lockModes.map((mode) => [sqlName(mode), mode] as const);

export const ddlSchema = z.strictObject({
  on: text,
  lock: z.optional(z.enum(writtenModes.map(([name]) => name))),
  rewrite: z._default(z.boolean(), true),
  scan: z._default(z.boolean(), true),
});

export interface DdlTest {
  readonly kind: 'ddl';
  /** The table that is in use. */
  readonly on: string;
  /** The strongest lock that any statement may take on it. */
  readonly strongest: LockMode | undefined;
  readonly mayRewrite: boolean;
  readonly mayScan: boolean;
}

/** What one statement did to the table. */
export interface StatementSeen {
  readonly sql: string;
  readonly lock: LockMode | undefined;
  readonly rewritten: boolean;
  /** Rows that it read from end to end; 0 where it read none. */
  readonly rowsRead: number;
}

/** A string says what is wrong. */
export function readDdlTest({ on, lock, rewrite, scan }: z.output<typeof ddlSchema>): DdlTest | string {
  if (lock === undefined && rewrite && scan) return '`ddl` demands nothing.';
  return { kind: 'ddl', on, strongest: writtenModes.find(([name]) => name === lock)?.[1], mayRewrite: rewrite, mayScan: scan };
}

/** Each statement of the answer runs in a transaction of its own and is watched: its locks, the files it writes anew, what it reads. */
export const ddlCheck: CheckKind<DdlTest, { readonly kind: 'ddl'; readonly statements: readonly StatementSeen[] }> = {
  alone: (ground, { on }) => ground.fresh(async (session) => {
    const table = await session.query("SELECT n.nspname || '.' || c.relname, greatest(c.reltuples, 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)", [on]);
    if (!table.ok) return table;
    const [name, rows] = table.value.rows[0] ?? [];
    const statements: StatementSeen[] = [];
    const read = splitStatements(ground.answer);
    if (!read.ok) return read;
    for (const { sql, offset } of read.value) {
      if (/^(?:begin|start\s+transaction|commit|end|rollback|abort)\b/i.test(sql)) continue;
      const seen = await watchOne(session, { sql, offset });
      if (!seen.ok) return seen;
      const { locks, rewrites, scans } = seen.value;
      statements.push({
        sql, lock: locks.find(({ relation }) => written(relation) === name)?.mode,
        rewritten: rewrites.some((relation) => written(relation) === name),
        rowsRead: scans.some((relation) => written(relation) === name) ? Number(rows) : 0,
      });
    }
    return { ok: true, value: { kind: 'ddl', statements } };
  }),
  judge: (test, { statements }) => {
    const broken = statements.find((statement) => complaint(test, statement) !== undefined);
    if (broken !== undefined) return { passed: false, actual: `\`${shorten(broken.sql)}\` ${complaint(test, broken)}.` };
    return summary(test, statements);
  },
};

async function watchOne(session: Session, { sql, offset }: ScriptStatement): Promise<Outcome<Sight>> {
  const seen = await watch({ session, sql, preparation: [], end: 'COMMIT' });
  if (seen.ok) return { ok: true, value: seen.sight };
  const { code } = seen.error;
  if (code !== '25001') return { ok: false, error: { ...seen.error, offset: offset + (seen.error.offset ?? 0) } };
  const outside = await watchOutside({ session, sql });
  if (!outside.ok) return outside;
  // Its locks are over before anyone can look. The manual says which they are (13.3.1); what it wrote anew was locked with the strongest.
  const target = await session.query("SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'");
  const named = target.ok ? target.value.rows.filter(([, table]) => new RegExp(`\\b${(table ?? '').replace(/[^\w]/g, '\\$&')}\\b`).test(sql)) : [];
  const mode: LockMode = /^vacuum\s*\(?\s*full/i.test(sql) ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock';
  return { ok: true, value: { ...outside.sight, locks: named.map(([schema, table]) => ({ relation: { schema: schema ?? '', name: table ?? '' }, mode })) } };
}

function complaint({ on, strongest, mayRewrite, mayScan }: DdlTest, { lock, rewritten, rowsRead }: StatementSeen): string | undefined {
  if (strongest !== undefined && lock !== undefined && lock !== strongest && strongerMode(lock, strongest) === lock) {
    return `takes the lock ${sqlName(lock)} on ${on}; ${sqlName(strongest)} is the strongest that leaves its users alone`;
  }
  if (!mayRewrite && rewritten) return `writes every row of ${on} anew`;
  if (!mayScan && rowsRead > 0) return `reads all ${rowsRead} rows of ${on} while it holds ${lock === undefined ? 'its locks' : sqlName(lock)}`;
  return undefined;
}

function summary({ on }: DdlTest, statements: readonly StatementSeen[]): Verdict {
  const locks = statements.flatMap(({ lock }) => lock ?? []);
  const strongest = locks.reduce<LockMode | undefined>((one, other) => (one === undefined ? other : strongerMode(one, other)), undefined);
  return { passed: true, actual: strongest === undefined ? `No lock on ${on}.` : `Strongest lock on ${on}: ${sqlName(strongest)}.` };
}

/** `SHARE UPDATE EXCLUSIVE` for ShareUpdateExclusiveLock. */
export function sqlName(mode: LockMode): string {
  return mode.replace(/Lock$/, '').replaceAll(/(?!^)([A-Z])/g, ' $1').toUpperCase();
}

function shorten(sql: string): string {
  const line = sql.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
