import { MigrationFiles, type MigrationSet } from '../adapters/migration-files';
import { wholeProject, type WalkLimits } from '../adapters/walk-folder';
import type { LoadedConfiguration } from '../adapters/config-files';
import type { Coach } from '../core/coach';
import type { Files, Log } from '../core/host';
import { isSideFile } from '../core/migrations/source-file';
import type { Documents, Snapshot } from './documents';
import { openFiles } from './open-files';

export interface HistoryParts {
  readonly coach: Coach;
  readonly documents: Documents;
  readonly files: Files;
  readonly log: Log;
}

/** Where to look for migrations, and how deep. */
export interface Surroundings {
  readonly folder: string;
  /** False for the folder of a file that was opened without a workspace: it may be anything, a home folder too. */
  readonly ofWorkspace: boolean;
}

const onlyThisFolder: WalkLimits = { depth: 1, folders: 50 };

/** What was found below one folder. */
interface Found {
  readonly root: string;
  sets: readonly MigrationSet[];
}

/** The migration histories of the workspace: read once, then kept up to date by open documents and by what the editor hears of the disk. */
export class Histories {
  readonly #parts: HistoryParts;
  readonly #reader: MigrationFiles;
  readonly #found = new Map<string, Promise<Found>>();
  /** Sets that are already read, so that edits can be looked up without waiting. */
  readonly #ready = new Set<Found>();
  /** Files whose text in the history is not the newest one. */
  readonly #outdated = new Set<string>();

  constructor(parts: HistoryParts) {
    this.#parts = parts;
    this.#reader = new MigrationFiles(openFiles(parts.files, parts.documents), parts.coach);
  }

  /** The history that a file is part of, else the one whose folder is nearest; undefined where there is none. */
  async forFile(file: string, loaded: LoadedConfiguration, around: Surroundings): Promise<MigrationSet | undefined> {
    const found = await this.#read(loaded, around);
    await this.#update(found, file);
    return found.sets.find(({ history }) => history.has(file)) ?? nearestSet(found.sets, file);
  }

  /** A new file in a folder of migrations, where the editor tells nothing of the disk. True where other documents may depend on it. */
  opened({ file }: Snapshot): boolean {
    if (this.#isMember(file)) return this.#outdate(file);
    const around = [...this.#ready].filter(({ sets }) => sets.some((set) => set.isCandidate(file))).map(({ root }) => root);
    return this.#drop((root) => around.includes(root));
  }

  /** True where other documents may depend on it. */
  edited({ file }: Snapshot): boolean {
    return this.#isMember(file) && this.#outdate(file);
  }

  /** What was not saved is gone. */
  closed(file: string): boolean {
    return this.#isMember(file) && this.#outdate(file);
  }

  /** Whether any history may be another one now. */
  filesChanged(paths: readonly string[]): boolean {
    let changed = false;
    for (const path of paths) {
      // The text of an open document is known already, and is newer than the one on disk.
      if (this.#isMember(path) && this.#parts.documents.byFile(path) !== undefined) continue;
      if (!/\.sql$/i.test(path) && !isSideFile(path)) continue;
      changed = this.#drop((root) => path.startsWith(`${root}/`)) || changed;
    }
    return changed;
  }

  forget(): void {
    this.#drop(() => true);
  }

  #isMember(file: string): boolean {
    return [...this.#ready].some(({ sets }) => sets.some(({ history }) => history.has(file)));
  }

  #outdate(file: string): true {
    this.#outdated.add(file);
    return true;
  }

  /** Also what is being read at the moment: it may have seen the state before. */
  #drop(meant: (root: string) => boolean): boolean {
    const roots = [...this.#found.keys()].filter(meant);
    for (const root of roots) this.#found.delete(root);
    for (const found of this.#ready) if (roots.includes(found.root)) this.#ready.delete(found);
    return roots.length > 0;
  }

  #read(loaded: LoadedConfiguration, around: Surroundings): Promise<Found> {
    const { folder, configuration } = loaded.file;
    const configured = configuration.migrations.globs !== undefined;
    const root = !configured && !folder.startsWith(`${around.folder}/`) ? around.folder : folder;
    const limits = configured || around.ofWorkspace ? wholeProject : onlyThisFolder;
    const known = this.#found.get(root);
    if (known !== undefined) return known;
    const reading = this.#reader.read(root, configuration.migrations, limits).then(
      ({ sets, problems }) => {
        for (const problem of problems) this.#parts.log.warn(problem);
        const found: Found = { root, sets };
        if (this.#found.get(root) === reading) this.#ready.add(found);
        for (const { file } of this.#parts.documents.all()) this.#outdated.add(file);
        return found;
      },
      (error: unknown): Found => {
        this.#parts.log.error(`Migrations below ${root} could not be read: ${String(error)}`);
        return { root, sets: [] };
      },
    );
    this.#found.set(root, reading);
    return reading;
  }

  /** Brings every file but the asked one up to date; that one is replaced by the check itself. */
  async #update(found: Found, asked: string): Promise<void> {
    for (const file of this.#outdated) {
      if (file === asked) continue;
      const open = this.#parts.documents.byFile(file);
      const text = open === undefined ? await this.#parts.files.read(file).catch(() => undefined) : undefined;
      const document = open?.document ?? (text === undefined ? undefined : this.#parts.coach.open(text));
      if (document !== undefined) found.sets = found.sets.map((set) => set.with(file, document));
      if (this.#parts.documents.byFile(file) === open) this.#outdated.delete(file);
    }
  }
}

/** The one with the longest common path; the first of several. */
function nearestSet(sets: readonly MigrationSet[], file: string): MigrationSet | undefined {
  const parts = file.split('/');
  return sets.toSorted((a, b) => sharedFolders(b, parts) - sharedFolders(a, parts))[0];
}

function sharedFolders({ folder }: MigrationSet, parts: readonly string[]): number {
  const folders = folder.split('/');
  const different = folders.findIndex((name, index) => name !== parts[index]);
  return different < 0 ? folders.length : different;
}
