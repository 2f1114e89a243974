import { dirname } from 'node:path/posix';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { pathToFileURL } from 'node:url';
import { ConfigFiles, type LoadedConfiguration } from '../adapters/config-files';
import type { MigrationSet } from '../adapters/migration-files';
import type { Coach, FileConfiguration } from '../core/coach';
import type { KnownCounts } from '../core/config/baseline';
import { configurationName } from '../core/config/configuration';
import type { Resolver } from '../core/config/resolve';
import type { Document } from '../core/document/statement';
import type { Files, Log } from '../core/host';
import type { History } from '../core/migrations/history';
import type { MigrationPart, TransactionMode } from '../core/migrations/unit';
import { indexLines } from '../core/text/line-index';
import { sourceName, toRange } from './convert';
import { fileOf, type Documents, type Snapshot } from './documents';
import { Histories, type Surroundings } from './histories';
import type { Settings } from './settings';

/** Everything outside of a document that its findings depend on. The same object as long as nothing of it has changed. */
export interface FileState {
  readonly configuration: FileConfiguration;
  readonly history: History | undefined;
  readonly parts: readonly MigrationPart[] | undefined;
  /** The sections of the file if it had another text; undefined where it is no migration. */
  readonly partsOf: (document: Document) => readonly MigrationPart[] | undefined;
  readonly transaction: TransactionMode;
  /** Findings that the baseline knows. */
  readonly known: KnownCounts | undefined;
  /** Why the document is not checked; undefined where it is. */
  readonly unchecked: string | undefined;
  /** In a few words for the user: which migrations are known. */
  readonly surroundings: readonly string[];
}

export interface WorkspaceParts {
  readonly coach: Coach;
  readonly documents: Documents;
  readonly settings: Settings;
  readonly files: Files;
  readonly log: Log;
  /** URIs. */
  readonly folders: readonly string[];
}

/** What the editor shall tell of: migrations and queries, our configuration, and the side files of migration frameworks. */
export const watchedPatterns = [
  '**/*.sql', `**/${configurationName}`, '**/*baseline*.json', '**/*.sql.conf', '**/meta/_journal.json', '**/{atlas.sum,migration_lock.toml,metadata.toml,diesel.toml,Cargo.toml,package.json}',
];

/** How long after an edit of a migration the other documents are checked again, in milliseconds. */
const editPause = 250;

/** Configurations and migration histories of the open folders. */
export class Workspace {
  readonly #parts: WorkspaceParts;
  readonly #configs: ConfigFiles;
  readonly #histories: Histories;
  readonly #states = new Map<string, FileState>();
  readonly #published = new Map<string, LoadedConfiguration>();
  #folders: readonly string[];
  #pause: NodeJS.Timeout | undefined;

