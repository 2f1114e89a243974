import { performance } from 'node:perf_hooks';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { embeddedDatabase } from '../adapters/embedded/embedded-database';
import { createParser } from '../adapters/libpg-query';
import { nodeFiles } from '../adapters/node-files';
import { createCoach } from '../core/coach';
import { newestVersion } from '../core/config/schema';
import type { PlacedStatement } from '../core/document/statement';
import { silent, type Cancel } from '../core/host';
import type { HistoryFile } from '../core/migrations/history';
import { indexLines, positionAt, type LineIndex } from '../core/text/line-index';
import { defaultStatementTimeout, traceFiles, type TraceEnd, type TraceRequest } from '../core/trace/trace';
import { arrange, type CheckedFile } from './arrange';
import { configurationsOf, standardInput } from './check';
import { findInputs } from './inputs';
import { available, colorOption, common, formatOption, pgVersion, stringOf, type CommonOptions } from './program';
import { painter } from './report-pretty';
import { plain, summaryLine, traceJson, tracePretty, type ShownStatement } from './trace-report';
import { UsageError } from './usage-error';

interface TraceOptions extends CommonOptions {
  readonly verify: boolean;
  readonly config: string | undefined;
  readonly stdinFilename: string | undefined;
  readonly pgVersion: number | undefined;
  readonly timeZone: string | undefined;
  /** For one statement, in milliseconds. */
  readonly timeout: number;
}

/** The version that the embedded PostgreSQL is. */
const embeddedVersion = 18;

/** Adds `trace [paths...]`. `dist` is the folder of the bundles, where the embedded PostgreSQL lies. */
export function traceCommand(program: Command, dist: string): void {
  program.command('trace')
    .description('Run migrations on the embedded PostgreSQL, statement by statement, and list what each one really locked, wrote anew, read, created and dropped. Paths are taken as `check` takes them.')
    .argument('[paths...]', 'files, folders or globs; the working folder where none is given')
    .option('--verify', 'compare with what `effects` predicts and print the differences; the exit status is 1 where there is one')
    .addOption(formatOption(available))
    .option('--config <file>', 'use this configuration instead of the nearest sqlcoach.json')
    .addOption(new Option('--pg-version <number>', `the PostgreSQL version to run on; only ${embeddedVersion} is embedded`).argParser(pgVersion))
    .option('--stdin-filename <file>', 'read SQL from standard input, under this name')
    .addOption(new Option('--timeout <seconds>', 'longest time for one statement').argParser(seconds).default(defaultStatementTimeout / 1000))
    .option('--time-zone <name>', 'TimeZone of the sessions that run the migrations; UTC where it is not given')
    .addOption(colorOption())
    .action((paths: string[], options: Record<string, unknown>) => trace(paths, {
      ...common(options),
      verify: options['verify'] === true,
      config: stringOf(options['config']),
      stdinFilename: stringOf(options['stdinFilename']),
      pgVersion: typeof options['pgVersion'] === 'number' ? options['pgVersion'] : undefined,
      timeZone: stringOf(options['timeZone']),
      timeout: Number(options['timeout']) * 1000,
    }, dist));
}

function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0) || number > 86_400) throw new InvalidArgumentError('It must be a number of seconds above 0, at most a day.');
  return number;
}

