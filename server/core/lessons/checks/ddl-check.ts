import * as z from 'zod/mini';
import { lockModes, strongerMode } from '../../effects/lock-mode';
import type { LockMode } from '../../effects/lock-mode';
import { written } from '../../trace/observe';
import { watchScript } from '../watch-script';
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
    const watched = await watchScript(session, ground.answer);
    if (!watched.ok) return watched;
    const touches = (relation: Parameters<typeof written>[0]) => written(relation) === name;
    const statements = watched.value.map(({ sql, sight: { locks, rewrites, scans } }): StatementSeen => ({
      sql, lock: locks.find(({ relation }) => touches(relation))?.mode, rewritten: rewrites.some(touches), rowsRead: scans.some(touches) ? Number(rows) : 0,
    }));
    return { ok: true, value: { kind: 'ddl', statements } };
  }),
  judge: (test, { statements }) => {
    const broken = statements.find((statement) => complaint(test, statement) !== undefined);
    if (broken !== undefined) return { passed: false, actual: `\`${shorten(broken.sql)}\` ${complaint(test, broken)}.` };
    return summary(test, statements);
  },
};

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
