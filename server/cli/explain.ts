import { dirname } from 'node:path/posix';
import type { Command } from 'commander';
import { ConfigFiles } from '../adapters/config-files';
import { embeddedDatabase } from '../adapters/embedded/embedded-database';
import { createParser } from '../adapters/libpg-query';
import { MigrationFiles } from '../adapters/migration-files';
import { nodeFiles } from '../adapters/node-files';
import { serverDatabase } from '../adapters/postgres/server-database';
import { wholeProject } from '../adapters/walk-folder';
import { createCoach } from '../core/coach';
import type { Document, PlacedStatement } from '../core/document/statement';
import { explainable } from '../core/explain/explainable';
import { createExplainer } from '../core/explain/explainer';
import type { ExplainOutcome, ExplainRequest } from '../core/explain/request';
import { silent } from '../core/host';
import type { History } from '../core/migrations/history';
import { printPlan } from '../core/plan/print-plan';
import { indexLines, positionAt } from '../core/text/line-index';
import { absolute } from './inputs';
import { UsageError } from './usage-error';

/** Name of the environment variable with the connection string: on the command line everybody on the machine could read it. */
const addressVariable = 'SQL_COACH_DATABASE_URL';
const defaultSeconds = 15;

interface ExplainFlags {
  readonly format: string;
  readonly analyze?: boolean;
  readonly connection?: boolean;
  readonly timeout: string;
}

/** Adds `explain FILE[:LINE]`. `dist` is the folder of the bundles, where the embedded PostgreSQL lies. */
export function explainCommand(program: Command, dist: string): void {
  program.command('explain')
    .argument('<file>', 'SQL file; with :LINE after it for one of several statements')
    .description('Show the plan of a statement, what costs most and why. Planned on the tables of the migrations; nothing is executed unless asked.')
    .option('--analyze', 'run the statement, measure it, and roll back')
    .option('--connection', `explain on the server whose address is in ${addressVariable}`)
    .option('--timeout <seconds>', 'longest time that the statement may take', String(defaultSeconds))
    .option('--format <format>', 'how to print: pretty, json', 'pretty')
    .action((file: string, flags: ExplainFlags) => explain(file, flags, dist));
}

async function explain(target: string, flags: ExplainFlags, dist: string): Promise<void> {
  const timeout = Number(flags.timeout) * 1000;
  if (!(timeout > 0)) throw new UsageError(`--timeout ${flags.timeout}: it must be a number of seconds above 0`);
  if (flags.format !== 'pretty' && flags.format !== 'json') throw new UsageError(`--format ${flags.format}: allowed choices are pretty, json`);
  const address = process.env[addressVariable];
  if (flags.connection === true && !address) throw new UsageError(`--connection needs the address of a server in the environment variable ${addressVariable}`);
  const found = await findStatement(target);
  const outcome = await run({
    ...found.request,
    timeout,
    analyze: flags.analyze === true,
    ...(flags.connection === true && address ? { database: serverDatabase(address) } : {}),
  }, dist);
  report(outcome, { found, json: flags.format === 'json' });
}

async function run(request: ExplainRequest, dist: string): Promise<ExplainOutcome> {
  const embedded = embeddedDatabase({ folder: dist, log: silent });
  const explainer = createExplainer({ embedded });
  // The first Ctrl+C cancels, also on a server; the second ends the process as usual.
  const cancel = { isCancellationRequested: false };
  process.once('SIGINT', () => { cancel.isCancellationRequested = true; });
  try {
    return await explainer.explain(request, (message) => {
      if (process.stderr.isTTY) process.stderr.write(`${message}…\n`);
    }, cancel);
  } finally {
    await explainer.dispose();
    await embedded.dispose();
  }
}

interface Found {
  readonly shown: string;
  readonly line: number;
  readonly document: Document;
  readonly request: Pick<ExplainRequest, 'placed' | 'before' | 'path' | 'history'>;
}

async function findStatement(target: string): Promise<Found> {
  const [, shown = target, written] = /^(.*?)(?::(\d+))?$/s.exec(target) ?? [];
  const path = absolute(shown);
  const text = await nodeFiles.read(path).catch((error: unknown) => { throw new UsageError(error instanceof Error ? error.message : String(error)); });
  if (text === undefined) throw new UsageError(`${shown}: no such file`);
  const coach = createCoach({ parser: await createParser(), clock: Date.now });
  const document = coach.open(text);
  const placed = chooseStatement(document, shown, written === undefined ? undefined : Number(written));
  const { statements } = document;
  const history = await historyFor(path, coach);
  return { shown, document, line: lineOf(document, placed), request: { placed, path, history, before: statements.slice(0, statements.indexOf(placed)) } };
}

function chooseStatement(document: Document, shown: string, line: number | undefined): PlacedStatement {
  const { statements } = document;
  if (line !== undefined) {
    // The statement on the line, or the next one where a comment or an empty line stands there.
    const lines = indexLines(document.text);
    const chosen = statements.find(({ span }) => positionAt(lines, span.end).line + 1 >= line);
    if (!chosen) throw new UsageError(`${shown}:${line}: there is no statement at or after this line`);
    return chosen;
  }
  const candidates = statements.filter(({ statement }) => explainable(statement).ok);
  const [only, second] = candidates;
  if (only === undefined || second === undefined) {
    const single = only ?? statements[0];
    if (single === undefined) throw new UsageError(`${shown}: there is no statement in this file`);
    return single;
  }
  const places = candidates.slice(0, 5).map((placed) => `${shown}:${lineOf(document, placed)}`);
  throw new UsageError(`${shown} has ${candidates.length} statements with a plan; name one of them: ${places.join(', ')}${candidates.length > 5 ? ', …' : ''}`);
}

function lineOf({ text }: Document, { span }: PlacedStatement): number {
  return positionAt(indexLines(text), span.start).line + 1;
}

/** The migrations that the file is part of, else the first ones of the project: those of its configuration, else what looks like migrations. */
async function historyFor(path: string, coach: ReturnType<typeof createCoach>): Promise<History | undefined> {
  const loaded = await new ConfigFiles(nodeFiles, coach.rules).forFile(path, absolute('.'));
  const { configuration, folder } = loaded.file;
  const { sets, problems } = await new MigrationFiles(nodeFiles, coach).read(folder === '' ? dirname(path) : folder, configuration.migrations, wholeProject);
  for (const problem of problems) process.stderr.write(`sql-coach: ${problem}\n`);
  return (sets.find(({ history }) => history.has(path)) ?? sets[0])?.history;
}

/** Prints the plan, or on standard error why there is none; then the exit status is 1. */
function report(outcome: ExplainOutcome, { found, json }: { readonly found: Found; readonly json: boolean }): void {
  const { shown, line, document, request } = found;
  if (outcome.ok) {
    process.stdout.write(json ? `${JSON.stringify({ version: 1, path: shown, line, report: outcome.report }, null, 2)}\n` : printPlan(outcome.report));
    return;
  }
  const { message, action, span } = outcome.failure;
  const place = positionAt(indexLines(document.text), request.placed.span.start + (span?.start ?? 0));
  process.stderr.write(`${shown}:${place.line + 1}:${place.character + 1}: ${message} ${action}\n`);
  process.exitCode = 1;
}
