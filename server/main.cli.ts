import { join } from 'node:path';
import { cachedBundle } from './adapters/code-cache';
import { expectShortRun } from './adapters/short-run';
import { isLazyCommand } from './cli/lazy-commands';
import type { main } from './main.cli-check';
import { version } from './version';

/** Checking so many files has compiled most of what any check needs. */
const manyFiles = 64;

const args = process.argv.slice(2);

// What `check` does not need is a bundle of its own: reading it would take longer than checking a few files.
if (isLazyCommand(args[0])) void import('./main.cli-more');
else void check();

async function check(): Promise<void> {
  expectShortRun();
  const bundle = cachedBundle(join(__dirname, 'cli-check.js'), version);
  const files = await (bundle.run() as { readonly main: typeof main }).main(args);
  bundle.keep(files >= manyFiles);
}
