import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';

/** Puts the extensions of a folder of `.tar.gz` where `CREATE EXTENSION` looks. Done on first use: doing it at every start costs a third of it. */
export function loadExtensions(database: PGlite, folder: string): void {
  const { FS, WASM_PREFIX } = database.Module;
  for (const archive of readdirSync(folder)) {
    for (const { name, content } of untar(gunzipSync(readFileSync(join(folder, archive))))) {
      const path = `${WASM_PREFIX}/${name}`;
      FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
      FS.writeFile(path, content);
    }
  }
}

/** The plain files of a tar archive. */
function* untar(archive: Buffer): Generator<{ readonly name: string; readonly content: Buffer }> {
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const field = (start: number, length: number): string => archive.toString('latin1', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const type = field(156, 1);
    if (type === '0' || type === '') yield { name: field(0, 100), content: archive.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