  /** Findings of open documents may be others now. */
  onChanged: () => void = () => undefined;
  /** Problems of a configuration, which no editor opens with us. */
  onConfiguration: (uri: string, diagnostics: Diagnostic[]) => void = () => undefined;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    this.#configs = new ConfigFiles(parts.files, parts.coach.rules);
    this.#histories = new Histories(parts);
    this.#folders = parts.folders.map(folderOf);
  }

  /** Never rejects: what cannot be read is logged, and the defaults hold. */
  async stateOf(snapshot: Snapshot): Promise<FileState> {
    const { file, uri, document } = snapshot;
    const settings = await this.#parts.settings.forUri(uri);
    const loaded = await this.#configurationOf(file);
    const resolver = loaded.resolver(settings.pgVersion);
    const unchecked = reasonNotToCheck(settings.enable, resolver, file);
    const set = unchecked === undefined ? await this.#migrationsOf(file, loaded) : undefined;
    const member = set?.history.has(file) === true;
    const state: FileState = {
      configuration: resolver.resolve(file),
      history: set?.history,
      parts: set !== undefined && member ? set.partsOf(file, document) : undefined,
      partsOf: (other) => (set !== undefined && member ? set.partsOf(file, other) : undefined),
      transaction: member ? set.transaction : 'unknown',
      known: loaded.known(file),
      unchecked,
      surroundings: set === undefined ? [] : [describe(set, member)],
    };
    const known = this.#states.get(uri);
    if (known !== undefined && isSame(known, state)) return known;
    this.#states.set(uri, state);
    return state;
  }

  /** The migrations that a document is read against. */
  async migrationsOf({ file }: Snapshot): Promise<MigrationSet | undefined> {
    return this.#migrationsOf(file, await this.#configurationOf(file));
  }

  opened(snapshot: Snapshot): void {
    if (this.#histories.opened(snapshot)) this.#changeSoon();
  }

  edited(snapshot: Snapshot): void {
    if (this.#histories.edited(snapshot)) this.#changeSoon();
  }

  closed({ uri, file }: Snapshot): void {
    this.#states.delete(uri);
    if (this.#histories.closed(file)) this.onChanged();
  }

  filesChanged(paths: readonly string[]): void {
    const baselines = new Set([...this.#published.values()].flatMap(({ baseline }) => baseline?.path ?? []));
    const configuration = paths.some((path) => path.endsWith(`/${configurationName}`) || baselines.has(path));
    if (configuration) this.#forget();
    const migrations = this.#histories.filesChanged(paths);
    if (configuration || migrations) this.onChanged();
  }

  settingsChanged(): void {
    this.#states.clear();
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(folderOf));
    this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...added.map(folderOf)];
    this.#forget();
    this.onChanged();
  }

  /** After a pause: while somebody types, only the document itself is checked. */
  #changeSoon(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      if (this.#parts.documents.all().length > 1) this.onChanged();
    }, editPause);
  }

  #forget(): void {
    this.#configs.forget();
    this.#histories.forget();
    for (const path of this.#published.keys()) void this.#configs.load(path).then((loaded) => this.#publish(path, loaded));
  }

  async #migrationsOf(file: string, loaded: LoadedConfiguration): Promise<MigrationSet | undefined> {
    const around = this.#around(file);
    return around === undefined ? undefined : this.#histories.forFile(file, loaded, around);
  }

  async #configurationOf(file: string): Promise<LoadedConfiguration> {
    const around = this.#around(file);
    if (around === undefined) return this.#configs.defaults('/');
    const loaded = await this.#configs.forFile(isPath(file) ? file : `${around.folder}/untitled.sql`, around.folder);
    this.#publish(loaded.file.path, loaded);
    return loaded;
  }

  #publish(path: string, loaded: LoadedConfiguration | undefined): void {
    const known = this.#published.get(path);
    if (known === loaded || (known === undefined && loaded?.problems.length === 0 && loaded.baseline === undefined)) return;
    if (loaded === undefined) this.#published.delete(path);
    else this.#published.set(path, loaded);
    this.onConfiguration(pathToFileURL(path).href, loaded === undefined ? [] : diagnosticsOf(loaded));
    for (const baseline of new Set([known?.baseline?.path, loaded?.baseline?.path])) {
      if (baseline !== undefined) this.onConfiguration(pathToFileURL(baseline).href, loaded?.baseline?.path === baseline ? diagnosticsOf(loaded.baseline) : []);
    }
  }

  /** The workspace folder around a file, else the file's own folder. Unsaved documents belong to the first workspace folder. */
  #around(file: string): Surroundings | undefined {
    const folder = isPath(file) ? this.#folders.filter((each) => file.startsWith(`${each}/`)).toSorted((a, b) => b.length - a.length)[0] : this.#folders[0];
    if (folder !== undefined) return { folder, ofWorkspace: true };
    return isPath(file) ? { folder: dirname(file), ofWorkspace: false } : undefined;
  }
}

/** Of a file on disk, not a URI of something else. */
function isPath(file: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(file);
}

function folderOf(uri: string): string {
  return fileOf(uri).replace(/\/+$/, '');
}

function reasonNotToCheck(enabled: boolean, resolver: Resolver, file: string): string | undefined {
  if (!enabled) return 'Switched off by the setting sqlCoach.enable.';
  return resolver.includes(file) ? undefined : `Left out by ${configurationName}.`;
}

function describe({ history, framework }: MigrationSet, member: boolean): string {
  const count = `${history.files.length} ${framework} migration${history.files.length === 1 ? '' : 's'}`;
  return member ? `one of ${count}` : `read against ${count}`;
}

function isSame(a: FileState, b: FileState): boolean {
  return a.configuration === b.configuration && a.history === b.history && a.parts === b.parts && a.transaction === b.transaction && a.known === b.known && a.unchecked === b.unchecked;
}

function diagnosticsOf({ problems, text }: Pick<LoadedConfiguration, 'problems'> & { readonly text: string | undefined }): Diagnostic[] {
  const lines = indexLines(text ?? '');
  return problems.map(({ message, severity, span }) => ({
    range: toRange(lines, span),
    message,
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: sourceName,
    code: 'configuration',
  }));
}
