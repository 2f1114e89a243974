// A real VS Code that runs in a browser, put together from npm packages: no download from elsewhere, no compiler.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder, projectFolder, retry, run } from './project.mjs';

/** code-server 4.139 carries VS Code 1.139; only its folder lib/vscode is used. */
const versions = { codeServer: '4.139.1', node: '24.21.0' };
const platform = `${process.platform}-${process.arch}`;
const key = `vscode-${versions.codeServer}-node-${versions.node}-${platform}`;
const quiet = ['--ignore-scripts', '--omit=dev', '--omit=optional', '--no-audit', '--no-fund', '--silent'];

/** Parts that editor tests never need, and native modules that would have to be compiled. */
const unneeded = [
  'node_modules/@microsoft/mxc-sdk', 'node_modules/@devcontainers', 'node_modules/kerberos', 'node_modules/cpu-features', 'node_modules/ssh2',
  ...['windows-process-tree', 'sandbox-runtime', 'sqlite3'].map((name) => `node_modules/@vscode/${name}`),
  ...['copilot', 'mermaid-markdown-features', 'microsoft-authentication', 'tunnel-forwarding', 'github', 'github-authentication'].map((name) => `extensions/${name}`),
];

/**
 * The program and first argument that start VS Code's server. Makes it in `.cache` when it is not there (about 20 s, 275 MB).
 * @param {(line: string) => void} report is told each step
 */
export async function vscodeServer(report = console.log) {
  if (process.platform === 'win32') throw new Error('The browser workbench is made for Linux and macOS. On Windows, put the command `code` of VS Code on the PATH.');
  const folder = join(cacheFolder, key);
  if (!existsSync(folder)) {
    report(`Preparing VS Code ${versions.codeServer.replace('4.', '1.')} from npm packages (once, about half a minute)`);
    const started = Date.now();
    const step = (text) => report(`  ${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s  ${text}`);
    const draft = join(cacheFolder, `draft-${key}-${process.pid}`);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    try {
      await make(draft, step);
      place(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    step('VS Code is ready');
  }
  return { program: nodeProgram(folder), script: join(folder, 'vscode', 'out', 'server-main.js') };
}

/** Only a whole folder gets the final name; another process may have been first, then its folder is as good. */
export function place(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function make(folder, step) {
  await Promise.all([fetchEditor(folder, step), fetchNode(folder, step)]);
  const vscode = join(folder, 'vscode');
  const environment = { ...process.env, PATH: `${join(folder, 'node')}${delimiter}${process.env.PATH}` };
  // Settings of an npm that called us would reach this one through the environment.
  for (const name of Object.keys(environment)) if (/^npm_(config_(dry_run|ignore_scripts|omit|save)|package|lifecycle)/i.test(name)) delete environment[name];
  const npm = (...args) => retry(3, () => run('npm', args, { cwd: vscode, env: environment }), step);
  step('installing what VS Code depends on');
  await npm('install', ...quiet);
  const watcher = JSON.parse(readFileSync(join(vscode, 'node_modules/@parcel/watcher/package.json'), 'utf8')).version;
  step('installing the file watcher');
  await npm('install', '--no-save', ...quiet, `@parcel/watcher-${platform}${process.platform === 'linux' ? '-glibc' : ''}@${watcher}`);
  replaceNativeModules(vscode);
  prune(vscode);
}

async function fetchEditor(folder, step) {
  step(`fetching code-server ${versions.codeServer}`);
  const unpacked = await unpack(folder, `code-server@${versions.codeServer}`, 'editor', step);
  renameSync(join(unpacked, 'package', 'lib', 'vscode'), join(folder, 'vscode'));
  rmSync(unpacked, { recursive: true });
}

async function fetchNode(folder, step) {
  if (process.platform !== 'linux') return;
  step(`fetching Node ${versions.node}`);
  const unpacked = await unpack(folder, `node-${platform}@${versions.node}`, 'node-package', step);
  mkdirSync(join(folder, 'node'));
  const [top] = readdirSync(unpacked);
  renameSync(join(unpacked, top, 'bin', 'node'), join(folder, 'node', 'node'));
  rmSync(unpacked, { recursive: true });
}

/** The packed package as a folder, not installed: its scripts never run. */
export async function unpack(folder, spec, name, step) {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  const output = await retry(3, () => run('npm', ['pack', '--silent', '--pack-destination', target, spec], { cwd: folder }), step);
  const file = join(target, output.trim().split('\n').at(-1));
  await run('tar', ['xzf', file, '-C', target]);
  rmSync(file);
  return target;
}

function replaceNativeModules(vscode) {
  copyFileSync(join(projectFolder, 'test/workbench/logger-stub.cjs'), join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  writeFileSync(join(vscode, 'node_modules/@vscode/native-watchdog/index.js'), 'exports.start = function () {};\n');
}

function prune(vscode) {
  const remove = (path) => rmSync(join(vscode, path), { recursive: true, force: true });
  for (const path of unneeded) remove(path);
  for (const name of readdirSync(join(vscode, 'extensions'))) if (name.startsWith('ms-vscode.')) remove(`extensions/${name}`);
  for (const path of ['node_modules/@vscode/ripgrep-universal/bin', 'node_modules/node-pty/prebuilds']) {
    for (const name of existsSync(join(vscode, path)) ? readdirSync(join(vscode, path)) : []) if (name !== platform) remove(`${path}/${name}`);
  }
}

/** VS Code's server needs Node 22 or newer, whichever Node runs the tests. */
function nodeProgram(folder) {
  const own = join(folder, 'node', 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  throw new Error(`On ${platform} the browser workbench needs Node 22 or newer; this is ${process.versions.node}. Or put the command \`code\` of VS Code on the PATH.`);
}
