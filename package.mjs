// `npm run package`: one .vsix that installs and works offline. `node package.mjs [--no-build] [--out FILE]`; prints its size, fails over 10 MB.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const limit = 10_000_000;
const folder = dirname(fileURLToPath(import.meta.url));
process.chdir(folder);
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const args = process.argv.slice(2);
const out = resolve(args.includes('--out') ? args[args.indexOf('--out') + 1] : `${name}-${version}.vsix`);

if (!args.includes('--no-build')) node('esbuild.mjs', '--production');
if (!existsSync('dist/extension.js')) throw new Error('There is no dist/extension.js to package: run `npm run build` first.');
rmSync(out, { force: true });
// Everything is bundled, so no package of node_modules goes in.
node(join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce'), 'package', '--no-dependencies', '--out', out);
const { size } = statSync(out);
console.log(`${out}: ${(size / 1e6).toFixed(2)} MB`);
if (size > limit) {
  console.error(`The package is larger than ${limit / 1e6} MB.`);
  process.exitCode = 1;
}

function node(...command) {
  const { status, signal } = spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  console.error(`${command[0]} ended with ${signal ?? status}.`);
  process.exit(1);
}
