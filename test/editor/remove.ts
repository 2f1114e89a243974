import { rmSync } from 'node:fs';

/** Removes a temporary folder that a program may just have written to. */
export function removeFolder(folder: string | undefined): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
