import { stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { embeddedDatabase } from '../adapters/embedded/embedded-database';
import { createParser } from '../adapters/libpg-query';
import { nodeFiles } from '../adapters/node-files';
import { createCoach } from '../core/coach';
import type { Database } from '../core/database';
import { never, silent } from '../core/host';
import { updateBindings } from '../core/lessons/bindings';
import { createClassroom } from '../core/lessons/classroom';
import type { Classroom } from '../core/lessons/classroom';
import type { Known } from '../core/lessons/gates';
import type { Lesson, Problem } from '../core/lessons/lesson';
import { createLibrary } from '../core/lessons/lessons';
import { lintAnswers } from '../core/lessons/lint-answers';
import type { LintPort } from '../core/lessons/lint-port';
import { parseLesson } from '../core/lessons/parse-lesson';
import { renderLesson } from '../core/lessons/render';
import { verifyLesson } from '../core/lessons/verify';
import type { Verification } from '../core/lessons/verify';
import { newLesson } from './lesson-new';
import { lineReader, walkLesson } from './lesson-walk';
import { UsageError } from './usage-error';
import { verifyCache } from './verify-cache';
import type { VerifyCache } from './verify-cache';

/** Longest time of one statement of a lesson: generous, for a machine that does other work too. */
const statementTimeout = 120_000;

/** Adds `lesson verify`, `lesson run` and `lesson new`. `dist` is the folder of the bundles, where the embedded PostgreSQL and the shipped lessons lie. */
export function lessonCommand(program: Command, dist: string): void {
  const lesson = program.command('lesson').description('check lessons and answers on the embedded PostgreSQL');
  lesson.command('verify')
    .argument('[paths...]', 'lesson files, or a folder of tracks; without any: the shipped lessons')
    .description('prove lessons: numbers, starters, solutions, wrong answers. Exit status 1 where one is not as it says')
    .option('--update', 'write measured numbers into the lesson files')
    .option('--no-cache', 'prove again what was proven before')
    .action(async (paths: readonly string[], { update = false, cache }: { update?: boolean; cache: boolean }) => {
      const targets = await findLessons(paths.length === 0 ? [join(dist, 'lessons')] : paths);
      const coach = createCoach({ parser: await createParser() });
      await withDatabase(dist, async (database) => {
        process.exitCode = await verifyAll(targets, {
          database, update, print, lint: lintAnswers(coach), rules: new Set(coach.rules.map(({ id }) => id)), ...(cache ? { cache: verifyCache(dist) } : {}),
        });
      });
    });
  lesson.command('run')
    .argument('<lesson>', 'id of a shipped lesson, for example t1-d03')
    .argument('[exercise]', 'id of an exercise in it; left out: the whole lesson, step by step')
    .argument('[file]', 'SQL file with the answer; left out: it is asked for')
    .description('do a lesson or an exercise in the terminal, or grade an answer. Exit status 1 where an exercise is not passed')
    .action(async (id: string, exercise: string | undefined, file: string | undefined) => {
      const folder = slashes(join(dist, 'lessons'));
      await withDatabase(dist, async (database) => {
        const lint = lintAnswers(createCoach({ parser: await createParser() }));
        const classroom = createClassroom({ database, files: nodeFiles, lessonsFolder: folder, statementTimeout, lint });
        process.exitCode = exercise !== undefined && file !== undefined
          ? await runAnswerFile({ id, exercise, file, classroom })
          : await runInTerminal({ id, exercise, folder, classroom });
      });
    });
  lesson.command('new')
    .argument('<track>', 'id of the track: the name of its folder')
    .argument('<id>', 'id of the lesson: the name of its file')
    .description('write a lesson from a template that verifies, to be filled in')
    .option('--folder <folder>', 'the folder of tracks', 'lessons')
    .action(async (track: string, id: string, { folder }: { folder: string }) => {
      for (const path of await newLesson({ track, id, folder, shipped: join(dist, 'lessons') })) print(`wrote ${path}`);
    });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function withDatabase(dist: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = embeddedDatabase({ folder: dist, log: silent, profile: 'lessons' });
  try {
    await work(database);
  } finally {
    await database.dispose();
  }
}

/** A lesson file that was read, with its data set. */
export interface Target {
  readonly file: string;
  readonly lesson: Lesson | undefined;
  readonly fixture: string | undefined;
  readonly problems: readonly Problem[];
  /** All lessons beside it, with their prerequisites. */
  readonly lessons: Known['lessons'];
}

/** Reads lesson files and folders. A path that is not there is a usage error. */
export async function findLessons(paths: readonly string[]): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const path of paths) {
    const full = slashes(resolve(path));
    const found = await stat(full).catch(() => undefined);
    if (found === undefined) throw new UsageError(`${path}: there is no such file or folder.`);
    targets.push(...(found.isDirectory() ? await fromFolder(full) : [await fromFile(full)]));
  }
  if (targets.length === 0) throw new UsageError(`No lessons in ${paths.join(', ')}: a folder of lessons has a folder per track with a \`track.md\`.`);
  return targets;
}

