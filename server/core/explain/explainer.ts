import type { Database, Session } from '../database';
import type { Cancel } from '../host';
import { buildReport } from '../plan/build-report';
import { nodesOf } from '../plan/plan';
import type { Plan } from '../plan/plan';
import { wholeNumber } from '../plan/words';
import { explainable } from './explainable';
import type { Explainable } from './explainable';
import { failureOf } from './failures';
import { makingMissing, skipReason } from '../trace/send-statement';
import { ReplayedDatabase } from './replayed-database';
import { defaultTimeout } from './request';
import type { ExplainOutcome, ExplainRequest } from './request';
import { emptyTables, runExplain } from './run-explain';
import { settingsBefore } from './session-settings';

/** Explains statements one after the other. `dispose` ends the embedded database that it keeps. */
export interface Explainer {
  explain(request: ExplainRequest, progress: (message: string) => void, cancel: Cancel): Promise<ExplainOutcome>;
  dispose(): Promise<void>;
}

export function createExplainer({ embedded }: { readonly embedded: Database }): Explainer {
  const replayed = new ReplayedDatabase(embedded);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    explain(request, progress, cancel) {
      const body = explainable(request.placed.statement);
      if (!body.ok) return Promise.resolve(body);
      const run: Run = { request, body: body.value, progress, cancel };
      if (request.database) return explainOnServer(run, request.database);
      const answer = queue.then(() => explainEmbedded(run, { name: embedded.name, replayed }));
      queue = answer.catch(() => undefined);
      return answer;
    },
    dispose: () => replayed.close(),
  };
}

interface Run {
  readonly request: ExplainRequest;
  readonly body: Explainable;
  readonly progress: (message: string) => void;
  readonly cancel: Cancel;
}

async function explainEmbedded(run: Run, { name, replayed }: { readonly name: string; readonly replayed: ReplayedDatabase }): Promise<ExplainOutcome> {
  const { request, progress, cancel } = run;
  const all = request.history?.files ?? [];
  const own = all.findIndex(({ path }) => path === request.path);
  const files = own < 0 ? all : all.slice(0, own);
  const ready = await replayed.session({ files, timeout: request.timeout ?? defaultTimeout, progress, cancel });
  if (!ready.ok) {
    const failure = failureOf(ready.error, true);
    return { ok: false, failure: ready.place ? { ...failure, message: `Replaying the migrations stopped at ${ready.place}: ${failure.message}` } : failure };
  }
  const { session, problems } = ready.value;
  progress('explaining');
  const begun = await session.query('BEGIN');
  if (!begun.ok) return { ok: false, failure: failureOf(begun.error, true) };
  try {
    const notes = [...(await runBefore(run, session, own >= 0)), ...problemNotes(problems)];
    const migrations = files.length === 1 ? '1 migration' : `${files.length} migrations`;
    return await explainIn(run, session, { source: `${name}${files.length > 0 ? `, tables of ${migrations}` : ''}`, notes, embedded: true });
  } finally {
    for (const sql of ['ROLLBACK', 'DEALLOCATE ALL', 'RESET ALL']) await session.query(sql);
  }
}

/** What the file itself does before the statement: a migration all of it, any other file what makes tables. */
async function runBefore({ request }: Run, session: Session, migration: boolean): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { statement } of request.before) {
    if (skipReason(statement) !== undefined || !statement.tree || 'VariableSetStmt' in statement.tree || (!migration && 'SelectStmt' in statement.tree)) continue;
    if (!migration && ('InsertStmt' in statement.tree || 'UpdateStmt' in statement.tree || 'DeleteStmt' in statement.tree)) continue;
    await session.query('SAVEPOINT sql_coach_before');
    const text = 'IndexStmt' in statement.tree && statement.tree.IndexStmt.concurrent ? statement.text.replace(/\bconcurrently\b/i, '') : statement.text;
    const outcome = await makingMissing(session, text, () => session.query(text));
    if (outcome.ok) continue;
    problems.push(outcome.error.message);
    await session.query('ROLLBACK TO SAVEPOINT sql_coach_before');
  }
  return migration && problems.length > 0 ? [`Statements before this one failed: ${problems.slice(0, 3).join('; ')}.`] : [];
}

