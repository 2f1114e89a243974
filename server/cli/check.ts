import { dirname } from 'node:path/posix';
import { ConfigFiles, type LoadedConfiguration } from '../adapters/config-files';
import { createRawParser } from '../adapters/libpg-query';
import { blockingFiles } from '../adapters/node-files';
import { parserAhead } from '../adapters/parse-ahead';
import { createCoach, type CheckRequest, type Coach } from '../core/coach';
import type { ConfigurationProblem } from '../core/config/configuration';
import { newestVersion } from '../core/config/schema';
import type { Files } from '../core/host';
import { indexLines, positionAt } from '../core/text/line-index';
import { findInputs, absolute } from './inputs';
import { arrange, type CheckedFile } from './arrange';
import type { Round } from './fix';
import type { CheckOptions } from './program';
import { fails, summarize, type FileReport } from './report';
import { readStandardInput } from './standard-input';
import { UsageError } from './usage-error';

/** `sql-coach check`: prints the report, sets the exit status and gives the number of files. Throws a UsageError for what the caller has to repair. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.stdinFilename !== undefined && paths.length > 0) throw new UsageError('--stdin-filename takes the SQL from standard input; give no paths with it');
  if (options.stdinFilename !== undefined && options.fix) throw new UsageError('--fix writes files; it cannot be used with --stdin-filename');
  const parser = parserAhead(createRawParser());
  const inputs = options.stdinFilename === undefined ? await findInputs(blockingFiles, paths) : [];
  parser.expect(inputs.reduce((sum, { files }) => sum + files.length, 0));
  const coach = createCoach({ parser, clock: Date.now, limits: { treeCharacters: 200_000 } });
  const configurations = await configurationsOf(coach, options);
  const round = async (files: Files) => {
    const arranged = options.stdinFilename === undefined
      ? await arrange({ files, coach, configurationOf: configurations }, inputs)
      : await standardInput(coach, configurations, options.stdinFilename);
    // What fixing leaves is nearly all the same: threads would cost more than they save.
    if (files === blockingFiles) await parser.ahead(arranged.flatMap(({ document }) => document.statements.flatMap(({ statement }) => (statement.kind === 'sql' ? statement.text : []))));
    return { files: arranged, reports: checkAll(coach, arranged, options) };
  };
  const first = await round(blockingFiles);
  const last = options.fix ? await (await import('./fix')).fixFiles(first, round) : first;
  const reports = last.files.some(({ loaded }) => loaded.baseline !== undefined) || options.writeBaseline ? await withBaselines(last, options) : last.reports;
  process.exitCode = fails(summarize(reports), options.failOn) ? 1 : 0;
  process.stdout.write(await render(reports, options));
  const failure = await parser.close();
  if (failure !== undefined) process.stderr.write(`sql-coach: ${failure}\n`);
  return last.files.length;
}

/** Writes or compares the baselines; what was written is known from now on. */
async function withBaselines({ files, reports }: Round, { writeBaseline }: CheckOptions): Promise<readonly FileReport[]> {
  const { tellUnmatched, writeBaselines } = await import('./baseline');
  const checked = files.flatMap((file, index) => reports[index]?.result === undefined ? [] : [{ file, result: reports[index].result }]);
  if (!writeBaseline) tellUnmatched(checked);
  else writeBaselines(checked);
  return writeBaseline ? reports.map((report) => ({ ...report, findings: [] })) : reports;
}

export type ConfigurationOf = (path: string) => Promise<LoadedConfiguration>;

/** The configuration for each file. Its errors end the run; its warnings are printed once. */
export async function configurationsOf(coach: Coach, { config, writeBaseline = false }: Pick<CheckOptions, 'config'> & Partial<Pick<CheckOptions, 'writeBaseline'>>): Promise<ConfigurationOf> {
  const configs = new ConfigFiles(blockingFiles, coach.rules);
  const told = new Set<LoadedConfiguration>();
  const accept = (loaded: LoadedConfiguration) => {
    // That there is no baseline yet is no news for who writes it.
    if (!told.has(loaded)) tell(writeBaseline ? { ...loaded, problems: loaded.problems.filter(({ severity }) => severity === 'error') } : loaded);
    told.add(loaded);
    return loaded;
  };
  if (config === undefined) return async (path) => accept(await configs.forFile(path, dirname(path)));
  const loaded = await configs.load(absolute(config));
  if (loaded === undefined) throw new UsageError(`${config}: no such file`);
  return () => Promise.resolve(accept(loaded));
}

function tell({ file, problems, text, baseline }: LoadedConfiguration): void {
  tellProblems(file.path, problems, text);
  if (baseline?.text !== undefined) tellProblems(baseline.path, baseline.problems, baseline.text);
}

function tellProblems(path: string, problems: readonly ConfigurationProblem[], text: string): void {
  const lines = indexLines(text);
  const messages = problems.map(({ message, span, severity }) => {
    const { line, character } = positionAt(lines, span.start);
    return `${path}:${line + 1}:${character + 1}: ${severity}: ${message}`;
  });
  if (problems.some(({ severity }) => severity === 'error')) throw new UsageError(messages.join('\n'));
  for (const message of messages) process.stderr.write(`sql-coach: ${message}\n`);
}

/** SQL from standard input, as if it were in the file of that name. */
export async function standardInput(coach: Coach, configurationOf: ConfigurationOf, name: string): Promise<readonly CheckedFile[]> {
  const text = await readStandardInput();
  const path = absolute(name);
  const files = { ...blockingFiles, read: (wanted: string) => (wanted === path ? Promise.resolve(text) : blockingFiles.read(wanted)) };
  return arrange({ files, coach, configurationOf }, [{ kind: 'file', path, files: [{ path, shown: name }] }]);
}

function checkAll(coach: Coach, files: readonly CheckedFile[], options: CheckOptions): readonly FileReport[] {
  const results = coach.checkAll(files.map((file) => requestOf(file, options)));
  return files.map(({ shown, document }, index) => {
    const result = results[index] ?? { findings: [], groups: [], crashes: [] };
    const { findings, crashes } = result;
    for (const { rule, message } of crashes) process.stderr.write(`sql-coach: rule ${rule} failed on ${shown} and was left out there; please report it: ${message}\n`);
    return { path: shown, text: document.text, findings, result };
  });
}

function requestOf({ path, document, set, migration, loaded }: CheckedFile, { pgVersion, writeBaseline }: CheckOptions): CheckRequest {
  const resolved = loaded.resolver(newestVersion).resolve(path);
  return {
    file: path,
    document,
    configuration: pgVersion === undefined ? resolved : { ...resolved, pgVersion },
    history: set?.history,
    parts: set !== undefined && migration ? set.partsOf(path, document) : undefined,
    transaction: set !== undefined && migration ? set.transaction : 'unknown',
    known: writeBaseline ? undefined : loaded.known(path),
  };
}

async function render(reports: readonly FileReport[], { format, color, failOn }: CheckOptions): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./report-json')).reportJson(reports);
    case 'sarif':
      return (await import('./report-sarif')).reportSarif(reports);
    case 'github':
      return (await import('./report-github')).reportGithub(reports);
    case 'gitlab':
      return (await import('./report-gitlab')).reportGitlab(reports);
    case 'junit':
      return (await import('./report-junit')).reportJunit(reports, failOn);
    case 'pretty': {
      const { painter, reportPretty } = await import('./report-pretty');
      return reportPretty(reports, painter(color));
    }
  }
}