async function fromFolder(folder: string): Promise<readonly Target[]> {
  const library = createLibrary(nodeFiles, folder);
  const { lessons, problems } = await library.catalogue();
  const known = knownLessons(lessons.map(({ lesson }) => lesson));
  const read = await Promise.all(lessons.map(async ({ lesson }) => ({ file: lesson.file, lesson, fixture: await library.setup(lesson), problems: [], lessons: known })));
  const broken = [...new Set(problems.map(({ file }) => file))];
  return [...read, ...broken.map((file) => ({ file, lesson: undefined, fixture: undefined, problems: problems.filter((problem) => problem.file === file), lessons: known }))];
}

async function fromFile(file: string): Promise<Target> {
  const { lesson, problems } = parseLesson(file, (await nodeFiles.read(file)) ?? '');
  const library = createLibrary(nodeFiles, dirname(dirname(file)));
  const fixture = lesson === undefined ? undefined : await library.setup(lesson);
  const others = (await library.catalogue()).lessons.map((entry) => entry.lesson);
  return { file, lesson, fixture, problems, lessons: knownLessons(lesson === undefined ? others : [...others, lesson]) };
}

function knownLessons(lessons: readonly Lesson[]): Known['lessons'] {
  return new Map(lessons.map(({ id, prerequisites }) => [id, prerequisites]));
}

export interface VerifyOptions {
  readonly database: Database;
  readonly update: boolean;
  readonly print: (line: string) => void;
  /** The linter, which has nothing to say of solutions. */
  readonly lint?: LintPort;
  /** Ids of the rules that there are; left out: what a lesson refers to is not looked at. */
  readonly rules?: ReadonlySet<string>;
  /** What was proven before; left out: everything is proven again. */
  readonly cache?: VerifyCache;
}

/** Processor time that proving one lesson may take, in seconds; unlike the time on the clock it is the same on a loaded machine. */
const timeBudget = 60;

/** Verifies one lesson after the other; one that fails does not stop the others. Returns the exit status. */
export async function verifyAll(targets: readonly Target[], options: VerifyOptions): Promise<0 | 1> {
  let broken = 0;
  for (const target of targets) {
    const { file, lesson, fixture, problems: unread } = target;
    if (lesson !== undefined && fixture !== undefined) {
      if (!(await verifyOne({ ...target, lesson, fixture }, options))) broken++;
      continue;
    }
    broken++;
    const problems = unread.length > 0 ? unread : [{ file, line: 1, message: `The data set \`${lesson?.fixture}\` is not in the folder \`fixtures\` beside the track, or a simulation is not in \`sim\`.` }];
    printProblems(file, problems, options.print);
  }
  options.print(`${targets.length - broken} of ${targets.length} lessons are as they say`);
  return broken > 0 ? 1 : 0;
}

