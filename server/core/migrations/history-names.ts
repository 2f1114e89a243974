import type { History, HistoryFile } from './history';
import { migrationName } from './source-file';

type Names = readonly { readonly path: string; readonly name: string; readonly up: boolean }[];

const known = new WeakMap<readonly HistoryFile[], Names>();

/** The files of a history with the names that order them. */
export function historyNames({ files, framework }: History): { readonly files: Names; readonly framework: string | undefined } {
  const names = known.get(files) ?? files.map(({ path, parts }) => ({ path, name: migrationName(path), up: parts.some(({ direction }) => direction === 'up') }));
  known.set(files, names);
  return { files: names, framework };
}
