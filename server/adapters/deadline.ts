import type { Cancel } from '../core/host';

/** How often a cancel token is looked at; it has no event that all hosts share. */
const cancelInterval = 40;

export interface Deadline {
  /** Longest time in milliseconds. */
  readonly milliseconds: number;
  readonly cancel: Cancel;
  /** Called at most once. */
  readonly stop: (reason: 'timeout' | 'cancelled') => void;
}

/** Watches a running operation. Returns the function that ends the watch. */
export function watchDeadline({ milliseconds, cancel, stop }: Deadline): () => void {
  const timer = setTimeout(() => finish('timeout'), milliseconds);
  const poll = setInterval(() => {
    if (cancel.isCancellationRequested) finish('cancelled');
  }, cancelInterval);
  const end = (): void => {
    clearTimeout(timer);
    clearInterval(poll);
  };
  const finish = (reason: 'timeout' | 'cancelled'): void => {
    end();
    stop(reason);
  };
  return end;
}

/** `15 s`, `300 ms`. */
export function duration(milliseconds: number): string {
  return milliseconds >= 1000 ? `${Number((milliseconds / 1000).toFixed(1))} s` : `${milliseconds} ms`;
}
