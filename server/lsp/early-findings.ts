import type { CheckResult } from '../core/coach';
import type { Checks } from './checks';
import type { Snapshot } from './documents';

/** A document with more statements is long. */
const longCount = 200;

/** How long a user who opens a long document waits for the first findings, in milliseconds. */
const patience = 15;

interface Told {
  readonly snapshot: Snapshot;
  /** Groups of findings that were told. */
  readonly count: number;
  /** Until more is told. */
  readonly pause: number;
}

/**
 * Tells the first findings of a long document that was just opened before the rest is checked, and more of them in growing steps.
 * What was told once stays: nothing is told early of a document whose findings the client has from an older version.
 */
export class EarlyFindings {
  readonly #checks: Checks;
  /** By URI; undefined where the client has had a complete list. */
  readonly #told = new Map<string, Told | undefined>();

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  /** Waits for the check of a snapshot (undefined: it was stopped). Before it is done gives what is found so far, where that is more than was told. */
  async before(complete: Promise<unknown>, snapshot: Snapshot): Promise<CheckResult | undefined> {
    const { uri } = snapshot;
    let pause = this.#told.get(uri) === undefined ? patience : 0;
    while (this.#isWanted(snapshot)) {
      if (await isDoneWithin(complete, pause)) break;
      const result = this.#checks.soFar(snapshot);
      const told = this.#told.get(uri);
      if (result !== undefined && result.groups.length > (told?.count ?? 0)) {
        this.#told.set(uri, { snapshot, count: result.groups.length, pause: 2 * (told?.pause ?? patience) });
        return result;
      }
      pause = patience;
    }
    if ((await complete) !== undefined) this.#told.set(uri, undefined);
    return undefined;
  }

  /** When there is more to tell of a document than what was told just now. */
  async more(complete: Promise<unknown>, { uri }: Snapshot): Promise<void> {
    await isDoneWithin(complete, this.#told.get(uri)?.pause ?? 0);
  }

  release(uri: string): void {
    this.#told.delete(uri);
  }

  #isWanted(snapshot: Snapshot): boolean {
    if (snapshot.document.segments.length <= longCount) return false;
    return !this.#told.has(snapshot.uri) || this.#told.get(snapshot.uri)?.snapshot === snapshot;
  }
}

function isDoneWithin(work: Promise<unknown>, time: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), time);
    const done = () => {
      clearTimeout(timer);
      resolve(true);
    };
    work.then(done, done);
  });
}
