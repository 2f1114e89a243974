import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { SqlParser } from '../core/host';
import { readOutcome, type RawParser } from './libpg-query';

/** Statements that one thread takes at a time. */
export interface ChunkAnswers {
  readonly chunk: number;
  /** The tree of each statement as JSON; undefined where the parser did not read it: the main thread then asks its own parser for the reason. */
  readonly trees: readonly (string | undefined)[];
}

export interface WorkerStart {
  readonly port: MessagePort;
}

export interface WorkToParse {
  readonly chunks: readonly (readonly string[])[];
  /** See `places`. */
  readonly shared: Int32Array;
}

/** Where things stand in the numbers that all threads share. */
export const places = { position: 0, running: 1, firstChunk: 2 } as const;
/** Who has a chunk. Whoever changes `free` first has it; `done`: its answers were posted. */
export const states = { free: 0, main: 1, worker: 2, done: 3 } as const;

/** UTF-16 units of statements in a chunk, about: half a millisecond of parsing. */
const chunkLength = 8000;
/** Longer statements are left to the main thread, so that what lies ready is bounded. */
const longestStatement = 64_000;
/** Below this many units of text a thread would be started for nothing. */
const worthwhile = 150_000;
/** Milliseconds that the main thread waits for a chunk in work before it parses itself; a thread that lets it wait longer once is not waited for again. */
const patience = 25;
/** Answers are kept this many chunks behind the one that was asked for last: a file may be read twice. */
const keptBehind = 16;

/**
 * A parser that has other threads parse what will be asked for, as JSON text, while the main thread does something else.
 * It hardly waits for them: what is not there soon it parses itself. So a thread that fails or is slow costs time, never an answer.
 */
export interface ParserAhead extends SqlParser {
  /** Starts the threads early where this many files promise enough work. */
  expect(files: number): void;
  /** The texts that will be asked for, best in their order. Nothing may be asked for before this is done. */
  ahead(texts: readonly string[]): Promise<void>;
  /** Ends the threads; gives a sentence where one of them failed. */
  close(): Promise<string | undefined>;
}

/** With the threads' script missing, or a single processor, it is an ordinary parser. The parser of the main thread may still be starting. */
export function parserAhead(starting: Promise<RawParser>, script = join(__dirname, 'parse-ahead.js')): ParserAhead {
  const threads = existsSync(script) ? Math.min(2, availableParallelism() - 1) : 0;
  return new ThreadedParser(starting, script, threads);
}

interface Place {
  readonly chunk: number;
  readonly index: number;
}

class ThreadedParser implements ParserAhead {
  readonly #starting: Promise<RawParser>;
  #raw: RawParser | undefined;
  readonly #script: string;
  readonly #threads: number;
  readonly #workers: { readonly worker: Worker; readonly port: MessagePort }[] = [];
  readonly #places = new Map<string, Place>();
  readonly #answers = new Map<number, readonly (string | undefined)[]>();
  #shared = new Int32Array(new SharedArrayBuffer(4 * places.firstChunk));
  #position = -1;
  #patient = true;
  #failure: unknown;

  constructor(starting: Promise<RawParser>, script: string, threads: number) {
    this.#starting = starting;
    // Whoever asks for it is told; where nobody does any more, something else has already failed.
    starting.catch(() => undefined);
    this.#script = script;
    this.#threads = threads;
  }

  expect(files: number): void {
    if (files >= 64) this.#start();
  }

  async ahead(texts: readonly string[]): Promise<void> {
    this.#send(texts);
    this.#raw = await this.#starting;
  }

  parse(sql: string): ReturnType<SqlParser['parse']> {
    const json = this.#take(sql);
    return readOutcome(sql, json === undefined ? this.#own.parse(sql) : { ok: true, json });
  }

  parsePlPgSql(createFunction: string): unknown {
    return this.#own.parsePlPgSql(createFunction);
  }

  async close(): Promise<string | undefined> {
    const unfinished = Atomics.load(this.#shared, places.running) > 0;
    await Promise.all(this.#workers.splice(0).map(({ worker }) => (unfinished ? worker.terminate() : undefined)));
    if (this.#failure === undefined) return undefined;
    return `a thread that parses ahead failed (${this.#failure instanceof Error ? this.#failure.message : String(this.#failure)}); everything was checked without it`;
  }

  #send(texts: readonly string[]): void {
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (this.#threads === 0 || (length < worthwhile && this.#workers.length === 0)) return;
    const chunks = this.#cut(texts);
    this.#shared = new Int32Array(new SharedArrayBuffer(4 * (places.firstChunk + chunks.length)));
    this.#start();
    this.#shared[places.running] = this.#workers.length;
    this.#shared[places.position] = this.#position;
    const work: WorkToParse = { chunks, shared: this.#shared };
    for (const { port } of this.#workers) port.postMessage(work);
  }

  get #own(): RawParser {
    if (this.#raw === undefined) throw new Error('the parser was asked before it was ready');
    return this.#raw;
  }

  #start(): void {
    while (this.#workers.length < this.#threads) {
      const { port1, port2 } = new MessageChannel();
      const workerData: WorkerStart = { port: port2 };
      // A smaller stack than the main thread's: what is nested too deeply there is never read here.
      const worker = new Worker(this.#script, { workerData, transferList: [port2], resourceLimits: { stackSizeMb: 1 } });
      worker.on('error', (error) => {
        this.#failure = error;
      });
      worker.unref();
      port1.unref();
      this.#workers.push({ worker, port: port1 });
    }
  }

  #cut(texts: readonly string[]): readonly (readonly string[])[] {
    const chunks: string[][] = [[]];
    let length = 0;
    for (const text of texts) {
      if (text.length > longestStatement || this.#places.has(text)) continue;
      if (length >= chunkLength) {
        chunks.push([]);
        length = 0;
      }
      const chunk = chunks.at(-1) ?? [];
      this.#places.set(text, { chunk: chunks.length - 1, index: chunk.length });
      chunk.push(text);
      length += text.length;
    }
    return chunks;
  }

  /** The tree of a statement, where it was parsed ahead. */
  #take(sql: string): string | undefined {
    const place = this.#workers.length === 0 ? undefined : this.#places.get(sql);
    if (place === undefined) return undefined;
    if (place.chunk !== this.#position) this.#goTo(place.chunk);
    const at = places.firstChunk + place.chunk;
    const state = Atomics.compareExchange(this.#shared, at, states.free, states.main);
    if (state === states.worker && this.#patient) this.#patient = Atomics.wait(this.#shared, at, states.worker, patience) !== 'timed-out';
    if (Atomics.load(this.#shared, at) !== states.done) return undefined;
    if (!this.#answers.has(place.chunk)) this.#receive();
    return this.#answers.get(place.chunk)?.[place.index];
  }

  #goTo(chunk: number): void {
    this.#position = chunk;
    Atomics.store(this.#shared, places.position, chunk);
    Atomics.notify(this.#shared, places.position);
    for (const old of this.#answers.keys()) if (old < chunk - keptBehind) this.#answers.delete(old);
  }

  #receive(): void {
    for (const { port } of this.#workers) {
      for (let received = receiveMessageOnPort(port); received !== undefined; received = receiveMessageOnPort(port)) {
        const { chunk, trees } = received.message as ChunkAnswers;
        this.#answers.set(chunk, trees);
      }
    }
  }
}
