// `npm start`: SQL Coach in a real VS Code on the sample project, from a fresh clone.
// `npm start -- [--browser] [--check] [--port N] [FOLDER]`: the browser workbench even where the desktop `code` is; only prove that it works.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
/** A port that stays the same keeps what the browser remembers of the workbench, as the progress of lessons. */
const usualPort = 8473;
const windows = process.platform === 'win32';
const args = process.argv.slice(2);
const portAt = args.indexOf('--port');
const wantedPort = portAt < 0 ? undefined : Number(args.splice(portAt, 2)[1]);
const flag = (name) => args.includes(name);
const folder = resolve(args.find((arg) => !arg.startsWith('--')) ?? join(root, 'examples', 'shop'));

process.chdir(root);
try {
  await main();
} catch (error) {
  console.error(`\nSQL Coach did not start: ${error.message}`);
  process.exit(1);
}

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  if (wantedPort !== undefined && !(Number.isInteger(wantedPort) && wantedPort >= 0 && wantedPort < 65_536)) throw new Error('--port takes a number up to 65535.');
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  if (!existsSync('node_modules/.package-lock.json')) step('Installing packages (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund'], { shell: windows });
  if (flag('--check')) return check();
  if (!flag('--browser') && desktopCode()) {
    step('Building', process.execPath, ['esbuild.mjs']);
    step('Opening VS Code', 'code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], { shell: windows });
    return console.log('VS Code is open with SQL Coach. Close its window to end.');
  }
  return browserWorkbench();
}

/** Whether the desktop's `code` is there and answers; it refuses to run as root. */
function desktopCode() {
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell: windows, timeout: 30_000 });
  return status === 0;
}

function step(text, program, programArgs, options = {}) {
  console.log(text);
  const { status, signal, error } = spawnSync(program, programArgs, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (status !== 0) throw new Error(`${text}: ${error?.message ?? `ended with ${signal ?? status}`}.`);
}

/** The extension as users get it: a package, installed. */
function packageExtension() {
  mkdirSync('.cache', { recursive: true });
  const vsix = join(root, '.cache', `start-${process.pid}.vsix`);
  process.once('exit', () => rmSync(vsix, { force: true }));
  step('Building and packaging SQL Coach', process.execPath, ['package.mjs', '--out', vsix]);
  return vsix;
}

async function browserWorkbench() {
  const vsix = packageExtension();
  const { startServer, windowAddress } = await import('./test/workbench/session.mjs');
  const port = wantedPort ?? ((await isFree(usualPort)) ? usualPort : 0);
  console.log('Starting VS Code');
  const server = await startServer({ vsix, port, settings: { 'security.workspace.trust.enabled': true, 'git.enabled': true, 'files.autoSave': 'afterDelay', 'editor.lightbulb.enabled': 'on' } });
  const stop = async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal).on(signal, () => {});
    console.log('\nEnding VS Code');
    await server.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal).once(signal, stop);
  console.log(`\n  SQL Coach is at  ${windowAddress(server, { folder })}\n  (in Chromium, Chrome or Edge on this machine). Press Ctrl+C to end it.\n`);
  const code = await server.ended;
  await server.close();
  throw new Error(`VS Code ended by itself (${code}).\n${server.output()}`);
}

/** Opens the sample project in a headless browser; the extension must become active and show a finding. */
async function check() {
  const vsix = packageExtension();
  const { build } = await import('esbuild');
  const outfile = join(root, '.cache', `check-${process.pid}.mjs`);
  await build({ entryPoints: ['test/workbench/check.ts'], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'warning' });
  process.once('exit', () => rmSync(outfile, { force: true }));
  const { checkSample } = await import(pathToFileURL(outfile).href);
  console.log('Starting VS Code and a browser');
  console.log(await checkSample(folder, vsix));
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer().once('error', () => done(false)).listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