type ReadTarget = Target & { readonly lesson: Lesson; readonly fixture: string };

async function verifyOne({ file, lesson, fixture, lessons }: ReadTarget, { database, update, print: tell, lint, rules, cache }: VerifyOptions): Promise<boolean> {
  const text = (await nodeFiles.read(file)) ?? '';
  const known = rules === undefined ? undefined : { lessons, rules };
  const key = [text, fixture, JSON.stringify(known === undefined ? [] : [...lessons])];
  const proven = await cache?.find(key);
  if (proven !== undefined) {
    tell(`ok     ${lesson.id}: ${describeCounts(proven)} (proven before)`);
    return true;
  }
  const [started, processor] = [Date.now(), process.cpuUsage()];
  const { problems: found, measured, counts } = await verifyLesson(lesson, { database, fixture, cancel: never, statementTimeout, ...(lint === undefined ? {} : { lint }) }, known);
  const { user, system } = process.cpuUsage(processor);
  const seconds = (user + system) / 1e6;
  const problems = seconds <= timeBudget ? found : [...found, { file, line: 1, message: `Proving this lesson takes ${Math.round(seconds)} s of processor time; ${timeBudget} s are the limit.` }];
  if (update && problems.length > 0) {
    const updated = updateBindings(text, (measure, field) => measured.get(measure)?.[field]);
    if (updated !== text) {
      await writeFile(file, updated);
      tell(`${file}: numbers written as measured; verify once more`);
    }
  }
  printProblems(file, problems, tell);
  tell(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${lesson.id}: ${describeCounts(counts)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (problems.length === 0) await cache?.keep(key, counts);
  return problems.length === 0;
}

function describeCounts({ measurements, bindings, answers, predictions }: Verification['counts']): string {
  return `${measurements} measurements on two databases, ${bindings} numbers in the text, ${answers} answers, ${predictions} predicted plans`;
}

function printProblems(file: string, problems: readonly Problem[], tell: (line: string) => void): void {
  for (const { line, message } of problems) tell(`${file}:${line}: ${message}`);
}

async function runInTerminal({ id, exercise, folder, classroom }: { readonly id: string; readonly exercise: string | undefined; readonly folder: string; readonly classroom: Classroom }): Promise<0 | 1> {
  const { lessons } = await createLibrary(nodeFiles, folder).catalogue();
  const found = lessons.find(({ lesson }) => lesson.id === id);
  if (found === undefined) throw new UsageError(`There is no lesson “${id}”.`);
  if (exercise !== undefined && !found.lesson.exercises.has(exercise)) throw new UsageError(`The lesson “${id}” has no exercise “${exercise}”; it has ${[...found.lesson.exercises.keys()].join(', ')}.`);
  const lesson = renderLesson(found.lesson, found.track, { block: (markdown) => markdown, inline: (markdown) => markdown });
  const input = createInterface({ input: process.stdin });
  try {
    const passed = await walkLesson({ classroom, lesson, print, ask: lineReader(input, (text) => void process.stdout.write(text)) }, exercise);
    return passed ? 0 : 1;
  } finally {
    input.close();
  }
}

async function runAnswerFile(run: { readonly id: string; readonly exercise: string; readonly file: string; readonly classroom: Classroom }): Promise<0 | 1> {
  const sql = await nodeFiles.read(slashes(resolve(run.file)));
  if (sql === undefined) throw new UsageError(`${run.file}: there is no such file.`);
  const reply = await run.classroom.exercise({ lesson: run.id, exercise: run.exercise, sql, action: 'check' }, never);
  if (!reply.ok) throw new UsageError(`${reply.failure.message} ${reply.failure.action ?? ''}`.trim());
  const result = reply.value;
  if (result.kind === 'failed') process.stdout.write(`${run.file}: ${result.message}\n`);
  if (result.kind === 'checked') for (const { passed, message } of result.checks) process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${message}\n`);
  return result.kind === 'checked' && result.passed ? 0 : 1;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
