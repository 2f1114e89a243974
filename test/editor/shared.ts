import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../workbench/browser.mjs';
import { projectFolder } from '../workbench/project.mjs';
import { openSession, type SessionOptions } from '../workbench/session.mjs';
import { Workbench } from '../workbench/workbench';

/** Test files are bundled one by one; what they share in this process is kept here. */
const shared = globalThis as { sqlCoachBrowser?: Promise<Browser> };

/** One browser for all suites. Every window has a profile of its own in it. */
export function browser(): Promise<Browser> {
  shared.sqlCoachBrowser ??= launchBrowser(() => undefined);
  return shared.sqlCoachBrowser;
}

after(async () => {
  const opened = shared.sqlCoachBrowser;
  delete shared.sqlCoachBrowser;
  await (await opened)?.close();
});

/** A new VS Code with SQL Coach from this folder, or from a package. */
export async function openWorkbench(options: SessionOptions): Promise<Workbench> {
  if (!existsSync(join(projectFolder, 'dist', 'extension.js'))) throw new Error('There is no dist/extension.js: run without --no-build.');
  const session = await openSession({ ...(options.vsix === undefined ? { extensionFolder: projectFolder } : {}), ...options, browser: await browser() });
  const workbench = new Workbench(session);
  await workbench.ready();
  return workbench;
}

/** Keeps a picture and the logs of a window whose test failed; to be called in `afterEach`. */
export async function keepEvidence(test: Mocha.Test | undefined, workbench: Workbench | undefined): Promise<void> {
  if (test?.state !== 'failed' || !workbench) return;
  const picture = await workbench.screenshot(`failed-${test.fullTitle()}`).catch((error: unknown) => String(error));
  const logs = workbench.session.server.logs().filter(({ name }) => /SQL Coach|exthost/.test(name));
  console.error([`Picture: ${picture}`, ...logs.map(({ name, text }) => `--- ${name}\n${text.slice(-2500)}`)].join('\n'));
}
