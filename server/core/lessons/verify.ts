import type { Outcome, Session } from '../database';
import { attempt, gradeAll, looksAfterwards } from './attempt';
import { bindingHolds } from './bindings';
import { buildSql, buildUp, withSession } from './build-session';
import type { Laboratory } from './build-session';
import type { CheckOutcome } from './content';
import type { Exercise, Lesson, Measure, Problem } from './lesson';
import type { Measured } from './metrics/metric';
import { measure, metrics } from './metrics/metrics';
import { describeError, runScript } from './run-sql';
import { checkForm, checkSolutions, fixtureQuery, mostRows } from './gates';
import type { Known } from './gates';
import { choicesOf } from './questions/choice-question';
import { verifySpots } from './questions/verify-spots';
import { isUndoable } from './undoable';

export interface Verification {
  readonly problems: readonly Problem[];
  readonly measured: ReadonlyMap<string, Measured>;
  /** How much was proven. */
  readonly counts: { readonly measurements: number; readonly bindings: number; readonly answers: number; readonly predictions: number };
}

/**
 * Proves a lesson on the database: measurements are equal on two fresh databases, numbers in the text are the measured ones, starters fail,
 * solutions pass and the linter is content with them, each wrong answer fails first on the check it names, predicted plans are what PostgreSQL plans,
 * and statistics of the data set repeat. `known` is what the lesson may refer to; left out, that is not looked at.
 */
export async function verifyLesson(lesson: Lesson, laboratory: Laboratory, known?: Known): Promise<Verification> {
  const problems: Problem[] = [...checkForm(lesson, laboratory.fixture, known)];
  if (laboratory.lint !== undefined) {
    problems.push(...(await checkSolutions(lesson, laboratory.fixture, laboratory.lint)), ...(await verifySpots(lesson, laboratory.fixture, laboratory.lint)));
  }
  const report: Report = (line, message) => void problems.push({ file: lesson.file, line, message });
  const predicted = predictions(lesson);
  const jobs = [...lesson.measures, ...predicted, ...outputJobs(lesson), fixtureJob];
  const answers = answersOf(lesson);
  const [first, second] = await Promise.all([
    runRound({ lesson, laboratory, jobs, answers, report }),
    runRound({ lesson, laboratory, jobs, answers: [], report: () => {} }),
  ]);
  compareRounds(jobs, first, second, report);
  checkBindings(lesson, first, report);
  checkPredictions(lesson, first, report);
  checkOutputs(lesson, first, report);
  checkFixture(lesson, first.get(fixtureJob.id), report);
  return {
    problems: problems.toSorted((a, b) => a.line - b.line), measured: first,
    counts: { measurements: lesson.measures.length, bindings: lesson.bindings.length, answers: answers.length, predictions: predicted.length },
  };
}

type Report = (line: number, message: string) => void;

interface Answer {
  readonly exercise: Exercise;
  readonly sql: string;
  readonly line: number;
  readonly kind: 'starter' | 'solution' | 'wrong';
  readonly expect: string | undefined;
}

interface Round {
  readonly lesson: Lesson;
  readonly laboratory: Laboratory;
  readonly jobs: readonly Measure[];
  readonly answers: readonly Answer[];
  readonly report: Report;
}

function predictions(lesson: Lesson): readonly Measure[] {
  return choicesOf(lesson.questions).flatMap(({ id, line, prediction }): Measure[] =>
    prediction === undefined ? [] : [{ id: `question ${id}`, sql: prediction.query, metric: 'plan', on: undefined, after: prediction.after, line }]);
}

const fixtureJob: Measure = { id: 'data set', sql: fixtureQuery, metric: 'value', on: undefined, after: [], line: 1 };

function outputJobs(lesson: Lesson): readonly Measure[] {
  return lesson.outputs.map(({ id, after, line }) => ({ id: `output ${id}`, sql: buildSql(lesson, id) ?? '', metric: 'output', on: undefined, after, line }));
}

