import { Option, type Command } from 'commander';
import { createParser } from '../adapters/libpg-query';
import { nodeFiles } from '../adapters/node-files';
import { createCatalog, type Catalog } from '../core/catalog/catalog';
import { applyStatement } from '../core/catalog/from-ddl';
import type { QualifiedName } from '../core/catalog/model';
import { surroundings } from '../core/check/transaction';
import { createCoach } from '../core/coach';
import { newestVersion } from '../core/config/schema';
import type { PlacedStatement } from '../core/document/statement';
import { detailsOf } from '../core/effects/describe';
import { effectsOf, type Effects } from '../core/effects/effects';
import { formatName } from '../core/sql/names';
import { indexLines, positionAt } from '../core/text/line-index';
import { arrange, type CheckedFile } from './arrange';
import { configurationsOf, standardInput } from './check';
import { findInputs } from './inputs';
import { available, colorOption, common, formatOption, pgVersion, stringOf, type CommonOptions } from './program';
import { painter, type Paint } from './report-pretty';
import { UsageError } from './usage-error';

interface EffectsCommandOptions extends CommonOptions {
  readonly config: string | undefined;
  readonly pgVersion: number | undefined;
  readonly stdinFilename: string | undefined;
  readonly timeZone: string | undefined;
}

interface FileEffects {
  readonly path: string;
  readonly statements: readonly StatementEffects[];
}

interface StatementEffects {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** The tag of its syntax tree; null for what PostgreSQL cannot read. */
  readonly kind: string | null;
  readonly text: string;
  readonly effects: Effects;
}

export function effectsCommand(program: Command): void {
  program.command('effects')
    .description('List what each statement locks, writes anew, reads from end to end, creates and drops. Paths are taken as `check` takes them.')
    .argument('[paths...]', 'files, folders or globs; the working folder where none is given')
    .addOption(formatOption(available))
    .option('--config <file>', 'use this configuration instead of the nearest sqlcoach.json')
    .addOption(new Option('--pg-version <number>', 'the PostgreSQL version that the SQL is written for, 13 to 18; wins over the configuration').argParser(pgVersion))
    .option('--time-zone <name>', 'the TimeZone of the sessions that run the SQL; decides whether a column from timestamp to timestamptz is written anew')
    .option('--stdin-filename <file>', 'read SQL from standard input, under this name')
    .addOption(colorOption())
    .action((paths: string[], options: Record<string, unknown>) => effects(paths, {
      ...common(options),
      config: stringOf(options['config']),
      pgVersion: typeof options['pgVersion'] === 'number' ? options['pgVersion'] : undefined,
      stdinFilename: stringOf(options['stdinFilename']),
      timeZone: stringOf(options['timeZone']),
    }));
}

/** Prints the effects of every statement; throws a UsageError for what the caller has to repair. */
async function effects(paths: readonly string[], options: EffectsCommandOptions): Promise<void> {
  const name = options.stdinFilename;
  if (name !== undefined && paths.length > 0) throw new UsageError('--stdin-filename takes the SQL from standard input; give no paths with it');
  const coach = createCoach({ parser: await createParser(), clock: Date.now });
  const configurationOf = await configurationsOf(coach, options);
  const files = name === undefined
    ? await arrange({ files: nodeFiles, coach, configurationOf }, await findInputs(nodeFiles, paths))
    : await standardInput(coach, configurationOf, name);
  const reports = files.map((file) => effectsOfFile(file, options));
  process.stdout.write(options.format === 'json' ? json(reports) : pretty(reports, painter(options.color)));
}

/** Statement by statement on the catalog that `check` would see; those of the way down start from what the way up has made. */
function effectsOfFile({ path, shown, document, set, migration, loaded }: CheckedFile, { pgVersion: asked, timeZone }: EffectsCommandOptions): FileEffects {
  const settings = timeZone === undefined ? {} : { timezone: timeZone };
  const version = asked ?? loaded.resolver(newestVersion).resolve(path).pgVersion;
  const parts = set !== undefined && migration ? set.partsOf(path, document) : [];
  const around = surroundings(document, parts, 'unknown');
  const lines = indexLines(document.text);
  const up = startOf(set, path, migration).fork();
  let down: Catalog | undefined;
  const statements = document.statements.flatMap((placed, index) => {
    if (around[index]?.direction === 'down') down ??= up.fork();
    const catalog = around[index]?.direction === 'down' && down !== undefined ? down : up;
    if (placed.statement.kind !== 'sql') return [];
    const told = effectsOf(placed.statement, catalog, { pgVersion: version, settings });
    applyStatement(catalog, placed.statement, { file: path, statement: index });
    return [report(placed, positionAt(lines, placed.span.start).line + 1, told)];
  });
  return { path: shown, statements };
}

function startOf(set: CheckedFile['set'], path: string, migration: boolean): Catalog {
  if (set === undefined) return createCatalog();
  return migration ? set.history.before(path) : set.history.atEnd();
}

function report({ statement, span }: PlacedStatement, line: number, told: Effects): StatementEffects {
  const kind = statement.tree === undefined ? null : (Object.keys(statement.tree)[0] ?? null);
  return { start: span.start, end: span.end, line, kind, text: statement.text, effects: told };
}

/** The machine-readable report; its shape is a promise to scripts outside. Offsets in UTF-16 units, lines from 1. */
function json(files: readonly FileEffects[]): string {
  const shaped = files.map(({ path, statements }) => ({
    path,
    statements: statements.map(({ start, end, line, kind, effects: { locks, rewrites, scans, creates, drops, transaction, certainty } }) => ({
      start, end, line, kind,
      locks: locks.map(({ relation, mode }) => ({ relation: written(relation), mode })),
      rewrites: rewrites.map(written), scans: scans.map(written), creates: creates.map(written), drops: drops.map(written),
      transaction, certainty,
    })),
  }));
  return `${JSON.stringify({ version: 1, files: shaped }, undefined, 2)}\n`;
}

function written({ schema, name }: QualifiedName): string {
  return `${schema}.${name}`;
}

function pretty(files: readonly FileEffects[], paint: Paint): string {
  const blocks = files.flatMap(({ path, statements }) => statements.map((statement) => describe(path, statement, paint)));
  return blocks.length === 0 ? 'No statements.\n' : blocks.join('\n');
}

function describe(path: string, { line, text, effects: told }: StatementEffects, paint: Paint): string {
  const summary = plain(text).replaceAll(/\s+/g, ' ');
  const head = `${paint('bold', plain(`${path}:${line}`))} ${summary.length > 100 ? `${summary.slice(0, 99)}…` : summary}`;
  return [head, ...detailsOf(told, formatName).map((detail) => `  ${plain(detail)}`), ''].join('\n');
}

/** Names and text come from files: nothing in them may steer the terminal. */
function plain(text: string): string {
  return text.replaceAll(/(?![\t\n])\p{Cc}/gu, '\u{FFFD}');
}
