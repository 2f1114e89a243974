// Where things are, and how a program is run and ended. Used by `npm start` and by the editor tests, as source and as a bundle.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository: the nearest one above that holds this file in its place. */
export const projectFolder = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'test', 'workbench', 'project.mjs'))) {
    if (dirname(folder) === folder) throw new Error('The folder of SQL Coach was not found.');
    folder = dirname(folder);
  }
  return folder;
})();

/** What is fetched or made once and kept: editor, browser, screenshots. */
export const cacheFolder = join(projectFolder, '.cache');

/** Runs a program to its end without a terminal; its output comes back, or goes into the error when it fails. */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let stdout = '';
  child.stdout.on('data', (data) => { output += data; stdout += data; });
  child.stderr.on('data', (data) => { output += data; });
  const status = await new Promise((done, failed) => child.once('error', failed).once('close', done));
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${output.slice(-4000)}`);
  return stdout;
}

/** Tries again what depends on a network. */
export async function retry(attempts, action, report = () => {}) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= attempts) throw error;
      report(`failed, trying again: ${String(error.message).split('\n').slice(0, 3).join(' ')}`);
    }
  }
}

/** Waits until `check` gives something; `what` names it when the time is over. Milliseconds. */
export async function until(what, check, { limit = 60_000, interval = 50 } = {}) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${typeof what === 'function' ? await what() : what}: not within ${Math.round(limit / 1000)} s.`);
    await new Promise((done) => setTimeout(done, interval));
  }
}
