import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { openWebview, type Webview, type WebviewOptions } from './harness';

/** One view in a browser, for a suite: a browser for all its tests, and a view that each of them opens and that is closed after it. */
export class ViewUnderTest<Snapshot> {
  readonly #name: string;
  readonly #defaults: WebviewOptions;
  #browser: Browser | undefined;
  #opened: Webview | undefined;

  constructor(name: string, defaults: WebviewOptions = {}) {
    this.#name = name;
    this.#defaults = defaults;
  }

  /** To be called in the `describe` of the suite. */
  setUp(): void {
    const launch = async () => {
      this.#browser = await launchBrowser();
    };
    before(function () {
      this.timeout(180_000);
      return launch();
    });
    after(async () => await this.#browser?.close());
    afterEach(() => this.close());
  }

  /** Opens the view and gives it the snapshot when it is ready; none leaves it waiting. */
  readonly open = async (snapshot: Snapshot | undefined, options: WebviewOptions = {}): Promise<Webview> => {
    if (this.#browser === undefined) throw new Error('The browser is launched before the tests');
    this.#opened = await openWebview(this.#browser, this.#name, { ...this.#defaults, ...options });
    await this.#opened.nextSent('ready');
    if (snapshot !== undefined) await this.post(snapshot);
    return this.#opened;
  };

  /** The view that was opened last. */
  get opened(): Webview {
    if (this.#opened === undefined) throw new Error('No view is open');
    return this.#opened;
  }

  async post(snapshot: Snapshot): Promise<void> {
    await this.opened.post({ type: 'snapshot', snapshot });
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.close();
  }
}
