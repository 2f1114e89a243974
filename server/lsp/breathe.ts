import type { Cancel } from '../core/host';

/** How long the event loop may stand still, in milliseconds. */
const longestStep = 6;

/**
 * Runs a generator to its end in short steps. Between them the event loop turns once, because a cancellation is a message that
 * must be read first; promises alone would not let it. undefined: nobody wants the result any more.
 */
export async function breathe<T>(generator: Generator<undefined, T>, cancel: Cancel): Promise<T | undefined> {
  let since = performance.now();
  for (;;) {
    if (cancel.isCancellationRequested) {
      // Lets it keep what it has done.
      generator.return(undefined as never);
      return undefined;
    }
    const step = generator.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < longestStep) continue;
    await nextTurn();
    since = performance.now();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done);
  });
}
