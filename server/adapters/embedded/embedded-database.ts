import type { Database, OpenOptions, Outcome, Session } from '../../core/database';
import type { Cancel, Log } from '../../core/host';
import { duration } from '../deadline';
import { profiles } from './profiles';
import type { Profile } from './profiles';
import { WorkerSession } from './worker-session';

export interface EmbeddedOptions {
  /** Where the bundle `embedded.js`, `pglite.wasm`, `pglite.data` and `pgdata.tar.br` lie. */
  readonly folder: string;
  readonly log: Log;
  /** Settings that PostgreSQL starts with; `plans` where it is left out. */
  readonly profile?: Profile;
  /** A session that nobody used for so long is ended, in milliseconds. */
  readonly idleTimeout?: number;
  /** Sessions at a time; each is a PostgreSQL of its own and takes about 200 MB. Further ones wait. */
  readonly sessions?: number;
}

const defaultIdleTimeout = 5 * 60_000;
const defaultSessions = 2;
const waitInterval = 20;

/**
 * PostgreSQL inside this process, in a worker thread per session, started when a session is opened and not before.
 * Every session is a fresh, empty database; what one leaves behind ends with its thread.
 * PGlite cannot be interrupted, so cancel and timeout end the thread: the session is over, the next `open` starts anew.
 */
export function embeddedDatabase(options: EmbeddedOptions): EmbeddedDatabase {
  return new EmbeddedDatabase(options);
}

export class EmbeddedDatabase implements Database {
  readonly name = 'embedded PostgreSQL 18';
  readonly kind = 'embedded';
  readonly #options: EmbeddedOptions;
  readonly #sessions = new Set<WorkerSession>();
  #disposed = false;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
  }

  async open(options: OpenOptions, cancel: Cancel): Promise<Outcome<Session>> {
    const waited = await this.#slot(options, cancel);
    if (!waited.ok) return waited;
    const { folder, log, profile = 'plans', idleTimeout = defaultIdleTimeout } = this.#options;
    options.progress?.('starting PostgreSQL');
    const started = Date.now();
    const session = new WorkerSession({ folder, settings: profiles[profile], log, idleTimeout, open: options, cancel, ended: () => this.#sessions.delete(session) });
    this.#sessions.add(session);
    const ready = await session.start();
    if (!ready.ok) return ready;
    log.info(`The embedded PostgreSQL started in ${duration(Date.now() - started)}`);
    return { ok: true, value: session };
  }

  /** Ends all sessions; later calls of `open` fail. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all([...this.#sessions].map((session) => session.close()));
  }

  async #slot({ progress }: OpenOptions, cancel: Cancel): Promise<Outcome<undefined>> {
    const { sessions = defaultSessions } = this.#options;
    if (this.#sessions.size >= sessions) progress?.('waiting for another run of the embedded PostgreSQL to finish');
    while (this.#sessions.size >= sessions && !this.#disposed && !cancel.isCancellationRequested) {
      await new Promise((resolve) => setTimeout(resolve, waitInterval));
    }
    if (this.#disposed) return refused('The embedded PostgreSQL has been shut down.', 'lost');
    return cancel.isCancellationRequested ? refused('Cancelled.', 'cancelled') : { ok: true, value: undefined };
  }
}

function refused(message: string, stopped: 'lost' | 'cancelled'): Outcome<never> {
  return { ok: false, error: { message, code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped } };
}
