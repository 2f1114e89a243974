import { readFile, readdir, stat } from 'node:fs/promises';
import type { Files } from '../core/host';
import { decodeText } from './text-decoder';

/** Larger files are data, not code; reading one would take more memory than an editor may. */
const largestFile = 128 * 1024 * 1024;

/** Files of the disk. Paths have `/` on every system; Node takes them so on Windows too. */
export const nodeFiles: Files = {
  async read(path) {
    try {
      const { size } = await stat(path);
      if (size > largestFile) throw new Error(`${path}: ${Math.round(size / 1024 / 1024)} MB is more than the ${largestFile / 1024 / 1024} MB that are read`);
      const decoded = decodeText(await readFile(path));
      if (!decoded.ok) throw new Error(`${path}: ${decoded.message}`);
      return decoded.text;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw new Error(messageOf(error, path), { cause: error });
    }
  },
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    } catch (error) {
      if (isMissing(error)) return [];
      throw new Error(messageOf(error, folder), { cause: error });
    }
  },
};

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
