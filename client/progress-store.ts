import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventDraft, ProgressEvent } from '../server/core/lessons/progress-event';
import { eventsOf, logText, newEntries, readLog } from '../server/core/lessons/progress-log';

export interface StoredProgress {
  readonly events: readonly ProgressEvent[];
  /** Lines of the file, from 1, that this reading found to be no events. They are moved to the file beside it. */
  readonly damaged: readonly number[];
}

export interface ImportResult {
  readonly added: number;
  readonly known: number;
  /** Lines of the imported file that are no events. */
  readonly damaged: readonly number[];
}

/** After this time in milliseconds a lock belongs to a window that is gone. */
const staleLock = 10_000;

/**
 * Events of progress, one JSON line each, in a file that only grows, so nothing that was saved can be lost by saving.
 * Windows write one after the other, by a lock file. Lines that are damaged are moved to the file `….damaged`.
 */
export class ProgressStore {
  readonly #path: string;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param path absolute path of the file; it and its folder are made on the first event */
  constructor(path: string) {
    this.#path = path;
  }

  /** Where damaged lines are kept. */
  get damagedPath(): string {
    return `${this.#path}.damaged`;
  }

  /** Rejects where the file is there but cannot be read. */
  async read(): Promise<StoredProgress> {
    const { entries, damaged } = readLog(await this.#text());
    if (damaged.length === 0) return { events: eventsOf(entries), damaged: [] };
    try {
      return await this.#exclusive(() => this.#repair());
    } catch {
      // A file that cannot be written can still be read.
      return { events: eventsOf(entries), damaged };
    }
  }

  /** Resolves with the stored event when it is on the disk; events of one window are written in the order of the calls. */
  async append(draft: EventDraft): Promise<ProgressEvent> {
    const event: ProgressEvent = { id: randomUUID(), ...draft };
    await this.#exclusive(() => this.#write(`${JSON.stringify(event)}\n`));
    return event;
  }

  /** The log as text for another machine. */
  async export(): Promise<string> {
    return logText(readLog(await this.#text()).entries);
  }

  /** Adds the events of another log that are not here yet. */
  import(text: string): Promise<ImportResult> {
    return this.#exclusive(async () => {
      const { entries, damaged } = readLog(text);
      const added = newEntries(readLog(await this.#text()).entries, entries);
      if (added.length > 0) await this.#write(logText(added));
      return { added: added.length, known: entries.length - added.length, damaged };
    });
  }

  /** Deletes all progress, and what was kept of damaged lines. */
  delete(): Promise<void> {
    return this.#exclusive(async () => {
      await rm(this.#path, { force: true });
      await rm(this.damagedPath, { force: true });
    });
  }

  /** A line that was cut off by a crash or a full disk must not swallow the next one. */
  async #write(lines: string): Promise<void> {
    const file = await open(this.#path, 'a+');
    try {
      const { size } = await file.stat();
      const last = size === 0 ? '\n' : String.fromCharCode((await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] ?? 0);
      await file.appendFile(`${last === '\n' ? '' : '\n'}${lines}`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Keeps the damaged lines first, then puts the good ones in place by a rename: a crash in between loses nothing. */
  async #repair(): Promise<StoredProgress> {
    const bytes = await readFile(this.#path);
    const { entries, damaged } = readLog(bytes.toString('utf8'));
    if (damaged.length > 0) {
      // Byte by byte: what is damaged need not be text.
      const lines = bytes.toString('latin1').split('\n');
      await appendFile(this.damagedPath, damaged.map((at) => `${lines[at - 1] ?? ''}\n`).join(''), 'latin1');
      const repaired = `${this.#path}.repaired`;
      const file = await open(repaired, 'w');
      try {
        await file.writeFile(logText(entries));
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(repaired, this.#path);
    }
    return { events: eventsOf(entries), damaged };
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.catch(() => undefined).then(() => this.#locked(work));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const lock = `${this.#path}.lock`;
    await mkdir(dirname(this.#path), { recursive: true });
    while (!(await take(lock))) {
      const taken = await stat(lock).catch(() => undefined);
      if (taken !== undefined && Date.now() - taken.mtimeMs > staleLock) await rm(lock, { force: true });
      else await delay(5);
    }
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return '';
      throw error;
    }
  }
}

/** Whether the lock is ours now. */
async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