function answersOf(lesson: Lesson): readonly Answer[] {
  return [...lesson.exercises.values()].flatMap((exercise): Answer[] => [
    { exercise, sql: exercise.starter, line: exercise.line, kind: 'starter', expect: undefined },
    ...exercise.solutions.map(({ sql, line }): Answer => ({ exercise, sql, line, kind: 'solution', expect: undefined })),
    ...exercise.wrong.map(({ sql, line, expect }): Answer => ({ exercise, sql, line, kind: 'wrong', expect })),
  ]);
}

/** One round of everything on databases of its own. What can be undone shares a database, in a transaction that is rolled back. */
async function runRound(round: Round): Promise<ReadonlyMap<string, Measured>> {
  const { lesson, laboratory, answers, report } = round;
  const measured = new Map<string, Measured>();
  const undoable = answers.filter(sharesDatabase);
  const groups = groupJobs(round);
  // What was undone left the rows and pages as they were loaded, so one more group can go on from there.
  const second = groups.find(({ before, jobs }) => before.length > 0 && jobs.every(({ job }) => !isAlone(job)));
  const runGroup = async (group: JobGroup, session: Session) => {
    const built = await buildUp(session, lesson, group.before);
    if (!built.ok) return report(group.jobs[0]?.job.line ?? 1, describeError(built.error));
    for (const job of group.jobs) await runJob(round, job, measured, session);
  };
  for (const group of groups.filter((each) => each !== second)) {
    const outcome = await withSession(laboratory, async (session) => {
      await runGroup(group, session);
      if (group === groups[0]) {
        for (const answer of undoable) reportAnswer(answer, await undone(session, () => answerHere(session, answer)), report);
        if (second !== undefined) await runGroup(second, session);
      }
      return { ok: true, value: undefined };
    });
    if (!outcome.ok) report(group.jobs[0]?.job.line ?? 1, describeError(outcome.error));
  }
  for (const answer of answers.filter((each) => !sharesDatabase(each))) {
    const graded = await attempt(laboratory, answer.exercise, answer.sql);
    reportAnswer(answer, graded.ok ? { ok: true, value: graded.value.checks } : graded, report);
  }
  return measured;
}

function sharesDatabase({ exercise, sql }: Answer): boolean {
  return looksAfterwards(exercise) && isUndoable(sql);
}

/** Jobs that share a database: what they build on up to the last thing that cannot be undone is the same. */
interface JobGroup {
  readonly before: readonly string[];
  readonly jobs: readonly GroupedJob[];
}

interface GroupedJob {
  readonly job: Measure;
  readonly undoable: readonly string[];
}

function groupJobs({ lesson, jobs }: Round): readonly JobGroup[] {
  const groups = new Map<string, { before: readonly string[]; jobs: GroupedJob[] }>([['', { before: [], jobs: [] }]]);
  for (const job of jobs) {
    const own = metrics[job.metric].place === 'database';
    const cut = own ? job.after.length : job.after.findLastIndex((id) => !isUndoable(buildSql(lesson, id) ?? '')) + 1;
    const before = job.after.slice(0, cut);
    // What writes rows leaves pages behind that a later measurement would see.
    const key = isAlone(job) ? `${before.join()} ${job.id}` : before.join();
    const group = groups.get(key) ?? { before, jobs: [] };
    groups.set(key, group);
    group.jobs.push({ job, undoable: job.after.slice(cut) });
  }
  return [...groups.values()];
}

async function runJob({ lesson, report }: Round, { job, undoable }: GroupedJob, measured: Map<string, Measured>, session: Session): Promise<void> {
  const inside = metrics[job.metric].place === 'transaction';
  const outcome = await (inside ? undone : directly)(session, async () => {
    const built = await buildUp(session, lesson, undoable);
    return built.ok ? measure(session, job) : built;
  });
  if (outcome.ok) measured.set(job.id, outcome.value);
  else report(job.line, `\`${job.id}\` cannot be measured: ${describeError(outcome.error)}`);
}

/** Whether nothing else may be measured on its database. */
function isAlone({ metric }: Measure): boolean {
  return metric === 'wal' || metrics[metric].place === 'database';
}

function directly<T>(session: Session, work: (session: Session) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  return work(session);
}

async function undone<T>(session: Session, work: (session: Session) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const begun = await session.query('BEGIN');
  if (!begun.ok) return begun;
  const outcome = await work(session);
  const ended = await session.query('ROLLBACK');
  return ended.ok ? outcome : ended;
}

