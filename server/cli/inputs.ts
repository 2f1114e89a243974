import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Files } from '../core/host';
import { matchGlobs } from '../core/config/globs';
import { walkFolder, wholeProject } from '../adapters/walk-folder';
import { UsageError } from './usage-error';

/** One argument of the command line, and the files that it means. */
export interface Input {
  /** `file`: named itself, so neither its ending nor `exclude` keeps it out. */
  readonly kind: 'file' | 'folder' | 'glob';
  /** Absolute, with `/`. */
  readonly path: string;
  readonly files: readonly InputFile[];
}

export interface InputFile {
  /** Absolute, with `/`. */
  readonly path: string;
  /** As the caller would write it: relative where the argument was. */
  readonly shown: string;
}

/** Finds the files of all arguments. Throws a UsageError for one that means nothing. */
export async function findInputs(files: Files, args: readonly string[]): Promise<readonly Input[]> {
  return Promise.all((args.length === 0 ? ['.'] : args).map((argument) => findInput(files, argument)));
}

async function findInput(files: Files, written: string): Promise<Input> {
  const argument = written.replaceAll('\\', '/');
  const path = absolute(argument);
  const kind = await kindOf(path);
  if (kind === 'file') return { kind, path, files: [{ path, shown: argument.replace(/^(?:\.\/)+/, '') }] };
  if (kind === 'folder') return { kind, path, files: await filesBelow(files, path, shownFolder(argument)) };
  if (!/[*?[\]{}()]/.test(argument)) throw new UsageError(`${written}: no such file or folder`);
  const matching = await filesOfGlob(files, argument);
  if (matching.length === 0) throw new UsageError(`${written}: no file matches`);
  return { kind: 'glob', path, files: matching };
}

/** Absolute, with `/`, without one at the end. */
export function absolute(path: string): string {
  const resolved = resolve(path).replaceAll('\\', '/');
  return resolved.length > 1 ? resolved.replace(/\/+$/, '') : resolved;
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/** What stands before the path of a file in the folder: nothing for the working folder. */
function shownFolder(argument: string): string {
  const cleaned = argument.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (cleaned === '.' || cleaned === '') return argument.startsWith('/') ? '/' : '';
  return `${cleaned}/`;
}

async function filesBelow(files: Files, folder: string, shown: string): Promise<readonly InputFile[]> {
  const { paths, problems } = await walkFolder(files, folder, wholeProject);
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(problem);
  return paths.map((path) => ({ path, shown: `${shown}${path.slice(folder.replace(/\/$/, '').length + 1)}` }));
}

async function filesOfGlob(files: Files, glob: string): Promise<readonly InputFile[]> {
  const parts = glob.split('/');
  const special = parts.findIndex((part) => /[*?[\]{}()]/.test(part));
  const base = parts.slice(0, special).join('/') || (glob.startsWith('/') ? '/' : '.');
  const pattern = parts.slice(special).join('/');
  // Unlike a pattern of the configuration, one without `/` means the folder itself, as in a shell.
  const matches = matchGlobs([pattern.includes('/') ? pattern : `./${pattern}`]);
  const folder = absolute(base);
  const found = await filesBelow(files, folder, shownFolder(base));
  return found.filter(({ path }) => matches(path.slice(folder.replace(/\/$/, '').length + 1)) && (pattern.includes('/') || !path.slice(folder.length + 1).includes('/')));
}
