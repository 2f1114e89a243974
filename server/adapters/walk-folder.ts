import type { Files } from '../core/host';

/** Folders of tools and packages; what lies in them is nobody's own work. */
const skipped = new Set(['node_modules', 'bower_components', 'vendor', 'dist', 'build', 'target', 'out', '__pycache__', 'venv']);

export interface WalkLimits {
  /** Folders below the first one; 0 reads only the folder itself. */
  readonly depth: number;
  /** Folders that are read at all, so that a link to the whole disk ends. */
  readonly folders: number;
}

export const wholeProject: WalkLimits = { depth: 16, folders: 20_000 };

export interface Walk {
  /** Absolute paths of the SQL files, in a stable order. */
  readonly paths: readonly string[];
  /** Folders that could not be read, as sentences. */
  readonly problems: readonly string[];
}

/** The SQL files of a folder and the folders in it. Hidden folders and those of tools are left out. */
export async function walkFolder(files: Files, folder: string, limits: WalkLimits): Promise<Walk> {
  const paths: string[] = [];
  const problems: string[] = [];
  let level = [folder.replace(/\/+$/, '')];
  let read = 0;
  for (let depth = 0; level.length > 0 && depth <= limits.depth && read < limits.folders; depth++) {
    const wanted = level.slice(0, limits.folders - read);
    read += wanted.length;
    const listed = await mapLimited(wanted, async (each) => {
      const names = await files.list(each === '' ? '/' : each).catch((error: unknown) => {
        problems.push(error instanceof Error ? error.message : String(error));
        return [];
      });
      return names.map((name) => `${each}/${name}`);
    });
    const entries = listed.flat();
    paths.push(...entries.filter((entry) => /\.sql$/i.test(entry)));
    level = entries.filter((entry) => entry.endsWith('/')).map((entry) => entry.slice(0, -1)).filter(isOwnWork);
  }
  return { paths: paths.toSorted(), problems };
}

function isOwnWork(folder: string): boolean {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return !name.startsWith('.') && !skipped.has(name);
}

/** Files that are open at the same time. */
const atOnce = 32;

/** Like `Promise.all` over `map`, with a limit to how many run at once; results are in the order of the items. */
export async function mapLimited<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await run(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
