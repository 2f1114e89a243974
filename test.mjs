// `npm test`: everything, from a fresh clone. `node test.mjs [--no-build] SUITE|FILE…`: a part of it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/.package-lock.json')) {
  console.log('Installing packages…');
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (installed.status !== 0) process.exit(installed.status ?? 1);
}
const { runTests } = await import('./test/runner/run.mjs');
process.exitCode = await runTests(process.argv.slice(2));
