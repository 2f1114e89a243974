import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DatabaseError, OpenOptions, Outcome, QueryResult, Session, Value } from '../../core/database';
import type { Cancel, Log } from '../../core/host';
import { duration, watchDeadline } from '../deadline';
import { emptyResult } from '../results';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './messages';

export interface WorkerSessionOptions {
  readonly folder: string;
  readonly settings: readonly string[];
  readonly log: Log;
  readonly idleTimeout: number;
  readonly open: OpenOptions;
  readonly cancel: Cancel;
  /** Called once, when the thread is gone. */
  readonly ended: () => void;
}

/** Starting takes about half a second; on a machine that swaps it may take very much longer. */
const startTimeout = 120_000;

type Answer = Outcome<readonly QueryResult[]>;

/** One worker thread with one PostgreSQL in it, from start to end. */
export class WorkerSession implements Session {
  version = 0;
  readonly #options: WorkerSessionOptions;
  readonly #worker: Worker;
  readonly #gone: Promise<void>;
  /** Why the session is over; undefined while it lives. */
  #over: DatabaseError | undefined;
  #pending: ((answer: Answer) => void) | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #requests = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: WorkerSessionOptions) {
    this.#options = options;
    const bundle = join(options.folder, 'embedded.js');
    if (!existsSync(bundle)) this.#over = failure(`The embedded PostgreSQL is missing from this installation (${bundle}).`, 'lost');
    // Streams are taken, or what PostgreSQL prints would end up in the language server's own output.
    this.#worker = new Worker(bundle, { workerData: { folder: options.folder, settings: options.settings } satisfies WorkerStart, stdout: true, stderr: true, env: {} });
    this.#worker.stdout.resume();
    this.#worker.stderr.on('data', (chunk: Buffer) => options.log.warn(`embedded PostgreSQL: ${chunk.toString().trim()}`));
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#end(failure(`The embedded PostgreSQL ended unexpectedly: ${error.message}`, 'lost')));
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#end(failure(`The embedded PostgreSQL ended unexpectedly (exit code ${code}).`, 'lost'));
        options.ended();
        resolve();
      });
    });
  }

  /** Waits until PostgreSQL answers. */
  async start(): Promise<Outcome<undefined>> {
    const answer = await this.#wait(startTimeout, () => {});
    return answer.ok ? { ok: true, value: undefined } : answer;
  }

  async query(sql: string, parameters: readonly Value[] = []): Promise<Outcome<QueryResult>> {
    const answer = await this.#send({ sql, parameters });
    return answer.ok ? { ok: true, value: answer.value.at(-1) ?? emptyResult } : answer;
  }

  async script(sql: string): Promise<Answer> {
    return this.#send({ sql });
  }

  async close(): Promise<void> {
    this.#end(failure('The session is closed.', 'lost'));
    await this.#gone;
  }

  #send(request: Omit<WorkerRequest, 'id'>): Promise<Answer> {
    const answer = this.#queue.then(() =>
      this.#wait(this.#options.open.statementTimeout, () => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        this.#worker.postMessage({ id: ++this.#requests, ...request } satisfies WorkerRequest);
      }),
    );
    this.#queue = answer;
    return answer;
  }

  async #wait(milliseconds: number, begin: () => void): Promise<Answer> {
    if (this.#over) return { ok: false, error: this.#over };
    clearTimeout(this.#idle);
    // Only a running statement keeps the process alive, an idle session does not.
    this.#worker.ref();
    const endWatch = watchDeadline({ milliseconds, cancel: this.#options.cancel, stop: (reason) => this.#end(stopped(reason, milliseconds)) });
    const answer = await new Promise<Answer>((resolve) => {
      this.#pending = resolve;
      begin();
    });
    endWatch();
    if (!this.#over) {
      this.#worker.unref();
      this.#idle = setTimeout(() => this.#end(idle(this.#options.idleTimeout)), this.#options.idleTimeout).unref();
    }
    return answer;
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === 'failed') this.#end(failure(`The embedded PostgreSQL broke and was ended: ${message.message}. The next run starts it again.`, 'lost'));
    else if (message.kind === 'ready') {
      this.version = message.version;
      this.#answer({ ok: true, value: [] });
    } else this.#answer(message.outcome);
  }

  #answer(answer: Answer): void {
    const resolve = this.#pending;
    this.#pending = undefined;
    resolve?.(answer);
  }

  /** Ends the thread; the first reason stays. */
  #end(reason: DatabaseError): void {
    if (this.#over) return;
    this.#over = reason;
    clearTimeout(this.#idle);
    this.#answer({ ok: false, error: reason });
    // Somebody may wait for its end.
    this.#worker.ref();
    void this.#worker.terminate();
  }
}

function failure(message: string, stop: DatabaseError['stopped'] & string): DatabaseError {
  return { message, code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped: stop };
}

function stopped(reason: 'timeout' | 'cancelled', milliseconds: number): DatabaseError {
  if (reason === 'cancelled') return failure('Cancelled. The embedded PostgreSQL was ended with it; the next run starts it again.', reason);
  return failure(`Stopped after ${duration(milliseconds)}. The embedded PostgreSQL was ended with it; the next run starts it again.`, reason);
}

function idle(milliseconds: number): DatabaseError {
  return failure(`The embedded PostgreSQL was ended after ${duration(milliseconds)} without use.`, 'lost');
}

