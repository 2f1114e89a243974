// VS Code's server on a free loopback port with a data folder of its own, and windows on it in a headless browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { run, until } from './project.mjs';
import { vscodeServer } from './vscode-server.mjs';

const themes = { light: 'Light Modern', dark: 'Dark Modern', contrast: 'Default High Contrast', contrastLight: 'Default High Contrast Light' };

/** No assistant, no updates, no questions: the window shows what is tested. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'files.autoSave': 'off',
  'editor.lightbulb.enabled': 'off',
};

/** Starts VS Code's server; options are described in `session.d.mts`. */
export async function startServer({ settings = {}, vsix, driver = false, theme = 'dark', port = 0, data: kept, report = console.log } = {}) {
  const { program, script } = await vscodeServer(report);
  const data = kept ?? realpathSync(mkdtempSync(join(tmpdir(), 'sql-coach-vscode-')));
  const remove = () => { if (!kept) rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }); };
  mkdirSync(join(data, 'data', 'User'), { recursive: true });
  writeFileSync(join(data, 'data', 'User', 'settings.json'), JSON.stringify({ ...quietSettings, 'workbench.colorTheme': themes[theme], ...settings }, null, 2));
  const own = ['--server-data-dir', data, '--accept-server-license-terms', '--telemetry-level', 'off'];
  if (vsix) await run(program, [script, ...own, '--install-extension', vsix, '--force']);
  const child = spawn(program, [
    script, ...own, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--reconnection-grace-time', '5',
    ...(driver ? ['--enable-smoke-test-driver'] : []),
  ], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const detach = endWithProcess(child, remove);
  const ended = new Promise((done) => child.once('exit', done));
  let closed;
  const close = () => {
    closed ??= endServer(child, detach).then(() => ended).then(remove);
    return closed;
  };
  const output = outputOf(child);
  try {
    const authority = await answering(child, output);
    return { origin: `http://${authority}`, authority, data, processId: child.pid, ended, output, logs: () => logsOf(data), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function outputOf(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { output = (output + text).slice(-20_000); });
  return () => output;
}

/** Host and port, once the server answers. */
async function answering(child, output) {
  const port = await until(() => `VS Code's server did not start\n${output()}`, () => {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with ${child.exitCode}\n${output()}`);
    return /listening on (\d+)/.exec(output())?.[1];
  }, { limit: 300_000 });
  const authority = `127.0.0.1:${port}`;
  await until(() => `VS Code's server does not answer\n${output()}`, () => fetch(`http://${authority}/version`).then((answer) => answer.ok, () => false), { limit: 300_000 });
  return authority;
}

/** The address of a window. Folders and files of the extension are given to VS Code as it does for its own tests. */
export function windowAddress(server, { folder, extensionFolder, tests, environment }) {
  const uri = (path) => `vscode-remote://${server.authority}${path}`;
  const payload = [];
  if (extensionFolder) payload.push(['extensionDevelopmentPath', uri(extensionFolder)]);
  if (tests) payload.push(['extensionTestsPath', uri(tests)]);
  if (environment) payload.push(['extensionEnvironment', JSON.stringify(environment)]);
  const query = new URLSearchParams();
  if (folder) query.set('folder', folder);
  else query.set('ew', 'true');
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.origin}/?${query}`;
}

/**
 * Server, browser and one window. A `browser` that is given is used and left open.
 * @returns the page with what belongs to it; `close` ends every process that was started and removes their folders
 */
export async function openSession({ folder, extensionFolder, browser: shared, size = { width: 1400, height: 900 }, report = console.log, ...options } = {}) {
  const server = await startServer({ ...options, driver: extensionFolder !== undefined, report });
  let browser = shared;
  try {
    browser ??= await launchBrowser(report);
    const context = await browser.newContext({ viewport: size });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const page = await context.newPage();
    const console_ = [];
    page.on('console', (message) => { if (console_.push(`${message.type()}: ${message.text()}`) > 400) console_.shift(); });
    await page.goto(windowAddress(server, { folder, extensionFolder }), { waitUntil: 'domcontentloaded', timeout: 300_000 });
    const close = async () => {
      await context.close().catch(() => {});
      if (!shared) await browser.close();
      await server.close();
    };
    return { page, context, server, folder, console: () => console_, close };
  } catch (error) {
    if (!shared) await browser?.close();
    await server.close();
    throw error;
  }
}

/** Everything the extension hosts and our own output channels have written, newest file last. */
function logsOf(data) {
  const folder = join(data, 'data', 'logs');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.log')) : [];
  return files.map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') })).filter(({ text }) => text !== '');
}

/** Extension hosts and language servers are in the group of the server, so that ending the group leaves nobody behind. */
function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Whether anybody of the group still runs. Dead ones that nobody collects, as in a container without an init process, do not count. */
function groupRuns(child) {
  if (!signalGroup(child, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const [state, , group] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return Number(group) === child.pid && state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  });
}

const onSignal = (_name, number) => process.exit(128 + number);

/** Where this process ends early, the server must not stay behind. */
function endWithProcess(child, remove) {
  const atExit = () => {
    signalGroup(child, 'SIGKILL');
    remove();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  process.once('exit', atExit);
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    process.off('exit', atExit);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

async function endServer(child, detach) {
  signalGroup(child, 'SIGTERM');
  try {
    await until('VS Code ends', () => !groupRuns(child), { limit: 10_000 });
  } catch {
    signalGroup(child, 'SIGKILL');
    await until('VS Code is gone', () => !groupRuns(child), { limit: 30_000 });
  }
  detach();
}
