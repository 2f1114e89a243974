import { stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { embeddedDatabase } from '../adapters/embedded/embedded-database';
import { nodeFiles } from '../adapters/node-files';
import type { Database } from '../core/database';
import { never, silent } from '../core/host';
import { updateBindings } from '../core/lessons/bindings';
import { createClassroom } from '../core/lessons/classroom';
import type { Lesson, Problem } from '../core/lessons/lesson';
import { createLibrary } from '../core/lessons/lessons';
import { parseLesson } from '../core/lessons/parse-lesson';
import { verifyLesson } from '../core/lessons/verify';
import { UsageError } from './usage-error';

/** Longest time of one statement of a lesson: generous, for a machine that does other work too. */
const statementTimeout = 120_000;

/** Adds `lesson verify` and `lesson run`. `dist` is the folder of the bundles, where the embedded PostgreSQL and the shipped lessons lie. */
export function lessonCommand(program: Command, dist: string): void {
  const lesson = program.command('lesson').description('check lessons and answers on the embedded PostgreSQL');
  lesson.command('verify')
    .argument('[paths...]', 'lesson files, or a folder of tracks; without any: the shipped lessons')
    .description('prove lessons: numbers, starters, solutions, wrong answers. Exit status 1 where one is not as it says')
    .option('--update', 'write measured numbers into the lesson files')
    .action(async (paths: readonly string[], { update = false }: { update?: boolean }) => {
      const targets = await findLessons(paths.length === 0 ? [join(dist, 'lessons')] : paths);
      await withDatabase(dist, async (database) => {
        process.exitCode = await verifyAll(targets, { database, update, print: (line) => process.stdout.write(`${line}\n`) });
      });
    });
  lesson.command('run')
    .argument('<lesson>', 'id of a shipped lesson, for example t1-d03')
    .argument('<exercise>', 'id of an exercise in it')
    .argument('<file>', 'SQL file with the answer')
    .description('grade an answer. Exit status 1 where a check fails')
    .action(async (id: string, exercise: string, file: string) => {
      await withDatabase(dist, async (database) => {
        process.exitCode = await runAnswerFile({ id, exercise, file, folder: slashes(join(dist, 'lessons')), database });
      });
    });
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
  const read = await Promise.all(lessons.map(async ({ lesson }) => ({ file: lesson.file, lesson, fixture: await library.setup(lesson), problems: [] })));
  const broken = [...new Set(problems.map(({ file }) => file))];
  return [...read, ...broken.map((file) => ({ file, lesson: undefined, fixture: undefined, problems: problems.filter((problem) => problem.file === file) }))];
}

async function fromFile(file: string): Promise<Target> {
  const { lesson, problems } = parseLesson(file, (await nodeFiles.read(file)) ?? '');
  const root = dirname(dirname(file));
  const fixture = lesson === undefined ? undefined : await createLibrary(nodeFiles, root).setup(lesson);
  return { file, lesson, fixture, problems };
}

export interface VerifyOptions {
  readonly database: Database;
  readonly update: boolean;
  readonly print: (line: string) => void;
}

/** Verifies one lesson after the other; one that fails does not stop the others. Returns the exit status. */
export async function verifyAll(targets: readonly Target[], { database, update, print }: VerifyOptions): Promise<0 | 1> {
  let broken = 0;
  for (const { file, lesson, fixture, problems: unread } of targets) {
    const started = Date.now();
    if (lesson === undefined || fixture === undefined) {
      broken++;
      const problems = unread.length > 0 ? unread : [{ file, line: 1, message: `The data set \`${lesson?.fixture}\` is not in the folder \`fixtures\` beside the track.` }];
      printProblems(file, problems, print);
      continue;
    }
    const { problems, measured, counts } = await verifyLesson(lesson, { database, fixture, cancel: never, statementTimeout });
    if (update && problems.length > 0) {
      const text = (await nodeFiles.read(file)) ?? '';
      const updated = updateBindings(text, (measure, field) => measured.get(measure)?.[field]);
      if (updated !== text) {
        await writeFile(file, updated);
        print(`${file}: numbers written as measured; verify once more`);
      }
    }
    if (problems.length > 0) broken++;
    printProblems(file, problems, print);
    const { measurements, bindings, answers, predictions } = counts;
    print(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${lesson.id}: ${measurements} measurements on two databases, ${bindings} numbers in the text, ${answers} answers, ${predictions} predicted plans (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
  print(`${targets.length - broken} of ${targets.length} lessons are as they say`);
  return broken > 0 ? 1 : 0;
}

function printProblems(file: string, problems: readonly Problem[], print: (line: string) => void): void {
  for (const { line, message } of problems) print(`${file}:${line}: ${message}`);
}

async function runAnswerFile(run: { readonly id: string; readonly exercise: string; readonly file: string; readonly folder: string; readonly database: Database }): Promise<0 | 1> {
  const sql = await nodeFiles.read(slashes(resolve(run.file)));
  if (sql === undefined) throw new UsageError(`${run.file}: there is no such file.`);
  const classroom = createClassroom({ database: run.database, files: nodeFiles, lessonsFolder: run.folder, statementTimeout });
  const reply = await classroom.exercise({ lesson: run.id, exercise: run.exercise, sql, action: 'check' }, never);
  if (!reply.ok) throw new UsageError(`${reply.failure.message} ${reply.failure.action ?? ''}`.trim());
  const result = reply.value;
  if (result.kind === 'failed') process.stdout.write(`${run.file}: ${result.message}\n`);
  if (result.kind === 'checked') for (const { passed, message } of result.checks) process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${message}\n`);
  return result.kind === 'checked' && result.passed ? 0 : 1;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
