import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { cacheFolder } from './project.mjs';
import type { Session, Theme } from './session.mjs';

/** Upper limit of every wait, in milliseconds. Generous: a loaded machine must not fail a test. */
const limit = 300_000;
/** How long one try of an action may take to show its effect before it is tried again. */
const patience = 6_000;

/** The label of a theme in the list of themes, and the class that the window has with it. */
const themes = {
  light: { label: 'Light Modern', kind: 'vs' },
  dark: { label: 'Dark Modern', kind: 'vs-dark' },
  contrast: { label: 'Dark High Contrast', kind: 'hc-black' },
  contrastLight: { label: 'Light High Contrast', kind: 'hc-light' },
} as const satisfies Record<Theme, unknown>;

/**
 * The window of VS Code as a user handles it. An action of a user may get lost while the window is still busy; here each is repeated
 * until its effect is seen, so tests wait on states only.
 */
export class Workbench {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get page(): Page {
    return this.#session.page;
  }

  get session(): Session {
    return this.#session;
  }

  /** The window is there and its extensions have been told so. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: limit });
    await this.page.locator('.part.statusbar .statusbar-item').first().waitFor({ timeout: limit });
    await this.page.locator('.explorer-viewlet, .part.sidebar').first().waitFor({ timeout: limit });
  }

  /** Loads the window again by VS Code's own command, which saves what is to be kept first. */
  async reload(): Promise<void> {
    const mark = () => this.page.evaluate(() => document.documentElement.dataset.beforeReload ?? 'gone').catch(() => 'loading');
    await this.page.evaluate(() => { document.documentElement.dataset.beforeReload = 'yes'; });
    await this.run('Developer: Reload Window', async () => (await mark()) === 'gone');
    await this.ready();
  }

  /** Repeats a user's action until `seen` holds. An action that fails half-way counts as lost. */
  async act(what: string, action: () => Promise<void>, seen: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + limit;
    let reason = '';
    for (;;) {
      if (await seen()) return;
      if (Date.now() > end) throw new Error(`${what}: no effect within ${limit / 1000} s. ${reason}`);
      try {
        await action();
        const tried = Date.now() + patience;
        while (Date.now() < tried && !(await seen())) await this.page.waitForTimeout(50);
      } catch (error) {
        reason = String(error).split('\n')[0] ?? '';
      }
    }
  }

  /** Runs a command by its title through the command palette. `effect` tells that it was done; by default that the palette closed on it. */
  async run(title: string, effect?: () => Promise<boolean>): Promise<void> {
    let chosen = false;
    await this.act(`Command “${title}”`, async () => {
      chosen = false;
      await this.#pick('F1', `>${title}`, title);
      chosen = true;
    }, effect ?? (() => Promise.resolve(chosen)));
  }

  /** Opens a file of the folder by its path, relative with `/`. */
  async openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
    await this.act(`Opening ${path}`, () => this.#pick('Control+P', path, `${name} ${folder}`.trim()), async () => (await this.activeTab()) === name);
    await this.editor.locator('.view-line').first().waitFor({ timeout: limit });
  }

