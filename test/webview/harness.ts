// Loads a bundled webview in a real Chromium as VS Code would: our page with its content policy, theme variables, and a stub of `acquireVsCodeApi`.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { webviewHtml } from '../../client/panels/html';
import { colors, themeKinds, type Theme } from './themes';

const origin = 'http://webview.localhost';
const patience = 60_000;

export interface Webview {
  readonly page: Page;
  /** Answers `ready` of the view and sends later messages, as the panel does. */
  post(message: unknown): Promise<void>;
  /** Messages that the view has posted since it was loaded, oldest first. */
  sent(): Promise<readonly { readonly type: string }[]>;
  /** Waits until the view has posted a message of this type that `matches`, and returns it. */
  nextSent<T extends { readonly type: string }>(type: T['type'], matches?: (message: T) => boolean): Promise<T>;
  /** What the view saved with `setState`. */
  savedState(): Promise<unknown>;
  /** A reload of the window: the page is new, the saved state remains. */
  reload(): Promise<void>;
  /** Fails with the list of accessibility violations (axe-core) if there are any. */
  assertAccessible(): Promise<void>;
  close(): Promise<void>;
}

export interface WebviewOptions {
  readonly theme?: Theme;
  /** State that an earlier page saved. */
  readonly state?: unknown;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
}

/** `name` is the folder in `webview/`. Errors in the page and breaches of the content policy fail the test at `close`. */
export async function openWebview(browser: Browser, name: string, options: WebviewOptions = {}): Promise<Webview> {
  const files = await bundle(name);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 900, height: 700 },
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin }).catch(() => undefined);
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await serve(page, name, files, options.theme ?? 'dark');
  await page.addInitScript(stub, { state: options.state ?? null });
  await page.goto(`${origin}/`);
  return view(page, context, problems);
}

function view(page: Page, context: BrowserContext, problems: readonly string[]): Webview {
  const sent = () => page.evaluate(() => (globalThis as unknown as Stub).sentMessages);
  return {
    page,
    sent,
    async post(message) {
      // As JSON, which is what VS Code makes of it; Playwright's own way takes minutes for a deep tree.
      await page.evaluate((json) => globalThis.dispatchEvent(new MessageEvent('message', { data: JSON.parse(json) })), JSON.stringify(message));
    },
    async nextSent(type, matches = () => true) {
      let seen = 0;
      for (;;) {
        await page.waitForFunction((count) => (globalThis as unknown as Stub).sentMessages.length > count, seen, { timeout: patience });
        const messages = await sent();
        const found = messages.slice(seen).find((message) => message.type === type && matches(message as never));
        if (found) return found as never;
        seen = messages.length;
      }
    },
    savedState: () => page.evaluate(() => (globalThis as unknown as Stub).savedState()),
    async reload() {
      await page.reload();
    },
    async assertAccessible() {
      await page.evaluate(axeSource());
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(root: Document): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
        return (await axe.run(document)).violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary ?? ''}`).join('\n')}`);
      });
      assert.deepEqual(violations, [], violations.join('\n'));
    },
    async close() {
      await context.close();
      assert.deepEqual(problems, [], 'errors in the page');
    },
  };
}

interface Stub {
  readonly sentMessages: { readonly type: string }[];
  savedState(): unknown;
}

/** Runs in the page before its scripts. State is kept where a reload of the page finds it, as VS Code does. */
function stub({ state }: { readonly state: unknown }): void {
  const key = 'webview-state';
  if (state !== null && sessionStorage.getItem(key) === null) sessionStorage.setItem(key, JSON.stringify(state));
  const saved = () => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  const sentMessages: unknown[] = [];
  let acquired = false;
  Object.assign(globalThis, {
    sentMessages,
    savedState: saved,
    acquireVsCodeApi() {
      if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
      acquired = true;
      return {
        // What goes through is data: functions and nodes throw here as they do in VS Code.
        postMessage: (message: unknown) => void sentMessages.push(structuredClone(message)),
        getState: saved,
        setState(value: unknown) {
          sessionStorage.setItem(key, JSON.stringify(value));
          return value;
        },
      };
    },
  });
}

async function serve(page: Page, name: string, files: ReadonlyMap<string, Uint8Array>, theme: Theme): Promise<void> {
  const html = webviewHtml({ title: name, language: 'en', script: `${origin}/${name}.js`, style: `${origin}/${name}.css`, source: origin, nonce: 'harness' });
  const variables = Object.entries(colors[theme]).map(([key, value]) => `--vscode-${key}: ${value};`).join(' ');
  const themed = html
    .replace('<link ', `<link rel="stylesheet" href="${origin}/vscode.css"><link `)
    .replace('<body>', `<body class="${themeKinds[theme]}" data-vscode-theme-kind="${themeKinds[theme]}">`);
  const sheet = Buffer.from(`:root { ${variables} } body { background-color: var(--vscode-editor-background); color: var(--vscode-editor-foreground); margin: 0; padding: 0 20px; }`);
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const body = path === '' ? Buffer.from(themed) : path === 'vscode.css' ? sheet : files.get(path);
    const type = path === '' ? 'text/html' : path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'application/octet-stream';
    if (path === 'favicon.ico') await route.fulfill({ status: 204 });
    else if (!body) await route.fulfill({ status: 404 });
    else await route.fulfill({ body: Buffer.from(body), contentType: `${type}; charset=utf-8` });
  });
}

const bundles = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

/** Bundled here and not read from `dist`, so that a single test can run without a build of the product. */
function bundle(name: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const known = bundles.get(name) ?? build({
    entryPoints: { [name]: `webview/${name}/main.ts` }, outdir: 'webview-out', bundle: true, write: false, platform: 'browser', target: 'es2023', format: 'iife',
    loader: { '.md': 'text', '.ttf': 'file' }, assetNames: '[name]', logLevel: 'warning',
  }).then(({ outputFiles }) => new Map([[`${name}.css`, new Uint8Array()], ...outputFiles.map(({ path, contents }): [string, Uint8Array] => [path.replace(/^.*[\\/]/, ''), contents])]));
  bundles.set(name, known);
  return known;
}

let axe: string | undefined;

function axeSource(): string {
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return axe;
}
