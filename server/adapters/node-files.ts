// Node loads the promises when they are first asked for, which the command line never does.
import { promises, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import type { Files } from '../core/host';
import { decodeText } from './text-decoder';

/** Larger files are data, not code; reading one would take more memory than an editor may. */
const largestFile = 128 * 1024 * 1024;

/** Files of the disk. Paths have `/` on every system; Node takes them so on Windows too. */
export const nodeFiles: Files = {
  async read(path) {
    try {
      const { size } = await promises.stat(path);
      refuseLarge(path, size);
      return textOf(path, await promises.readFile(path));
    } catch (error) {
      return withoutFile(path, error, undefined);
    }
  },
  async list(folder) {
    try {
      return (await promises.readdir(folder, { withFileTypes: true })).map(nameOf);
    } catch (error) {
      return withoutFile(folder, error, []);
    }
  },
};

/** The same, each read at once: hundreds of small files take a fraction of the time, and nobody waits for anything else meanwhile. */
export const blockingFiles: Files = {
  async read(path) {
    try {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found === undefined) return undefined;
      refuseLarge(path, found.size);
      return textOf(path, readFileSync(path));
    } catch (error) {
      return withoutFile(path, error, undefined);
    }
  },
  async list(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true }).map(nameOf);
    } catch (error) {
      return withoutFile(folder, error, []);
    }
  },
};

function refuseLarge(path: string, size: number): void {
  if (size > largestFile) throw new Error(`${path}: ${Math.round(size / 1024 / 1024)} MB is more than the ${largestFile / 1024 / 1024} MB that are read`);
}

function textOf(path: string, bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Error(`${path}: ${decoded.message}`);
  return decoded.text;
}

function nameOf(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

/** What a missing file is read as; throws a message for the user where something else is wrong. */
function withoutFile<T>(path: string, error: unknown, missing: T): T {
  if (isMissing(error)) return missing;
  throw new Error(messageOf(error, path), { cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  EMFILE: 'too many open files',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

/** ENOTDIR: a part of the path is a file, so nothing can be below it. */
function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function messageOf(error: unknown, path: string): string {
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error ? error.message : String(error);
  return `${path}: ${reasons[code] ?? code}`;
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
