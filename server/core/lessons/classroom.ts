import type { Database, Outcome, QueryResult, Session } from '../database';
import { never } from '../host';
import type { Cancel, Files } from '../host';
import { attempt, runAnswer } from './attempt';
import { withSession } from './build-session';
import type { Laboratory } from './build-session';
import type { AnswerResult, ExerciseResult, LessonContent, LessonSummary } from './content';
import { explainQuery } from './explain-query';
import type { Exercise, Lesson } from './lesson';
import type { LintPort } from './lint-port';
import { createLibrary } from './lessons';
import type { Track } from './lessons';
import type { Inline, Question } from './questions/question';
import { answerQuestion } from './questions/question-types';
import { answerByChecks } from './questions/sql-question';
import { createRenderer, renderLesson, summarize } from './render';
import type { Renderer } from './render';
import { describeError, failure, lastQuery } from './run-sql';

export interface ClassroomOptions {
  /** Where exercises run: must give a fresh, empty database for each session, since learners run what they like. */
  readonly database: Database;
  readonly files: Files;
  /** Absolute path with `/`. */
  readonly lessonsFolder: string;
  /** Longest time of one statement, in milliseconds. */
  readonly statementTimeout?: number;
  /** The linter, for exercises that ask it. */
  readonly lint?: LintPort;
}

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: { readonly message: string; readonly action?: string } };

export interface ExerciseRequest {
  readonly lesson: string;
  readonly exercise: string;
  readonly sql: string;
  readonly action: 'run' | 'check' | 'explain';
}

/** Answers what the views ask about lessons. Right answers and solutions stay here until they are earned. */
export interface Classroom {
  lessons(): Promise<{ readonly lessons: readonly LessonSummary[]; readonly problems: readonly string[] }>;
  lesson(request: { readonly id: string }): Promise<Reply<LessonContent>>;
  answer(request: { readonly lesson: string; readonly question: string; readonly options: readonly string[] }, cancel?: Cancel): Promise<Reply<AnswerResult>>;
  /** Runs on a fresh copy of the lesson's data. `progress` is told what is being waited for. */
  exercise(request: ExerciseRequest, cancel: Cancel, progress?: (message: string) => void): Promise<Reply<ExerciseResult>>;
}

const defaultStatementTimeout = 20_000;
/** Rows of a result that are shown; a learner who selects a whole table wants to see its form, not all of it. */
const shownRows = 200;
/** Longest script that is run, in characters. */
const longestScript = 100_000;

export function createClassroom(options: ClassroomOptions): Classroom {
  const library = createLibrary(options.files, options.lessonsFolder);
  let renderer: Promise<Renderer> | undefined;
  const render = () => (renderer ??= createRenderer());
  const find = async (id: string): Promise<Reply<{ lesson: Lesson; track: Track }>> => {
    const { lessons, problems } = await library.catalogue();
    const found = lessons.find(({ lesson }) => lesson.id === id);
    if (found !== undefined) return { ok: true, value: found };
    const problem = problems.find(({ file }) => file.endsWith(`/${id}.md`));
    return problem === undefined
      ? refuse(`There is no lesson “${id}”.`, 'Open “Today” to see the lessons that there are.')
      : refuse(`The lesson “${id}” cannot be read: line ${problem.line}: ${problem.message}`, 'This is a mistake in the lesson, not yours. Run `sql-coach lesson verify` for the whole list.');
  };
  const grade: Classroom['exercise'] = async (request, cancel, progress) => {
    const found = await find(request.lesson);
    if (!found.ok) return found;
    const { lesson } = found.value;
    const exercise = lesson.exercises.get(request.exercise);
    if (exercise === undefined) return refuse(`The lesson “${lesson.id}” has no exercise “${request.exercise}”.`, 'Open the lesson again; it may have changed.');
    const fixture = await library.setup(lesson);
    if (fixture === undefined) return refuse(`The data set “${lesson.fixture}” of this lesson is missing.`, 'Install SQL Coach again.');
    if (request.sql.length > longestScript) return { ok: true, value: { kind: 'failed', message: `The script is longer than ${longestScript} characters.`, offset: undefined } };
    return runExercise({ ...request, exercise, fixture, source: `data set ${lesson.fixture}`, options, cancel, progress });
  };
  return {
    async lessons() {
      const { lessons, problems } = await library.catalogue();
      return {
        lessons: lessons.map(({ lesson, track }) => summarize(lesson, track)),
        problems: problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
      };
    },
    async lesson({ id }) {
      const found = await find(id);
      return found.ok ? { ok: true, value: renderLesson(found.value.lesson, found.value.track, await render()) } : found;
    },
    async answer({ lesson: id, question: questionId, options: chosen }, cancel = never) {
      const found = await find(id);
      if (!found.ok) return found;
      const question = found.value.lesson.questions.get(questionId);
      if (question === undefined) return refuse(`The lesson “${id}” has no question “${questionId}”.`, 'Open the lesson again; it may have changed.');
      return answerOne(question, { given: chosen, inline: (await render()).inline, run: (exercise, sql) => grade({ lesson: id, exercise, sql, action: 'check' }, cancel) });
    },
    exercise: grade,
  };
}

