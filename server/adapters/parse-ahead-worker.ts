import { workerData } from 'node:worker_threads';
import { createRawParser, type RawParser } from './libpg-query';
import { places, states, type ChunkAnswers, type WorkerStart, type WorkToParse } from './parse-ahead';

/** The main thread is at work on its own chunk. */
const lead = 1;
/** How far the answers may run ahead of the main thread, so that the memory for them is bounded. */
const furthest = 128;

const { port } = workerData as WorkerStart;
const started = createRawParser();

port.once('message', (work: WorkToParse) => {
  void started.then((parser) => {
    parseAll(parser, work);
    Atomics.sub(work.shared, places.running, 1);
    port.close();
  });
});

function parseAll(parser: RawParser, { chunks, shared }: WorkToParse): void {
  let next = 0;
  for (;;) {
    const position = waitForMain(shared, next);
    next = Math.max(next, position + lead);
    if (next >= chunks.length) return;
    if (Atomics.compareExchange(shared, places.firstChunk + next, states.free, states.worker) === states.free) {
      const trees = (chunks[next] ?? []).map((sql) => {
        const outcome = parser.parse(sql, () => undefined);
        return outcome?.ok === true ? outcome.json : undefined;
      });
      const answers: ChunkAnswers = { chunk: next, trees };
      port.postMessage(answers);
      Atomics.store(shared, places.firstChunk + next, states.done);
      Atomics.notify(shared, places.firstChunk + next);
    }
    next += 1;
  }
}

/** Where the main thread is, once that is near enough. */
function waitForMain(shared: Int32Array, next: number): number {
  for (;;) {
    const position = Atomics.load(shared, places.position);
    if (next <= position + furthest) return position;
    Atomics.wait(shared, places.position, position);
  }
}
