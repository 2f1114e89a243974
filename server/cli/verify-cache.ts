import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Verification } from '../core/lessons/verify';

/** Remembers which lessons were proven, by all that the proof depends on. */
export interface VerifyCache {
  /** What was counted when exactly this was proven; undefined where it never was. */
  find(parts: readonly string[]): Promise<Verification['counts'] | undefined>;
  keep(parts: readonly string[], counts: Verification['counts']): Promise<void>;
}

/** Files whose change may change an outcome: the engine, and the code that verifies and lints. */
const engineFiles = ['embedded.js', 'pglite.wasm', 'pgdata.tar.br', 'cli-more.js'];

/** A cache in the user's cache folder for the program in `dist`. A cache that cannot be written is only slower. */
export function verifyCache(dist: string): VerifyCache {
  const folder = join(cacheFolder(), 'sql-coach', 'lessons');
  let engine: string | undefined;
  const fileOf = (parts: readonly string[]) => {
    engine ??= hashFiles(dist);
    return join(folder, `${createHash('sha256').update(JSON.stringify([engine, ...parts])).digest('hex')}.json`);
  };
  return {
    async find(parts) {
      const text = await readFile(fileOf(parts), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : readCounts(text);
    },
    async keep(parts, counts) {
      const file = fileOf(parts);
      await mkdir(folder, { recursive: true }).then(() => writeFile(file, JSON.stringify(counts))).catch(() => undefined);
    },
  };
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (xdg !== undefined && xdg !== '') return xdg;
  if (process.platform === 'win32' && local !== undefined) return local;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

function hashFiles(dist: string): string {
  const hash = createHash('sha256');
  for (const name of engineFiles) if (existsSync(join(dist, name))) hash.update(name).update(readFileSync(join(dist, name)));
  return hash.digest('hex');
}

/** A file that somebody damaged counts as none. */
function readCounts(text: string): Verification['counts'] | undefined {
  try {
    const { measurements, bindings, answers, predictions } = JSON.parse(text) as Partial<Verification['counts']>;
    if ([measurements, bindings, answers, predictions].every((count) => typeof count === 'number')) return { measurements, bindings, answers, predictions } as Verification['counts'];
  } catch {
    return undefined;
  }
  return undefined;
}
