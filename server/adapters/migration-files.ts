import type { Coach } from '../core/coach';
import type { MigrationsConfiguration } from '../core/config/configuration';
import { matchGlobs } from '../core/config/globs';
import type { Document } from '../core/document/statement';
import type { Files } from '../core/host';
import { detectFramework } from '../core/migrations/framework';
import { createHistory, type History } from '../core/migrations/history';
import { orderMigrations } from '../core/migrations/order';
import { migrationParts, movedParts } from '../core/migrations/parts';
import { sideFilesOf, type SideFiles, type SourceFile } from '../core/migrations/source-file';
import type { FrameworkName, MigrationPart, TransactionMode } from '../core/migrations/unit';
import { groupByHistory } from './migration-folders';
import { mapLimited, walkFolder, type WalkLimits } from './walk-folder';

/** One migration history as it was found on disk. Immutable. */
export interface MigrationSet {
  /** Absolute, without `/` at the end. */
  readonly folder: string;
  readonly framework: FrameworkName;
  /** How statements outside of any part are run. */
  readonly transaction: TransactionMode;
  readonly history: History;
  /** The same document gives the same object. */
  partsOf(path: string, document: Document): readonly MigrationPart[];
  /** The set with another text for one of its files; itself where nothing changes. */
  with(path: string, document: Document): MigrationSet;
  /** Whether a new file of this path would belong to it. */
  isCandidate(path: string): boolean;
}

export interface FoundMigrations {
  readonly sets: readonly MigrationSet[];
  /** Files and folders that could not be read, as sentences. */
  readonly problems: readonly string[];
}

/** What the configuration says of one history, and where it lies. */
interface SetPlan {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly isCandidate: (path: string) => boolean;
  readonly configuration: MigrationsConfiguration;
  /** Keep the order of `paths`. */
  readonly inOrder: boolean;
}

const unconfigured: MigrationsConfiguration = { globs: undefined, framework: undefined, transaction: undefined };

/** Reads migration histories from files. */
export class MigrationFiles {
  readonly #files: Files;
  readonly #coach: Pick<Coach, 'open'>;

  constructor(files: Files, coach: Pick<Coach, 'open'>) {
    this.#files = files;
    this.#coach = coach;
  }

  /** The histories below a folder: the one that the configuration names, else one for each folder that looks like migrations. */
  async read(root: string, configuration: MigrationsConfiguration, limits: WalkLimits): Promise<FoundMigrations> {
    const plans = configuration.globs === undefined ? await this.#discover(root, configuration, limits) : await this.#configured(root, configuration, configuration.globs, limits);
    return this.#load(plans.sets, plans.problems);
  }

  /** Files that were given in order are one history. */
  async readInOrder(paths: readonly string[], configuration: MigrationsConfiguration = unconfigured): Promise<FoundMigrations> {
    const folder = paths[0]?.slice(0, paths[0].lastIndexOf('/')) ?? '/';
    return this.#load([{ folder, paths, isCandidate: () => false, configuration, inOrder: true }], []);
  }

  /** A whole folder is one history, ordered by its framework. */
  async readFolder(folder: string, paths: readonly string[], configuration: MigrationsConfiguration = unconfigured): Promise<FoundMigrations> {
    return this.#load([{ folder, paths, isCandidate: (path) => path.startsWith(`${folder}/`), configuration, inOrder: false }], []);
  }

  async #discover(root: string, configuration: MigrationsConfiguration, limits: WalkLimits) {
    const { paths, problems } = await walkFolder(this.#files, root, limits);
    const sets = groupByHistory(paths).map(
      ({ folder, paths: members }): SetPlan => ({ folder, paths: members, isCandidate: (path) => path.startsWith(`${folder}/`) && groupByHistory([path]).length > 0, configuration, inOrder: false }),
    );
    return { sets, problems };
  }

