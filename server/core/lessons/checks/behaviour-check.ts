import * as z from 'zod/mini';
import type { DatabaseError, Outcome, QueryResult, Session } from '../../database';
import { describeError, runScript } from '../run-sql';
import type { ExpectedRow } from './describe-rows';
import { describeRows, hasRows, plural, printedRow } from './describe-rows';
import type { CheckKind } from './kind';
import { row, sqlState, text } from './yaml';

export const behaviourSchema = z.array(z.strictObject({
  probe: text,
  role: z.optional(text),
  settings: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {}),
  setup: z._default(z.string(), ''),
  sql: text,
  sqlstate: z.optional(sqlState),
  rows: z.optional(z.array(row)),
})).check(z.minLength(1));

export interface Probe {
  /** What it tries, for the learner. */
  readonly title: string;
  readonly role: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** SQL that runs before, as the owner of the tables. */
  readonly setup: string;
  readonly sql: string;
  /** What has to happen: this error, these rows, or (undefined) that it runs. */
  readonly expected: { readonly kind: 'error'; readonly code: string } | { readonly kind: 'rows'; readonly rows: readonly ExpectedRow[] } | undefined;
}

export interface BehaviourTest {
  readonly kind: 'behaviour';
  readonly probes: readonly Probe[];
}

/** What PostgreSQL did with each probe, in their order. */
export type ProbeSeen = { readonly ran: true; readonly result: QueryResult } | { readonly ran: false; readonly code: string | undefined; readonly message: string };

/** A string says what is wrong. */
export function readBehaviourTest(yaml: z.output<typeof behaviourSchema>): BehaviourTest | string {
  const both = yaml.find(({ sqlstate, rows }) => sqlstate !== undefined && rows !== undefined);
  if (both !== undefined) return `probe “${both.probe}” expects an error or rows, not both.`;
  return {
    kind: 'behaviour',
    probes: yaml.map(({ probe, role, settings, setup, sql, sqlstate, rows }) => ({
      title: probe, role, setup, sql,
      settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
      expected: sqlstate !== undefined ? { kind: 'error', code: sqlstate } : rows === undefined ? undefined : { kind: 'rows', rows: rows.map(printedRow) },
    })),
  };
}

/** Tries statements against what the answer made, each in a transaction that is rolled back. */
export const behaviourCheck: CheckKind<BehaviourTest, { readonly kind: 'behaviour'; readonly seen: readonly ProbeSeen[] }> = {
  async after({ session }, { probes }) {
    const seen: ProbeSeen[] = [];
    for (const probe of probes) {
      const outcome = await tryProbe(session, probe);
      if (!outcome.ok) return outcome;
      seen.push(outcome.value);
    }
    return { ok: true, value: { kind: 'behaviour', seen } };
  },
  judge({ probes }, { seen }) {
    for (const [index, probe] of probes.entries()) {
      const what = seen[index];
      if (what === undefined || !isExpected(probe, what)) return { passed: false, actual: `${probe.title}: ${expectation(probe)}, but ${what === undefined ? 'it was not tried' : sight(what)}.` };
    }
    return { passed: true, actual: `${plural(probes.length, 'attempt')}, each as it should be.` };
  },
};

async function tryProbe(session: Session, { role, settings, setup, sql }: Probe): Promise<Outcome<ProbeSeen>> {
  const begun = await session.query('BEGIN');
  if (!begun.ok) return begun;
  const prepared = await prepare(session, { role, settings, setup });
  // Deferred constraints would speak at COMMIT, which never comes.
  const ran = prepared.ok ? await runScript(session, `${sql.trim().replace(/;$/, '')};\nSET CONSTRAINTS ALL IMMEDIATE`) : prepared;
  if (!ran.ok && ran.error.stopped !== undefined) return ran;
  const ended = await session.query('ROLLBACK');
  if (!ended.ok) return ended;
  if (!prepared.ok) return prepared;
  return { ok: true, value: ran.ok ? { ran: true, result: ran.value.at(-2)?.result ?? { columns: [], rows: [], affected: undefined } } : failed(ran.error) };
}

async function prepare(session: Session, { role, settings, setup }: Pick<Probe, 'role' | 'settings' | 'setup'>) {
  const ran = await runScript(session, setup);
  if (!ran.ok) return ran;
  for (const [name, value] of Object.entries(settings)) {
    const set = await session.query('SELECT set_config($1, $2, true)', [name, value]);
    if (!set.ok) return set;
  }
  if (role === undefined) return ran;
  const changed = await session.query(`SET LOCAL ROLE "${role.replaceAll('"', '""')}"`);
  return changed.ok ? ran : changed;
}

function failed(error: DatabaseError): ProbeSeen {
  return { ran: false, code: error.code, message: describeError(error) };
}

function isExpected({ expected }: Probe, seen: ProbeSeen): boolean {
  if (expected?.kind === 'error') return !seen.ran && seen.code === expected.code;
  return seen.ran && (expected === undefined || hasRows(expected.rows, seen.result));
}

function expectation({ expected }: Probe): string {
  if (expected === undefined) return 'it should run';
  if (expected.kind === 'error') return `it should be refused with SQLSTATE ${expected.code}`;
  return expected.rows.length === 0 ? 'it should return no row' : `it should return ${expected.rows.map((each) => Object.entries(each).map(([name, value]) => `${name} = ${value ?? 'NULL'}`).join(', ')).join(' | ')}`;
}

function sight(seen: ProbeSeen): string {
  if (!seen.ran) return `PostgreSQL answered: ${seen.message}`;
  const { rows, columns, affected } = seen.result;
  if (columns.length > 0) return rows.length === 0 ? 'it returned no row' : `it returned ${plural(rows.length, 'row')}: ${describeRows(seen.result, rows)}`;
  return affected === undefined ? 'it ran' : `it ran and changed ${plural(affected, 'row')}`;
}
