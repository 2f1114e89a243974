import { basename, dirname } from 'node:path/posix';
import type { Files } from '../core/host';
import type { Documents } from './documents';

/** The files of the disk as the editor shows them: open documents with their present text, those that were never saved too. */
export function openFiles(disk: Files, documents: Documents): Files {
  return {
    async read(path) {
      return documents.byFile(path)?.document.text ?? disk.read(path);
    },
    async list(folder) {
      const names = await disk.list(folder);
      const here = folder.replace(/(?<=.)\/+$/, '');
      const open = documents.all().flatMap(({ file }) => (dirname(file) === here ? [basename(file)] : []));
      return [...new Set([...names, ...open])];
    },
  };
}
