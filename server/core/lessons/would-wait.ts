import type { Outcome, Session } from '../database';
import { readToken } from '../sql/tokens';

/** A statement's words and signs at the top level, without what stands in parentheses. */
interface Word {
  readonly text: string;
  readonly start: number;
}

/**
 * Whether a statement would wait for a parked transaction, asked without waiting: rows are locked with NOWAIT in a subtransaction that is undone, and
 * tables likewise. The embedded PostgreSQL has no timers, so a statement that does wait never comes back. `false` is no promise: a key that a
 * parked INSERT holds shows only when the statement runs.
 */
export async function wouldWait(session: Session, sql: string): Promise<Outcome<boolean>> {
  const probes = [...tableProbes(await strongLocks(session), sql), ...rowProbe(sql)];
  for (const probe of probes) {
    const before = await session.query('SAVEPOINT sqlcoach_probe');
    if (!before.ok) return before.error.stopped === undefined ? { ok: true, value: false } : before;
    const outcome = await session.query(withoutWaiting(probe));
    if (!outcome.ok && outcome.error.stopped !== undefined) return outcome;
    for (const statement of ['ROLLBACK TO SAVEPOINT sqlcoach_probe', 'RELEASE SAVEPOINT sqlcoach_probe']) {
      const undone = await session.query(statement);
      if (!undone.ok) return undone;
    }
    if (!outcome.ok && outcome.error.code === '55P03') return { ok: true, value: true };
  }
  return { ok: true, value: false };
}

/** Locking clauses, also those of subqueries, that say neither NOWAIT nor SKIP LOCKED. */
const waiting = /\bfor\s+(?:no\s+key\s+update|update|key\s+share|share)\b(?:\s+of\s+[\w".]+(?:\s*,\s*[\w".]+)*)?(?!\s*(?:nowait|skip|of|[\w".]))/gi;

function withoutWaiting(sql: string): string {
  return sql.replace(waiting, (clause) => `${clause} NOWAIT`);
}

/** Tables that a parked transaction has locked against readers, as SQL writes them. */
async function strongLocks(session: Session): Promise<readonly string[]> {
  const outcome = await session.query(`
    SELECT DISTINCT l.relation::pg_catalog.regclass::text FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'relation' AND l.pid IS NULL AND l.mode = 'AccessExclusiveLock' AND l.relation >= 16384`);
  return outcome.ok ? outcome.value.rows.flatMap(([name]) => name ?? []) : [];
}

function tableProbes(locked: readonly string[], sql: string): readonly string[] {
  const words = new Set(topWords(sql, false).map(({ text }) => text));
  const named = locked.filter((name) => words.has(lastPart(name)));
  const probes = named.map((name) => `LOCK TABLE ONLY ${name} IN ACCESS SHARE MODE NOWAIT`);
  if (/^lock\b/i.test(sql)) return [...probes, /\bnowait\b/i.test(sql) ? sql : `${sql} NOWAIT`];
  const target = /^(?:alter\s+table|drop\s+table|truncate(?:\s+table)?|drop\s+view|refresh\s+materialized\s+view)\s+(?:only\s+|if\s+exists\s+)*((?:"[^"]+"|[\w.]+)+)/i.exec(sql)?.[1];
  const indexed = /^create\s+(?:unique\s+)?index\b(?!\s+concurrently).*?\bon\s+(?:only\s+)?((?:"[^"]+"|[\w.]+)+)/is.exec(sql)?.[1];
  return [
    ...probes,
    ...(target === undefined ? [] : [`LOCK TABLE ${target} IN ACCESS EXCLUSIVE MODE NOWAIT`]),
    ...(indexed === undefined ? [] : [`LOCK TABLE ${indexed} IN SHARE MODE NOWAIT`]),
  ];
}

function lastPart(name: string): string {
  return (name.split('.').at(-1) ?? name).replaceAll('"', '').toLowerCase();
}

/** A SELECT that locks the rows which the statement would lock. */
function rowProbe(sql: string): readonly string[] {
  const words = topWords(sql, true);
  const at = (...texts: readonly string[]) => words.find(({ text }) => texts.includes(text));
  const first = words[0]?.text;
  const between = (from: Word | undefined, to: readonly (Word | undefined)[]) => {
    if (from === undefined) return '';
    const end = Math.min(...to.flatMap((word) => (word !== undefined && word.start > from.start ? [word.start] : [])), sql.length);
    return sql.slice(from.start + from.text.length, end).trim();
  };
  const [returning, where] = [at('returning'), at('where')];
  const condition = between(where, [returning]);
  const filter = condition === '' ? '' : ` WHERE ${condition}`;
  if (first === 'update') {
    const set = at('set');
    const from = between(at('from'), [where, returning]);
    const target = between(words[0], [set]);
    if (set === undefined) return [];
    // Which lock a row gets depends on whether a key column changes; the weaker one says nothing wrong.
    return [`SELECT 1 FROM ${target}${from === '' ? '' : `, ${from}`}${filter} FOR NO KEY UPDATE OF ${alias(target)} NOWAIT`];
  }
  if (first === 'delete') {
    const target = between(at('from'), [at('using'), where, returning]);
    const using = between(at('using'), [where, returning]);
    return [`SELECT 1 FROM ${target}${using === '' ? '' : `, ${using}`}${filter} FOR UPDATE OF ${alias(target)} NOWAIT`];
  }
  if (first === 'select' && /\bfor\s+(?:no\s+key\s+update|update|share|key\s+share)\b/i.test(sql) ) return [sql];
  return [];
}

/** The name by which the query calls its target. */
function alias(target: string): string {
  const words = target.replace(/^only\s+/i, '').replace(/\s*\*$/, '').split(/\s+/);
  const last = words.at(-1) ?? target;
  return words.length > 1 ? last : (last.split('.').at(-1) ?? last);
}

/** Words outside of parentheses in lower case (all words where `top` is false); quoted identifiers as they are without their quotes. */
function topWords(sql: string, top: boolean): readonly Word[] {
  const words: Word[] = [];
  let depth = 0;
  for (let token = readToken(sql, 0); token !== undefined; token = readToken(sql, token.end)) {
    const text = sql.slice(token.start, token.end);
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 || !top) {
      if (token.kind === 'word') words.push({ text: text.toLowerCase(), start: token.start });
      else if (token.kind === 'quoted-identifier' && !top) words.push({ text: text.slice(1, -1).toLowerCase(), start: token.start });
    }
  }
  return words;
}
