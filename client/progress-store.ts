import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProgressEvent } from '../server/core/lessons/content';
import { readProgressEvent } from '../server/core/lessons/progress';

export interface StoredProgress {
  readonly events: readonly ProgressEvent[];
  /** Lines of the file that are no events, from 1. They stay in the file. */
  readonly damaged: readonly number[];
}

/**
 * Events of progress, one JSON line each, in a file that only grows: nothing is ever rewritten, so nothing that was saved can be lost by saving.
 * Several windows may append at the same time; the system writes each line in one piece at the end of the file.
 */
export class ProgressStore {
  readonly #path: string;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param path absolute path of the file; it and its folder are made on the first event */
  constructor(path: string) {
    this.#path = path;
  }

  /** Rejects where the file is there but cannot be read. */
  async read(): Promise<StoredProgress> {
    const text = await this.#text();
    const events: ProgressEvent[] = [];
    const damaged: number[] = [];
    text.split('\n').forEach((line, index) => {
      if (line.trim() === '') return;
      const event = readLine(line);
      if (event === undefined) damaged.push(index + 1);
      else events.push(event);
    });
    return { events, damaged };
  }

  /** Resolves when the event is on the disk; events of one window are written in the order of the calls. */
  append(event: ProgressEvent): Promise<void> {
    const written = this.#queue.catch(() => undefined).then(() => this.#write(event));
    this.#queue = written.catch(() => undefined);
    return written;
  }

  async #write(event: ProgressEvent): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, 'a+');
    try {
      const { size } = await file.stat();
      const last = size === 0 ? '\n' : String.fromCharCode((await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] ?? 0);
      // A line that was cut off by a crash or a full disk must not swallow the next one.
      await file.appendFile(`${last === '\n' ? '' : '\n'}${JSON.stringify(event)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }
}

function readLine(line: string): ProgressEvent | undefined {
  try {
    return readProgressEvent(JSON.parse(line));
  } catch {
    return undefined;
  }
}
