import { embeddedDatabase } from '../adapters/embedded/embedded-database';
import { nodeFiles } from '../adapters/node-files';
import { serverDatabase } from '../adapters/postgres/server-database';
import type { Coach } from '../core/coach';
import { createExplainer } from '../core/explain/explainer';
import type { Cancel, Log } from '../core/host';
import { createClassroom } from '../core/lessons/classroom';
import { lintAnswers } from '../core/lessons/lint-answers';
import { rehearse } from '../core/trace/rehearse';
import type { Requests } from '../protocol';
import type { Connected, LongTasks } from './requests';

export interface TaskParts {
  /** Folder of the bundles: the embedded PostgreSQL and the lessons lie there. Absolute, with `/`. */
  readonly folder: string;
  readonly log: Log;
  /** The linter, for exercises that ask it. */
  readonly coach: Coach;
}

/** How long a connection test may take, in milliseconds. */
const testTimeout = 10_000;

/** Everything that needs a database or the lessons. Plans, exercises and rehearsals have an embedded PostgreSQL of their own each. */
export function createTasks({ coach, folder, log }: TaskParts): LongTasks {
  const embedded = embeddedDatabase({ folder, log });
  // Of its own, so that it need not wait for sessions that plans and exercises keep; one rehearsal at a time, and nothing is kept of it.
  const forRehearsals = embeddedDatabase({ folder, log, sessions: 1 });
  const forLessons = embeddedDatabase({ folder, log, profile: 'lessons' });
  const explainer = createExplainer({ embedded });
  const classroom = createClassroom({ database: forLessons, files: nodeFiles, lessonsFolder: `${folder}/lessons`, lint: lintAnswers(coach) });
  return {
    explain: ({ request, server, progress }, cancel) => explainer.explain(server === undefined ? request : { ...request, database: serverDatabase(server.address) }, progress, cancel),
    rehearse: (task, cancel) => rehearse({ ...task, database: forRehearsals, now: () => performance.now(), cancel }),
    testConnection,
    lessons: () => classroom.lessons(),
    lesson: (id) => classroom.lesson({ id }),
    answer: (params) => classroom.answer(params),
    exercise: (params, progress, cancel) => classroom.exercise(params, cancel, progress),
  };
}

async function testConnection({ address }: Connected, cancel: Cancel): Promise<Requests['sqlCoach/testConnection']['result']> {
  const opened = await serverDatabase(address).open({ statementTimeout: testTimeout }, cancel);
  if (!opened.ok) return refused(opened.error);
  try {
    const answer = await opened.value.query("SELECT current_setting('server_version'), current_database()");
    if (!answer.ok) return refused(answer.error);
    const [version, database] = answer.value.rows[0] ?? [];
    return { ok: true, value: { version: version ?? '', database: database ?? '' } };
  } finally {
    await opened.value.close();
  }
}

function refused({ message, hint }: { readonly message: string; readonly hint: string | undefined }) {
  return { ok: false as const, failure: { message, ...(hint === undefined ? {} : { action: hint }) } };
}
