import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Theme } from '../workbench/session.mjs';
import type { Workbench } from '../workbench/workbench';

const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const themes: readonly Theme[] = ['light', 'dark', 'contrast', 'contrastLight'];
/** What VS Code tells a page about each theme. */
const kinds: Readonly<Record<Theme, string>> = { light: 'vscode-light', dark: 'vscode-dark', contrast: 'vscode-high-contrast', contrastLight: 'vscode-high-contrast-light' };

/** Runs axe-core inside a webview in every theme and keeps a picture of each; no violation is accepted. */
export async function checkAccessibility(workbench: Workbench, title: string | RegExp, name: string): Promise<void> {
  const violations: string[] = [];
  for (const theme of themes) {
    await workbench.setTheme(theme);
    const frame = await workbench.webview(title);
    await frame.locator(`body[data-vscode-theme-kind="${kinds[theme]}"]`).waitFor({ timeout: 300_000 });
    await frame.evaluate(source);
    const results = await frame.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(root: Document): Promise<AxeResults> } };
      // Colours that are still fading from one theme to the next would be measured half-way.
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
      return axe.run(document);
    });
    assert.ok(results.passes.length > 5, `${name}, ${theme}: axe-core looked at next to nothing`);
    for (const { id, impact, nodes } of results.violations) violations.push(`${theme}: ${id} (${impact}) ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`);
    await workbench.screenshot(`${name}-${theme}`);
  }
  assert.deepEqual(violations, []);
}