async function answerHere(session: Session, { exercise, sql }: Answer): Promise<Outcome<readonly CheckOutcome[]>> {
  const ran = await runScript(session, sql);
  return ran.ok ? { ok: true, value: await gradeAll(session, exercise, ran.value) } : ran;
}

function reportAnswer(answer: Answer, outcome: Outcome<readonly CheckOutcome[]>, report: Report): void {
  const { kind, line, expect, exercise } = answer;
  if (!outcome.ok) {
    if (kind !== 'starter') report(line, `This ${kind === 'solution' ? 'solution' : 'wrong answer'} of \`${exercise.id}\` does not run: ${describeError(outcome.error)}`);
    return;
  }
  const failed = outcome.value.filter(({ passed }) => !passed);
  if (kind === 'starter' && failed.length === 0) report(line, `The starter of \`${exercise.id}\` already passes every check.`);
  if (kind === 'solution' && failed.length > 0) {
    report(line, `This solution of \`${exercise.id}\` fails: ${failed.map(({ id, message }) => `${id} (${message})`).join('; ')}`);
  }
  if (kind === 'wrong' && failed[0]?.id !== expect) {
    report(line, `This wrong answer of \`${exercise.id}\` should fail first on \`${expect}\`, but ${failed[0] === undefined ? 'passes' : `fails first on \`${failed[0].id}\`: ${failed[0].message}`}`);
  }
}

function compareRounds(jobs: readonly Measure[], first: ReadonlyMap<string, Measured>, second: ReadonlyMap<string, Measured>, report: Report): void {
  for (const { id, line } of jobs) {
    const [one, two] = [first.get(id), second.get(id)];
    if (one === undefined) continue;
    if (two === undefined) {
      report(line, `\`${id}\` could be measured on the first database, but not on the second.`);
      continue;
    }
    for (const [field, value] of Object.entries(one)) {
      if (two[field] !== value) report(line, `\`${id}.${field}\` differs between two fresh databases: ${value} and ${two[field]}.`);
    }
  }
}

function checkBindings(lesson: Lesson, measured: ReadonlyMap<string, Measured>, report: Report): void {
  for (const binding of lesson.bindings) {
    const fields = measured.get(binding.measure);
    if (fields === undefined) continue;
    const value = fields[binding.field];
    if (value === undefined) {
      report(binding.line, `\`${binding.measure}\` has no \`${binding.field}\`; it has ${Object.keys(fields).join(', ')}.`);
    } else if (!bindingHolds(binding, value)) {
      report(binding.line, `The text says ${binding.written}, \`${binding.measure}.${binding.field}\` measured ${value}.`);
    }
  }
}

function checkPredictions(lesson: Lesson, measured: ReadonlyMap<string, Measured>, report: Report): void {
  for (const { id, line, options, prediction } of choicesOf(lesson.questions)) {
    const scan = measured.get(`question ${id}`)?.['scan'];
    const right = options.find(({ correct }) => correct);
    if (prediction !== undefined && scan !== undefined && right?.node !== scan) {
      report(line, `Question \`${id}\` says PostgreSQL chooses ${right?.node}, it chooses ${scan}.`);
    }
  }
}

function checkOutputs(lesson: Lesson, measured: ReadonlyMap<string, Measured>, report: Report): void {
  for (const { id, text, line } of lesson.outputs) {
    const seen = measured.get(`output ${id}`)?.['text'];
    if (seen !== undefined && seen !== text.split('\n').map((each) => each.trimEnd()).join('\n').trim()) {
      report(line, `\`${id}\` prints something else:\n${String(seen)}`);
    }
  }
}

function checkFixture({ fixture }: Lesson, seen: Measured | undefined, report: Report): void {
  if (seen === undefined) return;
  if (seen['large'] !== '') report(1, `The data set \`${fixture}\` has more than ${mostRows} rows in ${seen['large']}, so statistics would differ each time.`);
  if (seen['unread'] !== '') report(1, `The data set \`${fixture}\` ends without \`VACUUM (ANALYZE)\` of ${seen['unread']}.`);
}