const shownProblems = 3;

function problemNotes(problems: readonly string[]): readonly string[] {
  if (problems.length === 0) return [];
  const more = problems.length > shownProblems ? ` and ${problems.length - shownProblems} more` : '';
  return [`Some statements of the migrations failed when they were replayed: ${problems.slice(0, shownProblems).join('; ')}${more}.`];
}

/** A run whose estimate is above this cost is not started on a server unasked. */
const costliestRun = 1_000_000;

async function explainOnServer(run: Run, database: Database): Promise<ExplainOutcome> {
  const { request, body, progress, cancel } = run;
  const wantsRun = request.analyze === true && body.onlyPlanned === undefined && body.parameters === 0;
  const opened = await database.open({ statementTimeout: request.timeout ?? defaultTimeout, progress, access: wantsRun && body.writes ? 'rehearse' : 'read' }, cancel);
  if (!opened.ok) return { ok: false, failure: failureOf(opened.error, false) };
  const session = opened.value;
  try {
    progress('explaining');
    return await explainIn(run, session, { source: `PostgreSQL ${versionName(session.version)}, ${database.name}`, notes: [], embedded: false });
  } finally {
    await session.close();
  }
}

interface Place {
  readonly source: string;
  readonly notes: readonly string[];
  readonly embedded: boolean;
}

async function explainIn({ request, body }: Run, session: Session, place: Place): Promise<ExplainOutcome> {
  const { apply, skipped } = settingsBefore(request.before);
  const { embedded } = place;
  const notes = [...body.notes, ...place.notes];
  if (skipped.length > 0) notes.push(`SET ${skipped.join(' and ')} before the statement was not applied.`);
  let outcome = await runExplain({ session, body, settings: apply, analyze: false, embedded });
  if (!outcome.ok) return outcome;
  if (request.analyze === true) {
    const hindrance = body.onlyPlanned ?? (body.parameters > 0 ? 'It has placeholders without values, so it was planned and not run.' : tooCostly(outcome.plan, embedded));
    if (hindrance !== undefined) notes.push(hindrance);
    else {
      if (body.writes) notes.push(embedded ? 'It ran and was rolled back.' : 'It ran and was rolled back; sequences stay advanced, and the rows it touched leave dead versions for VACUUM.');
      outcome = await runExplain({ session, body, settings: [], analyze: true, embedded });
      if (!outcome.ok) return outcome;
    }
  }
  const plan = embedded ? withoutOurSettings(outcome.plan) : outcome.plan;
  const relations = [...new Set([...nodesOf(plan.root)].flatMap(({ relation }) => relation ?? []))];
  const empty = await emptyTables(session, relations);
  const { lessonFor } = request;
  return {
    ok: true,
    report: buildReport({ plan, statement: request.placed.statement.text, source: place.source, emptyTables: empty, notes: [...outcome.notes, ...notes], ...(lessonFor ? { lessonFor } : {}) }),
  };
}

function tooCostly({ root }: Plan, embedded: boolean): string | undefined {
  if (embedded || root.totalCost <= costliestRun) return undefined;
  return `It was not run: its estimated cost is ${wholeNumber(root.totalCost)}, and above ${wholeNumber(costliestRun)} a run can take very long.`;
}

/** The embedded PostgreSQL starts no workers and is small; that is no setting of the user. */
function withoutOurSettings(plan: Plan): Plan {
  return { ...plan, settings: plan.settings.filter(([name]) => !name.startsWith('max_parallel') && name !== 'io_method' && name !== 'shared_buffers') };
}

/** `180006` is 18.6. */
function versionName(version: number): string {
  return `${Math.floor(version / 10_000)}.${version % 10_000}`;
}
