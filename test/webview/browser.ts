import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** The same browser that shows the workbench in the editor tests. Not bundled into the test: it finds its cache by its own place. */
export async function launchBrowser(): Promise<Browser> {
  const module = (await import(pathToFileURL(resolve('test/workbench/browser.mjs')).href)) as { launchBrowser(report: (line: string) => void): Promise<Browser> };
  return await module.launchBrowser(console.log);
}
