import type { LoadedConfiguration } from '../adapters/config-files';
import { MigrationFiles, type FoundMigrations, type MigrationSet } from '../adapters/migration-files';
import { groupByHistory } from '../adapters/migration-folders';
import { wholeProject } from '../adapters/walk-folder';
import type { Coach } from '../core/coach';
import { newestVersion } from '../core/config/schema';
import type { Document } from '../core/document/statement';
import type { Files } from '../core/host';
import type { Input, InputFile } from './inputs';
import { UsageError } from './usage-error';

/** A file to check, with the history that it is part of or read against. */
export interface CheckedFile extends InputFile {
  readonly document: Document;
  readonly set: MigrationSet | undefined;
  /** Whether it is checked as one of the migrations rather than as a query of the application. */
  readonly migration: boolean;
  readonly loaded: LoadedConfiguration;
}

export interface ArrangeParts {
  readonly files: Files;
  readonly coach: Coach;
  readonly configurationOf: (path: string) => Promise<LoadedConfiguration>;
}

interface Wanted extends InputFile {
  readonly loaded: LoadedConfiguration;
}

/** Reads the files and finds their history. Throws a UsageError where a file cannot be read. */
export async function arrange(parts: ArrangeParts, inputs: readonly Input[]): Promise<readonly CheckedFile[]> {
  const wanted = await wantedFiles(parts, inputs);
  const { sets, named } = await histories(parts, inputs, wanted);
  const checked: CheckedFile[] = [];
  const members = new Map(sets.toReversed().flatMap((set) => set.history.files.map((member) => [member.path, { set, member }] as const)));
  for (const file of ordered(wanted, sets)) {
    const { set, member } = members.get(file.path) ?? { set: sets[0], member: undefined };
    const text = member === undefined ? await parts.files.read(file.path).catch(unreadable) : member.document.text;
    if (text === undefined) throw new UsageError(`${file.shown}: no such file`);
    const document = member?.document ?? parts.coach.open(text);
    const migration = member !== undefined && (named || changesSchema(document));
    checked.push({ ...file, document, set, migration });
  }
  return checked;
}

const schemaChange = /^(?:create|alter|drop|truncate|comment|grant|revoke|reindex|refresh|cluster|vacuum|do|security|import|reassign)\b/i;

function changesSchema({ statements }: Document): boolean {
  return statements.some(({ statement }) => schemaChange.test(statement.text));
}

function unreadable(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error));
}

/** Every file once. What is found in folders is subject to `include` and `exclude`. */
async function wantedFiles({ configurationOf }: ArrangeParts, inputs: readonly Input[]): Promise<readonly Wanted[]> {
  const wanted = new Map<string, Wanted>();
  for (const { kind, files } of inputs) {
    for (const file of files) {
      const loaded = await configurationOf(file.path);
      if (!wanted.has(file.path) && (kind === 'file' || loaded.resolver(newestVersion).includes(file.path))) wanted.set(file.path, { ...file, loaded });
    }
  }
  return [...wanted.values()];
}

/** Sets that the configuration or the name of a folder calls migrations; others are only guessed from how files were given. */
interface Histories {
  readonly sets: readonly MigrationSet[];
  readonly named: boolean;
}

async function histories({ files, coach }: ArrangeParts, inputs: readonly Input[], wanted: readonly Wanted[]): Promise<Histories> {
  const reader = new MigrationFiles(files, coach);
  const [first] = wanted;
  if (first === undefined) return { sets: [], named: true };
  const { configuration, folder } = first.loaded.file;
  const configured = configuration.migrations.globs === undefined ? [] : setsOf(await reader.read(folder, configuration.migrations, wholeProject));
  const isConfigured = ({ path }: InputFile) => configured.some(({ history }) => history.has(path));
  const given = inputs.flatMap((input) => (input.kind === 'folder' ? [] : input.files));
  if (given.length > 0 && given.length === wanted.length) {
    if (given.every(isConfigured)) return { sets: configured, named: true };
    const found = await reader.readInOrder(given.map(({ path }) => path), { ...configuration.migrations, globs: undefined });
    return { sets: setsOf(found), named: false };
  }
  if (configured.length > 0) return { sets: configured, named: true };
  const paths = wanted.map(({ path }) => path);
  const groups = groupByHistory(paths);
  const migrations = { ...configuration.migrations, globs: undefined };
  if (given.length > 0 || groups.length === 0) {
    const found = inputs.length === 1 && inputs[0] !== undefined ? reader.readFolder(inputs[0].path, paths, migrations) : reader.readInOrder(await inOrder(reader, inputs, paths), migrations);
    return { sets: setsOf(await found), named: false };
  }
  const sets = await Promise.all(groups.map((group) => reader.readFolder(group.folder, group.paths, migrations)));
  return { sets: sets.flatMap(setsOf), named: true };
}

/** Folders and files mixed: each folder in the order of its framework, all in the order given. */
async function inOrder(reader: MigrationFiles, inputs: readonly Input[], wanted: readonly string[]): Promise<readonly string[]> {
  const included = new Set(wanted);
  const paths: string[] = [];
  for (const input of inputs) {
    const own = input.files.map(({ path }) => path).filter((path) => included.has(path));
    if (input.kind !== 'folder') paths.push(...own);
    else paths.push(...setsOf(await reader.readFolder(input.path, own)).flatMap(({ history }) => history.files.map(({ path }) => path)));
  }
  return [...new Set(paths)];
}

function setsOf({ sets, problems }: FoundMigrations): readonly MigrationSet[] {
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return sets;
}

/** Migrations first, as they run; then the others as they were found. */
function ordered(wanted: readonly Wanted[], sets: readonly MigrationSet[]): readonly Wanted[] {
  const positions = new Map(sets.flatMap(({ history }) => history.files).map(({ path }, position) => [path, position]));
  const positionOf = ({ path }: Wanted) => positions.get(path) ?? positions.size;
  return wanted.toSorted((a, b) => positionOf(a) - positionOf(b));
}
