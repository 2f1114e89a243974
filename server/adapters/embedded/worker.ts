import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import type { Outcome, QueryResult } from '../../core/database';
import { loadExtensions } from './extensions';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './messages';
import { Engine } from './engine';

/** Part of Node, but not of its types. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

const { folder, settings } = workerData as WorkerStart;

/**
 * As PGlite starts it, but with PostgreSQL's own `search_path` and without changes of system tables.
 * Parallel plans are off because no worker could be launched.
 */
const startParams = [
  '--single', '-F', '-j',
  ...[
    'exit_on_error=false', 'shared_buffers=16MB', 'io_method=sync', 'max_worker_processes=0', 'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0', 'max_parallel_maintenance_workers=0', 'log_checkpoints=false',
    // A prepared transaction is the one way to wait for a lock with a single session.
    'max_prepared_transactions=4',
    ...settings,
  ].flatMap((setting) => ['-c', setting]),
];

function send(message: WorkerMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

async function start(): Promise<void> {
  const engine = await WebAssembly.compile(readFileSync(join(folder, 'pglite.wasm')));
  const database = await PGlite.create({
    pgliteWasmModule: engine,
    // Never run: the data folder is there already. Given all the same, or PGlite looks for the file.
    initdbWasmModule: engine,
    fsBundle: new Blob([readFileSync(join(folder, 'pglite.data'))]),
    loadDataDir: new Blob([brotliDecompressSync(readFileSync(join(folder, 'pgdata.tar.br')))]),
    startParams,
  });
  const sql = new Engine(database);
  let extensionsLoaded = false;
  const answer = async ({ sql: text, parameters }: WorkerRequest): Promise<Outcome<readonly QueryResult[]>> => {
    if (!extensionsLoaded && /extension/i.test(text)) {
      loadExtensions(database, join(folder, 'extensions'));
      extensionsLoaded = true;
    }
    return parameters === undefined ? sql.script(text) : sql.query(text, parameters);
  };
  parentPort?.on('message', (request: WorkerRequest) => {
    answer(request).then((outcome) => send({ kind: 'answer', id: request.id, outcome }), fail);
  });
  const version = await sql.query('SHOW server_version_num', []);
  send({ kind: 'ready', version: Number(version.ok ? version.value[0]?.rows[0]?.[0] : 0) });
}

/** What PGlite throws is never an error of SQL; its memory is not to be trusted afterwards. */
function fail(error: unknown): void {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
}

start().catch(fail);
