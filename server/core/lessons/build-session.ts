import type { Database, DatabaseError, Outcome, Session } from '../database';
import type { Cancel } from '../host';
import type { Patience } from './checks/kind';
import type { Lesson } from './lesson';
import type { LintPort } from './lint-port';
import { failure, runScript } from './run-sql';

/** Where a lesson's exercises run. */
export interface Laboratory {
  readonly database: Database;
  /** The SQL of the lesson's data set. */
  readonly fixture: string;
  readonly cancel: Cancel;
  /** Longest time of one statement, in milliseconds. */
  readonly statementTimeout: number;
  readonly progress?: (message: string) => void;
  /** The linter, where checks may ask it. */
  readonly lint?: LintPort;
  /** Called when PostgreSQL has started. */
  readonly started?: () => void;
}

/** Opens a fresh session that holds the data set, and hands it to `work`; it is closed whatever happens. */
export async function withSession<T>(laboratory: Laboratory, work: (session: Session, patience: Patience) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const { database, cancel, statementTimeout, progress, fixture, started } = laboratory;
  // The embedded PostgreSQL reads the longest time anew for each statement.
  const patience = { statementTimeout, ...(progress === undefined ? {} : { progress }) };
  const opened = await database.open(patience, cancel);
  if (!opened.ok) return opened;
  started?.();
  const session = opened.value;
  try {
    progress?.('loading the data of the lesson');
    const loaded = await runScript(session, fixture);
    return loaded.ok ? await work(session, patience) : { ok: false, error: prefixed('The data set of this lesson does not load', loaded.error) };
  } finally {
    await session.close();
  }
}

/** Runs what `after` names: scripts of the lesson, first solutions of exercises. */
export async function buildUp(session: Session, lesson: Lesson, after: readonly string[]): Promise<Outcome<undefined>> {
  for (const id of after) {
    const sql = buildSql(lesson, id);
    if (sql === undefined) return failure(`\`${id}\` is neither a \`sql run\` nor an exercise of ${lesson.id}.`);
    const ran = await runScript(session, sql);
    if (!ran.ok) return { ok: false, error: prefixed(`\`${id}\` fails`, ran.error) };
  }
  return { ok: true, value: undefined };
}

export function buildSql(lesson: Lesson, id: string): string | undefined {
  return lesson.scripts.get(id)?.sql ?? lesson.exercises.get(id)?.solutions[0]?.sql;
}

function prefixed(prefix: string, error: DatabaseError): DatabaseError {
  return { ...error, message: `${prefix}: ${error.message}`, offset: undefined };
}
