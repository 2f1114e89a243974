import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../version';
import type { LazyCommandName } from './lazy-commands';
import { failLevels, type FailLevel } from './report';
import { UsageError } from './usage-error';

/** Formats of `check`, and those of every other command. */
const formats = ['pretty', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;
export const available = ['pretty', 'json'] as const;
type Format = (typeof available)[number];
type CheckFormat = (typeof formats)[number];

const colors = ['auto', 'always', 'never'] as const;

export interface CommonOptions {
  readonly format: Format;
  readonly color: boolean;
}

export interface CheckOptions extends Omit<CommonOptions, 'format'> {
  readonly format: CheckFormat;
  readonly config: string | undefined;
  readonly pgVersion: number | undefined;
  readonly stdinFilename: string | undefined;
  readonly failOn: FailLevel;
  readonly fix: boolean;
  readonly writeBaseline: boolean;
}

/**
 * Runs the command line; sets the exit status: 0 fine, 1 findings, 2 wrong usage or something unreadable.
 * Resolves to the number of files that `check` has checked. Never rejects.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let checked = 0;
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 2));
  try {
    const program = createProgram((files) => {
      checked = files;
    });
    await addLazy(program, args);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      const text = error instanceof UsageError ? error.message : `Internal error, please report it: ${String((error as Error)?.stack ?? error)}`;
      process.stderr.write(`sql-coach: ${text}\n`);
      process.exitCode = 2;
    }
  }
  return checked;
}

function createProgram(onChecked: (files: number) => void): Command {
  const program = base(new Command('sql-coach')).description('Coaches PostgreSQL: unsafe migrations and slow patterns, with what they cost and what to do instead.');
  program.addHelpText('after', '\nExit status: 0 nothing at or above the failing level, 1 findings, 2 wrong usage or something that cannot be read.');
  addCheck(program, onChecked);
  addRules(program);
  return program;
}

/** What every command has. */
export function base(command: Command): Command {
  return command
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'sql-coach: ')) });
}

function addCheck(program: Command, onChecked: (files: number) => void): void {
  base(program.command('check'))
    .description('Check SQL files. Paths in the order given are one migration history; a folder is ordered by its migration framework.')
    .argument('[paths...]', 'files, folders or globs; the working folder where none is given')
    .addOption(formatOption(formats))
    .option('--config <file>', 'use this configuration instead of the nearest sqlcoach.json')
    .addOption(new Option('--pg-version <number>', 'the PostgreSQL version that the SQL is written for, 13 to 18; wins over the configuration').argParser(pgVersion))
    .option('--stdin-filename <file>', 'read SQL from standard input, under this name')
    .option('--fix', 'make the safe fixes in the files, then report what is left')
    .option('--write-baseline', 'write the findings into the baseline that sqlcoach.json names; they are not reported from then on')
    .addOption(new Option('--fail-on <level>', 'the lowest level of findings that makes the exit status 1').choices([...failLevels]).default('error'))
    .addOption(colorOption())
    .action(async (paths: string[], options: Record<string, unknown>) => {
      const { check } = await import('./check');
      const files = await check(paths, {
        ...common(options),
        format: formats.find((format) => format === options['format']) ?? 'pretty',
        config: stringOf(options['config']),
        pgVersion: typeof options['pgVersion'] === 'number' ? options['pgVersion'] : undefined,
        stdinFilename: stringOf(options['stdinFilename']),
        failOn: failLevels.find((level) => level === options['failOn']) ?? 'error',
        fix: options['fix'] === true,
        writeBaseline: options['writeBaseline'] === true,
      });
      onChecked(files);
    });
}

function addRules(program: Command): void {
  base(program.command('rules'))
    .description('List the rules.')
    .addOption(formatOption(available))
    .addOption(colorOption())
    .action(async (options: Record<string, unknown>) => {
      const { listRules } = await import('./rules');
      const { format, color } = common(options);
      process.stdout.write(listRules(format, color));
    });
}

const lazyCommands: readonly { readonly name: LazyCommandName; readonly description: string; readonly add: (program: Command, dist: string) => Promise<void> }[] = [
  {
    name: 'effects',
    description: 'List what each statement locks, writes anew, reads from end to end, creates and drops.',
    add: async (program) => (await import('./effects')).effectsCommand(program),
  },
  {
    name: 'explain',
    description: 'Show the plan of a statement, what costs most and why.',
    add: async (program, dist) => (await import('./explain')).explainCommand(program, dist),
  },
  {
    name: 'lesson',
    description: 'Check lessons and answers on the embedded PostgreSQL.',
    add: async (program, dist) => (await import('./lesson')).lessonCommand(program, dist),
  },
  {
    name: 'trace',
    description: 'Run migrations on the embedded PostgreSQL and list what each statement did; compare with the prediction.',
    add: async (program, dist) => (await import('./trace')).traceCommand(program, dist),
  },
];

async function addLazy(program: Command, [asked]: readonly string[]): Promise<void> {
  for (const { name, description, add } of lazyCommands) {
    if (asked === name) await add(program, __dirname);
    else program.command(name).description(description);
  }
  addVersion(program);
}

/** `--version` for commands that were made elsewhere, and those in them. */
function addVersion(command: Command): void {
  if (!command.options.some(({ long }) => long === '--version')) base(command);
  for (const inner of command.commands) addVersion(inner);
}

export function formatOption(choices: readonly string[]): Option {
  return new Option('--format <format>', `how to print: ${choices.join(', ')}`).argParser(formatArgument(choices)).default('pretty');
}

function formatArgument(choices: readonly string[]) {
  return (value: string): string => {
    if (!choices.includes(value)) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return value;
  };
}

export function colorOption(): Option {
  return new Option('--color <when>', 'colours: auto, always or never').choices([...colors]).default('auto');
}

export function pgVersion(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 13 || number > 18) throw new InvalidArgumentError('It must be a whole number from 13 to 18.');
  return number;
}

export function common(options: Record<string, unknown>): CommonOptions {
  return { format: available.find((format) => format === options['format']) ?? 'pretty', color: wantsColor(options['color']) };
}

/** `NO_COLOR` (https://no-color.org) counts for `auto` only: who says `always` means it. */
function wantsColor(when: unknown): boolean {
  if (when !== 'auto') return when === 'always';
  return process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
