import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'msedge.exe', 'chrome.exe'];

/** A Chromium of the machine: `CHROMIUM_PATH`, or the first known name on the PATH. undefined where there is none: tests then skip and say so. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? find();
  if (!executablePath) return undefined;
  return await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu'], timeout: 120_000 });
}

function find(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/Applications/Google Chrome.app/Contents/MacOS'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
