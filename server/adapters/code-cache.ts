import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** A bundle that runs from what V8 compiled of it in an earlier run. */
export interface CachedBundle {
  /** The exports of the bundle. */
  run(): unknown;
  /** Keeps, for later runs, what was compiled until now, unless as much is kept already. `much`: a large part of the bundle was used. Never throws. */
  keep(much: boolean): void;
}

/** In front of what V8 compiled: for which file that is, and whether much of it was used. */
interface Header {
  readonly of: string;
  readonly much: boolean;
  /** Bytes behind the header. */
  readonly length: number;
}

interface Kept {
  readonly header: Header;
  readonly code: Buffer;
}

/**
 * Reads a CommonJS bundle (ASCII, as esbuild writes it). V8's flags must be as they stay. What was compiled is kept in `folder`, in a
 * file that only its owner may write; V8 itself refuses what another version of it or other flags have made
 * (https://nodejs.org/api/vm.html#scriptcachedatarejected). Without a folder, or where it cannot be read or written, nothing is kept.
 */
export function cachedBundle(path: string, version: string, folder = cacheFolder()): CachedBundle {
  const file = folder === undefined ? undefined : join(folder, `${checksum(path)}-${process.version}-${process.arch}`);
  const { size, mtimeMs } = statSync(path);
  const of = JSON.stringify([path, version, size, mtimeMs]);
  const found = file === undefined ? undefined : read(file);
  const kept = found?.header.of === of ? found : undefined;
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'latin1')}\n})`, { filename: path, ...(kept === undefined ? {} : { cachedData: kept.code }) });
  const known = script.cachedDataRejected === false ? kept?.header : undefined;
  return {
    run() {
      const module = { exports: {} };
      (script.runInThisContext() as Wrapper)(module.exports, createRequire(path), module, path, dirname(path));
      return module.exports;
    },
    keep(much) {
      if (file === undefined || (known !== undefined && (known.much || !much))) return;
      const code = script.createCachedData();
      write(file, { header: { of, much, length: code.length }, code });
    },
  };
}

type Wrapper = (exports: object, require: NodeJS.Require, module: { readonly exports: object }, path: string, folder: string) => void;

/** Where the system wants such files of its user; undefined where nobody knows, or where Node.js is told not to keep compiled code. */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if ((disabled ?? '') !== '') return undefined;
  try {
    if (process.platform === 'win32') return local === undefined ? undefined : join(local, 'sql-coach', 'code');
    if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'sql-coach');
    return join((xdg ?? '') === '' ? join(homedir(), '.cache') : (xdg ?? ''), 'sql-coach');
  } catch {
    return undefined;
  }
}

function read(file: string): Kept | undefined {
  try {
    const { uid, mode } = statSync(file);
    // What others could have written is not run.
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const bytes = readFileSync(file);
    const end = bytes.indexOf(10);
    const header: unknown = JSON.parse(bytes.toString('utf8', 0, end));
    const code = bytes.subarray(end + 1);
    // V8 does not see every cut.
    return isHeader(header) && header.length === code.length && code.length > 0 ? { header, code } : undefined;
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is Header {
  return typeof value === 'object' && value !== null && 'of' in value && typeof value.of === 'string' && 'much' in value && typeof value.much === 'boolean' && 'length' in value && typeof value.length === 'number';
}

/** Under another name first: other runs see the whole file or none. */
function write(file: string, { header, code }: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), code]), { mode: 0o600 });
    renameSync(fresh, file);
  } catch {
    // The next run compiles again.
  }
}

/** FNV-1a of the UTF-16 units, to tell installations apart. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