async function trace(paths: readonly string[], options: TraceOptions, dist: string): Promise<void> {
  if (options.pgVersion !== undefined && options.pgVersion !== embeddedVersion) {
    throw new UsageError(`--pg-version ${options.pgVersion}: trace runs on the embedded PostgreSQL, which is ${embeddedVersion}; use effects for what another version does`);
  }
  const files = await filesOf(paths, options);
  noteVersions(files);
  // The first Ctrl+C cancels and what was seen is printed; the second ends the process as usual.
  const cancel = { isCancellationRequested: false };
  process.once('SIGINT', () => { cancel.isCancellationRequested = true; });
  const traced = await traceAll(files, { ...options, cancel, dist });
  if (options.format === 'json') process.stdout.write(traceJson(files.map(({ shown }) => shown), traced, options.verify));
  else process.stdout.write(`${plain(summaryLine(traced))}\n`);
  if (options.verify && process.exitCode === undefined && traced.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
}

async function filesOf(paths: readonly string[], options: TraceOptions): Promise<readonly CheckedFile[]> {
  if (options.stdinFilename !== undefined && paths.length > 0) throw new UsageError('--stdin-filename takes the SQL from standard input; give no paths with it');
  const coach = createCoach({ parser: await createParser(), clock: Date.now });
  const configurationOf = await configurationsOf(coach, options);
  if (options.stdinFilename !== undefined) return standardInput(coach, configurationOf, options.stdinFilename);
  return arrange({ files: nodeFiles, coach, configurationOf }, await findInputs(nodeFiles, paths));
}

function noteVersions(files: readonly CheckedFile[]): void {
  const others = new Set(files.map(({ loaded, path }) => loaded.resolver(newestVersion).resolve(path).pgVersion).filter((version) => version !== embeddedVersion));
  for (const version of others) process.stderr.write(`sql-coach: the configuration says PostgreSQL ${version}; traced and predicted on the embedded one, which is ${embeddedVersion}\n`);
}

interface Surroundings extends TraceOptions {
  readonly cancel: Cancel;
  readonly dist: string;
}

/** Every history on a database of its own; prints each statement as it comes, unless JSON is asked for. */
async function traceAll(files: readonly CheckedFile[], options: Surroundings): Promise<readonly ShownStatement[]> {
  const database = embeddedDatabase({ folder: options.dist, log: silent });
  const paint = painter(options.color);
  const traced: ShownStatement[] = [];
  try {
    for (const group of histories(files)) {
      for await (const statement of traceGroup(group, { ...options, database })) {
        traced.push(statement);
        const block = options.format === 'json' ? undefined : tracePretty(statement, options.verify, paint);
        if (block !== undefined) process.stdout.write(`${block}\n`);
      }
    }
  } finally {
    clearProgress();
    await database.dispose();
  }
  return traced;
}

async function* traceGroup(group: readonly CheckedFile[], options: Surroundings & Pick<TraceRequest, 'database'>): AsyncGenerator<ShownStatement> {
  const { database, cancel, timeout, timeZone } = options;
  const shown = new Map(group.map((file) => [file.path, file.shown]));
  const places = new Map<string, LineIndex>();
  const files = historyOf(group);
  const placeOf = (path: string, { span }: PlacedStatement): readonly [string, number] => {
    const lines = places.get(path) ?? indexLines(files.find((file) => file.path === path)?.document.text ?? '');
    places.set(path, lines);
    return [shown.get(path) ?? path, positionAt(lines, span.start).line + 1];
  };
  const running = traceFiles({
    database, files, traced: new Set(shown.keys()), statementTimeout: timeout, cancel, now: () => performance.now(), progress: showProgress,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  for (let step = await running.next(); ; step = await running.next()) {
    clearProgress();
    if (step.done) return tell(step.value, placeOf);
    const [path, line] = placeOf(step.value.file, step.value.placed);
    yield { ...step.value, shown: path, line };
  }
}

function tell({ problems, stopped }: TraceEnd, placeOf: (path: string, placed: PlacedStatement) => readonly [string, number]): void {
  for (const { file, placed, error } of problems) process.stderr.write(`sql-coach: ${plain(`${placeOf(file, placed).join(':')}: ${error.message}`)}\n`);
  if (stopped === undefined) return;
  const place = stopped.file === undefined ? '' : `${stopped.placed === undefined ? stopped.file : placeOf(stopped.file, stopped.placed).join(':')}: `;
  process.stderr.write(`sql-coach: ${plain(`${place}the trace ended here: ${stopped.error.message}`)}\n`);
  process.exitCode = 2;
}

/** Files of one history, in its order; a file that belongs to none is one by itself. */
function histories(files: readonly CheckedFile[]): readonly (readonly CheckedFile[])[] {
  const groups = new Map<unknown, CheckedFile[]>();
  for (const file of files) groups.set(file.set ?? file, [...(groups.get(file.set ?? file) ?? []), file]);
  return [...groups.values()];
}

/** The migrations, and after them what only uses their tables. */
function historyOf(group: readonly CheckedFile[]): readonly HistoryFile[] {
  const migrations = group[0]?.set?.history.files ?? [];
  const members = new Set(migrations.map(({ path }) => path));
  const others = group.filter(({ path }) => !members.has(path)).map(({ path, document }): HistoryFile =>
    ({ path, document, parts: [{ direction: 'up', start: 0, end: document.text.length + 1, transaction: 'unknown' }] }));
  return [...migrations, ...others];
}

let progressShown = false;

function showProgress(message: string): void {
  if (process.stderr.isTTY !== true) return;
  const width = (process.stderr.columns ?? 80) - 1;
  process.stderr.write(`\r\u001b[K${plain(message).slice(-width)}`);
  progressShown = true;
}

function clearProgress(): void {
  if (progressShown) process.stderr.write('\r\u001b[K');
  progressShown = false;
}
