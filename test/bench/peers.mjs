// The peers, from the package registry, in a cache folder of their own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const packages = { 'squawk-cli': '2.66.0', '@postgres-language-server/cli': '0.25.5' };

/** Paths of the peers' programs; those that cannot be installed here are missing, with a line that says so. */
export function installPeers() {
  const folder = resolve('.cache', 'peers', Object.values(packages).join('-'));
  const program = (name) => join(folder, 'node_modules', '.bin', name + (process.platform === 'win32' ? '.cmd' : ''));
  if (!existsSync(program('squawk'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    const { status } = spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    if (status !== 0) console.log('The peers cannot be installed from the package registry; only our own numbers follow.');
  }
  const found = { squawk: program('squawk'), postgresLanguageServer: program('postgres-language-server') };
  return Object.fromEntries(Object.entries(found).filter(([, path]) => existsSync(path)));
}