interface Given {
  readonly given: readonly string[];
  readonly inline: Inline;
  /** Checks SQL as an answer to an exercise of the lesson. */
  readonly run: (exercise: string, sql: string) => Promise<Reply<ExerciseResult>>;
}

async function answerOne(question: Question, { given, inline, run }: Given): Promise<Reply<AnswerResult>> {
  if (question.kind === 'sql') {
    const ran = await run(question.exercise, given[0] ?? '');
    return ran.ok ? { ok: true, value: answerByChecks(ran.value, inline) } : ran;
  }
  const answered = answerQuestion(question, given, inline);
  return typeof answered === 'string' ? refuse(answered, 'Answer again.') : { ok: true, value: answered };
}

function refuse(message: string, action: string): { readonly ok: false; readonly failure: { readonly message: string; readonly action: string } } {
  return { ok: false, failure: { message, action } };
}

interface Run {
  readonly exercise: Exercise;
  readonly sql: string;
  readonly action: ExerciseRequest['action'];
  readonly fixture: string;
  /** The data set, for the reader. */
  readonly source: string;
  readonly options: ClassroomOptions;
  readonly cancel: Cancel;
  readonly progress: ((message: string) => void) | undefined;
}

async function runExercise(run: Run): Promise<Reply<ExerciseResult>> {
  const { options, fixture, cancel, progress } = run;
  let started = false;
  const laboratory: Laboratory = {
    database: options.database, fixture, cancel, statementTimeout: options.statementTimeout ?? defaultStatementTimeout,
    ...(progress === undefined ? {} : { progress }), ...(options.lint === undefined ? {} : { lint: options.lint }),
    started() {
      started = true;
      progress?.(run.action === 'check' ? 'checking your answer' : 'running your script');
    },
  };
  const outcome = run.action === 'check' ? await check(laboratory, run) : await ranOnly(laboratory, run);
  if (outcome.ok) return { ok: true, value: outcome.value };
  if (outcome.error.stopped === 'cancelled') return refuse('Cancelled.', 'Run it again when you are ready.');
  if (!started) return refuse(`The practice database did not start: ${describeError(outcome.error)}`, 'Try again; if it happens again, “SQL Coach: Show Output” says more.');
  const waits = outcome.error.stopped === 'timeout' ? '\nA statement took too long, or waits for a lock that nobody will release. Nothing is lost: the next run starts on a fresh copy.' : '';
  return { ok: true, value: { kind: 'failed', message: `${describeError(outcome.error)}${waits}`, offset: outcome.error.offset } };
}

async function check(laboratory: Laboratory, { exercise, sql }: Run): Promise<Outcome<ExerciseResult>> {
  const graded = await attempt(laboratory, exercise, sql);
  if (!graded.ok) return graded;
  const { checks, results } = graded.value;
  const passed = checks.every((outcome) => outcome.passed);
  return { ok: true, value: { kind: 'checked', passed, checks, results: results.map(shorten), solution: passed ? solutions(exercise) : undefined } };
}

function solutions(exercise: Exercise): string {
  return exercise.solutions.map(({ variant, sql }) => (variant === '' ? sql.trim() : `-- ${variant}\n${sql.trim()}`)).join('\n\n');
}

async function ranOnly(laboratory: Laboratory, run: Run): Promise<Outcome<ExerciseResult>> {
  if (run.exercise.language !== 'sql') return failure('This answer is not SQL, so there is nothing to run. Use Check.');
  return withSession(laboratory, (session) => runHere(session, run));
}

async function runHere(session: Session, { exercise, sql, action, options, source }: Run): Promise<Outcome<ExerciseResult>> {
  const ran = await runAnswer(session, sql);
  if (!ran.ok) return ran;
  const results = ran.value.map(({ result }) => result);
  const notes = results.flatMap((result, index) => (result.rows.length > shownRows ? [`Statement ${index + 1} returned ${result.rows.length} rows; the first ${shownRows} are shown.`] : []));
  if (action === 'run') return { ok: true, value: { kind: 'ran', results: results.map(shorten), plan: undefined, notes } };
  const statement = exercise.query ?? lastQuery(ran.value)?.sql;
  if (statement === undefined) return failure('There is no query to explain. Write one, then ask again.');
  const plan = await explainQuery(session, statement, `${options.database.name}, ${source}`);
  if (!plan.ok) return plan;
  return { ok: true, value: { kind: 'ran', results: results.map(shorten), plan: plan.value, notes } };
}

function shorten(result: QueryResult): QueryResult {
  return result.rows.length <= shownRows ? result : { ...result, rows: result.rows.slice(0, shownRows) };
}