  async #configured(root: string, configuration: MigrationsConfiguration, globs: readonly string[], limits: WalkLimits) {
    const bases = outermost(globs.filter((glob) => !glob.startsWith('!')).map((glob) => `${root}/${fixedStart(glob)}`.replace(/\/+$/, '')));
    const walks = await Promise.all(bases.map((base) => walkFolder(this.#files, base, limits)));
    const matches = matchGlobs(globs);
    const isCandidate = (path: string) => path.startsWith(`${root}/`) && matches(path.slice(root.length + 1));
    const paths = walks.flatMap((walk) => walk.paths).filter(isCandidate);
    const folder = bases.length === 1 && bases[0] !== undefined ? bases[0] : root;
    return { sets: paths.length === 0 ? [] : [{ folder, paths, isCandidate, configuration, inOrder: false }], problems: walks.flatMap((walk) => walk.problems) };
  }

  async #load(plans: readonly SetPlan[], problems: readonly string[]): Promise<FoundMigrations> {
    const failed: string[] = [...problems];
    const sets: MigrationSet[] = [];
    for (const plan of plans) {
      const sources = await this.#sources(plan.paths, failed);
      const sides = await this.#sides(plan.paths);
      sets.push(createSet(plan, sources, sides, this.#coach));
    }
    return { sets, problems: failed };
  }

  /** A file that cannot be read is missing in the history, and named. */
  async #sources(paths: readonly string[], failed: string[]): Promise<readonly SourceFile[]> {
    const sources = await mapLimited(paths, async (path) => {
      const text = await this.#files.read(path).catch((error: unknown) => {
        failed.push(error instanceof Error ? error.message : String(error));
        return undefined;
      });
      return text === undefined ? [] : [{ path, text }];
    });
    return sources.flat();
  }

  async #sides(paths: readonly string[]): Promise<SideFiles> {
    const wanted = [...new Set(paths.flatMap(sideFilesOf))];
    const texts = await mapLimited(wanted, async (path) => [path, await this.#files.read(path).catch(() => undefined)] as const);
    return new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])));
  }
}

function createSet(plan: SetPlan, sources: readonly SourceFile[], sides: SideFiles, coach: Pick<Coach, 'open'>): MigrationSet {
  const { framework = detectFramework(sources, sides), transaction } = plan.configuration;
  const ordered = plan.inOrder ? sources : orderMigrations(framework, sources, sides);
  const known = new WeakMap<Document, readonly MigrationPart[]>();
  /** By path: most documents are the last one after an edit. */
  const last = new Map<string, { readonly document: Document; readonly parts: readonly MigrationPart[] }>();
  const partsOf = (path: string, document: Document) => {
    const found = known.get(document);
    if (found !== undefined) return found;
    const before = last.get(path);
    const parts = (before && movedParts(before.parts, before.document, document)) ?? migrationParts(framework, { path, text: document.text }, { sides, configured: transaction });
    known.set(document, parts);
    last.set(path, { document, parts });
    return parts;
  };
  const fileOf = (path: string, document: Document) => ({ path, document, parts: partsOf(path, document) });
  const setOf = (history: History): MigrationSet => {
    const set: MigrationSet = {
      folder: plan.folder,
      framework,
      transaction: transaction ?? 'unknown',
      history,
      partsOf,
      with(path, document) {
        const before = history.files.find((file) => file.path === path);
        return before === undefined || before.document === document ? set : setOf(history.with(fileOf(path, document)));
      },
      isCandidate: plan.isCandidate,
    };
    return set;
  };
  return setOf(createHistory(ordered.map(({ path, text }) => fileOf(path, coach.open(text))), framework));
}

/** The folders of a glob before its first special character. */
function fixedStart(glob: string): string {
  const parts = glob.replace(/^\.\//, '').split('/');
  // A pattern without `/` fits in any folder; the last part of another one is a file or a folder.
  const folders = parts.slice(0, -1);
  const special = folders.findIndex((folder) => /[*?[\]{}()!+@]/.test(folder));
  return folders.slice(0, special < 0 ? folders.length : special).join('/');
}

/** Without folders that lie in others of the list, so that no file is found twice. */
function outermost(folders: readonly string[]): readonly string[] {
  const unique = [...new Set(folders)];
  return unique.filter((folder) => !unique.some((other) => folder.startsWith(`${other}/`)));
}
