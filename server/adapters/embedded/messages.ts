import type { Outcome, QueryResult, Value } from '../../core/database';

/** What the worker thread is started with. */
export interface WorkerStart {
  /** Folder of `pglite.wasm` and the files beside it. */
  readonly folder: string;
  /** `name=value`, after the settings that every embedded PostgreSQL has. */
  readonly settings: readonly string[];
}

export interface WorkerRequest {
  readonly id: number;
  readonly sql: string;
  /** Absent: the simple protocol, which takes several statements. */
  readonly parameters?: readonly Value[];
}

export type WorkerMessage =
  | { readonly kind: 'ready'; readonly version: number }
  | { readonly kind: 'answer'; readonly id: number; readonly outcome: Outcome<readonly QueryResult[]> }
  /** The engine itself failed; the thread ends. */
  | { readonly kind: 'failed'; readonly message: string };
