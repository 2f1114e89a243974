// One suite in a process of its own: `mocha.mjs RESULTS FILE…`. Prints failures and slow tests, writes the counts.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Mocha from 'mocha';

const [results, ...files] = process.argv.slice(2);
const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: process.env.TEST_REPORTER ?? 'dot', forbidOnly: true, color: false });
for (const file of files) mocha.addFile(resolve(file));
await mocha.loadFilesAsync();
const slow = [];
const runner = mocha.run((failures) => {
  if (slow.length > 0) console.log(`Slowest: ${slow.toSorted((a, b) => b.seconds - a.seconds).slice(0, 8).map(({ title, seconds }) => `${title} ${seconds} s`).join('; ')}`);
  const { passes = 0, pending = 0 } = runner.stats ?? {};
  writeFileSync(results, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  process.exitCode = failures > 0 ? 1 : 0;
  // What a test left open must not keep the run alive; a leak shows as a warning here.
  setTimeout(() => {
    console.error('Something is still open after the last test; ending the process.');
    process.exit();
  }, 10_000).unref();
});
runner.on('test end', (test) => test.duration > 3000 && slow.push({ title: test.fullTitle(), seconds: Math.round(test.duration / 1000) }));
runner.on('hook end', (hook) => hook.duration > 3000 && slow.push({ title: `${hook.parent?.fullTitle()} ${hook.title}`, seconds: Math.round(hook.duration / 1000) }));