  async #pick(keys: string, text: string, row: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    if (await widget.isVisible()) await this.page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden', timeout: patience });
    await this.page.keyboard.press(keys);
    await this.#choose(text, row);
  }

  /** Chooses a row of the list that is open. */
  async #choose(text: string, row: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const input = widget.locator('.quick-input-box input').first();
    await input.waitFor({ timeout: patience });
    await input.fill(text);
    // The name of a row for screen readers is its label, then what else is known of it; after that of a file comes its folder.
    await widget.locator(`.monaco-list-row[aria-label="${row}"], .monaco-list-row[aria-label^="${row},"]`).first().click({ timeout: patience });
  }

  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  async activeTab(): Promise<string> {
    const tab = this.page.locator('.editor-group-container.active .tab.active').first();
    if (!(await tab.isVisible())) return '';
    return (await tab.getAttribute('data-resource-name')) ?? (await tab.getAttribute('aria-label')) ?? '';
  }

  /** The text of the visible lines of the active editor. */
  async text(): Promise<string> {
    const lines = await this.editor.locator('.view-line').evaluateAll((elements) =>
      elements
        .map((element) => ({ top: Number.parseFloat((element as HTMLElement).style.top), text: element.textContent ?? '' }))
        .toSorted((one, other) => one.top - other.top)
        .map(({ text }) => text));
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async waitForText(part: string): Promise<void> {
    await this.wait(async () => `the editor shows “${part}”; it shows:\n${await this.text()}`, async () => (await this.text()).includes(part));
  }

  /** Types into the active editor, at its end. */
  async type(text: string): Promise<void> {
    await this.act('Focus of the editor', () => this.editor.locator('.view-lines').click(), () => this.editor.locator('.native-edit-context:focus, textarea:focus').count().then((count) => count > 0));
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.insertText(text);
  }

  /** Saves the active editor and waits until its tab is no longer dirty. */
  async save(): Promise<void> {
    await this.act('Saving', () => this.page.keyboard.press('Control+S'), async () => (await this.page.locator('.editor-group-container.active .tab.active.dirty').count()) === 0);
  }

  squiggles(kind: 'error' | 'warning' | 'info' | 'hint' = 'warning'): Locator {
    return this.editor.locator(`.squiggly-${kind}`);
  }

  /** Opens the Problems view; its rows. */
  async problems(): Promise<Locator> {
    await this.show('Problems', 'Control+Shift+M', '.markers-panel');
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** A row of the Problems view with a text in it. */
  async problem(text: string | RegExp): Promise<Locator> {
    const row = (await this.problems()).filter({ hasText: text }).first();
    await row.waitFor({ timeout: limit });
    return row;
  }

  /** Opens a part of the window that a key shows and hides. */
  async show(what: string, keys: string, selector: string): Promise<void> {
    const part = this.page.locator(selector).first();
    await this.act(what, () => this.page.keyboard.press(keys), () => part.isVisible());
  }

  /** Opens the quick fixes at a place of the editor; their titles. */
  async quickFixes(place: Locator): Promise<Locator> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await this.act('Quick fix menu', async () => {
      await this.page.keyboard.press('Escape');
      await place.first().click({ force: true, timeout: patience });
      await this.page.keyboard.press('Control+.');
    }, async () => (await rows.count()) > 0);
    return rows;
  }

  /** Applies a quick fix at a place of the editor, until `effect` holds. */
  async quickFix(place: Locator, title: string | RegExp, effect: () => Promise<boolean>): Promise<void> {
    await this.act(`Quick fix “${String(title)}”`, async () => {
      const rows = await this.quickFixes(place);
      await rows.filter({ hasText: title }).first().click({ timeout: patience });
    }, effect);
  }

  /** Clicks a code lens until `effect` holds. */
  async codeLens(title: string | RegExp, effect: () => Promise<boolean>): Promise<void> {
    const lens = this.editor.locator('.codelens-decoration a', { hasText: title }).first();
    await lens.waitFor({ timeout: limit });
    await this.act(`Code lens “${String(title)}”`, () => lens.click({ timeout: patience }), effect);
  }

  /** Shows the hover of a place of the editor. */
  async hover(place: Locator, text: string | RegExp): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    await this.act('Hover', async () => {
      await this.page.mouse.move(5, 5);
      await place.first().hover({ force: true, timeout: patience });
    }, () => hover.isVisible());
    return hover;
  }

  /** The document of our webview with this title, once it is drawn. */
  async webview(title: string | RegExp): Promise<Frame> {
    const seen = new Set<string>();
    return this.wait(() => `a webview titled ${String(title)}; seen: ${[...seen].join(', ') || 'none'}`, async () => {
      for (const frame of this.page.frames()) {
        if (!frame.url().includes('/fake.html')) continue;
        const name = await frame.title().catch(() => '');
        seen.add(name);
        const host = await frame.parentFrame()?.frameElement().catch(() => undefined);
        if (matches(name, title) && (await host?.isVisible().catch(() => false))) return frame;
      }
      return undefined;
    });
  }

  async hasWebview(title: string | RegExp): Promise<boolean> {
    for (const frame of this.page.frames()) {
      if (frame.url().includes('/fake.html') && matches(await frame.title().catch(() => ''), title)) return true;
    }
    return false;
  }

  /** An entry of the status bar. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, kind } = themes[theme];
    const window = this.page.locator(`.monaco-workbench.${kind}`);
    await this.act(`Theme ${label}`, async () => {
      await this.#pick('F1', '>Preferences: Color Theme', 'Preferences: Color Theme');
      // The same box now lists themes.
      await this.page.locator('.quick-input-widget input[placeholder*="Color Theme"]').waitFor({ timeout: patience });
      await this.#choose(label, label);
    }, () => window.isVisible());
  }

  /** Kept in `.cache/screenshots`, which a build machine keeps with its run. */
  async screenshot(name: string): Promise<string> {
    const folder = join(cacheFolder, 'screenshots');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({ path, timeout: limit });
    return path;
  }

  async wait<T>(what: string | (() => string | Promise<string>), check: () => Promise<T | undefined | false>): Promise<T> {
    const end = Date.now() + limit;
    for (;;) {
      const value = await check();
      if (value !== undefined && value !== false) return value;
      if (Date.now() > end) throw new Error(`Not within ${limit / 1000} s: ${typeof what === 'string' ? what : await what()}`);
      await this.page.waitForTimeout(50);
    }
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}
