import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAccessibility } from './axe';
import { copyOfShop } from './host-run';
import { removeFolder } from './remove';
import { keepEvidence, openWorkbench } from './shared';
import type { Workbench } from '../workbench/workbench';

const plan = 'SQL Coach: Plan';
const rehearsal = 'SQL Coach: Rehearsal';
const release = 'migrations/007_next_release.sql';

describe('a migration in the window', function () {
  this.timeout(900_000);
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = copyOfShop();
    writeFileSync(join(folder, 'migrations', '008_index.sql'), 'CREATE INDEX orders_status_idx ON orders (status);\n');
    workbench = await openWorkbench({ folder });
  });

  afterEach(async function () {
    await keepEvidence(this.currentTest, workbench);
  });

  after(async () => {
    await workbench?.session.close();
    removeFolder(folder);
  });

  it('is underlined and listed in Problems', async () => {
    await workbench.openFile('migrations/008_index.sql');
    await workbench.squiggles('error').first().waitFor({ timeout: 300_000 });
    const row = await workbench.problem('require-concurrent-index-creation');
    assert.match(await row.innerText(), /sql-coach/);
    await workbench.screenshot('finding');
  });

  it('is explained where the mouse is', async () => {
    const hover = await workbench.hover(workbench.squiggles('error'), 'require-concurrent-index-creation');
    assert.match(await hover.innerText(), /CONCURRENTLY/);
    await workbench.screenshot('hover');
  });

  it('has an item in the language status', async () => {
    const item = workbench.page.locator('.hover-language-status', { hasText: /error|warning/ }).filter({ hasText: 'PostgreSQL' }).first();
    await workbench.act('The language status', async () => {
      await workbench.page.mouse.move(5, 5);
      await workbench.page.locator('[id="status.languageStatus"]').hover({ timeout: 5_000 });
    }, () => item.isVisible());
    assert.match(await item.innerText(), /1 error/);
    await workbench.page.mouse.move(5, 5);
  });

  it('is repaired by a quick fix', async () => {
    const repaired = async () => /CREATE INDEX CONCURRENTLY/i.test(await workbench.text());
    await workbench.quickFix(workbench.squiggles('error'), 'Build the index with CONCURRENTLY', repaired);
    await workbench.wait('no underline any more', async () => (await workbench.squiggles('error').count()) === 0);
    await workbench.save();
  });

  it('writes to its output channel, without secrets', async () => {
    const output = workbench.page.locator('.output-view .view-lines');
    await workbench.run('SQL Coach: Show Output', () => output.isVisible());
    await workbench.wait('the channel has the start of the server', async () => ((await output.innerText()).replaceAll('\u00a0', ' ')).includes('Language server process'));
    const logs = workbench.session.server.logs().filter(({ name }) => name.startsWith('SQL Coach'));
    assert.ok(logs.length > 0);
    for (const { text } of logs) assert.doesNotMatch(text, /postgres(?:ql)?:\/\/|password/i);
  });

  it('shows the plan of a query from the lens above it', async () => {
    await workbench.openFile('queries/best_sellers.sql');
    await workbench.codeLens('Explain', () => workbench.hasWebview(plan));
    const page = await workbench.webview(plan);
    await page.locator('h1.verdict').waitFor({ timeout: 300_000 });
    assert.match(await page.locator('header').innerText(), /embedded/i);
    assert.ok((await page.locator('[role="tree"] [role="treeitem"], [role="treegrid"] [role="row"]').count()) > 0, 'the nodes of the plan');
    await workbench.screenshot('plan');
  });

  it('shows the plan without a barrier in every theme', () => checkAccessibility(workbench, plan, 'plan'));

  it('brings the plan back after a reload of the window', async () => {
    await workbench.reload();
    const page = await workbench.webview(plan);
    await page.locator('h1.verdict').waitFor({ timeout: 300_000 });
  });

  describe('that is rehearsed', () => {
    const rows = async () => {
      const page = await workbench.webview(rehearsal);
      await page.locator('h1.summary').waitFor({ timeout: 300_000 });
      return (await page.locator('.statement').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    };

    it('says above each statement what it locks', async () => {
      await workbench.setTheme('dark');
      await workbench.run('View: Close All Editors');
      const panel = workbench.page.locator('.part.panel');
      await workbench.act('Hiding the panel', () => workbench.page.keyboard.press('Control+J'), async () => !(await panel.isVisible()));
      await workbench.openFile(release);
      const lens = workbench.editor.locator('.codelens-decoration a', { hasText: 'locks customers: ACCESS EXCLUSIVE' }).first();
      await lens.waitFor({ timeout: 300_000 });
      const titles = await workbench.editor.locator('.codelens-decoration a').allInnerTexts();
      assert.ok(titles.some((title) => title.includes('locks orders: SHARE · scans')), titles.join('\n'));
      await workbench.screenshot('effects-lens');
    });

    it('shows in the hover what that blocks', async () => {
      const keyword = workbench.editor.locator('.view-line', { hasText: 'ALTER' }).last().locator('span span').first();
      const hover = await workbench.hover(keyword, 'What this statement does');
      assert.match(await hover.innerText(), /ACCESS EXCLUSIVE on reviews: blocks every read and write/);
      await workbench.screenshot('effects-hover');
      await workbench.page.mouse.move(5, 5);
    });

    it('runs beside the editor from the lens, and shows the locks', async () => {
      await workbench.codeLens('locks customers: ACCESS EXCLUSIVE', () => workbench.hasWebview(rehearsal));
      const shown = await rows();
      assert.match(shown[0] ?? '', /^ ?line 3 CREATE INDEX orders_placed_at_idx .* locks orders: SHARE, blocks writes; reads/);
      const marked = (await workbench.webview(rehearsal)).locator('.statement.marked');
      assert.match((await marked.innerText()).replaceAll(/\s+/g, ' '), /ALTER TABLE customers .* locks customers: ACCESS EXCLUSIVE/);
      await workbench.screenshot('rehearsal');
    });

    it('goes from a row to its statement', async () => {
      const page = await workbench.webview(rehearsal);
      const selected = workbench.page.locator('.editor-group-container.active .monaco-editor .selected-text');
      await workbench.act('The first row', () => page.locator('.head').first().click({ timeout: 6_000 }), async () => (await selected.count()) > 0);
      assert.equal(await workbench.activeTab(), '007_next_release.sql');
    });

    it('is renewed after an edit', async () => {
      await workbench.type('DROP TABLE reviews;\n');
      await workbench.editor.locator('.codelens-decoration a', { hasText: 'products: ACCESS EXCLUSIVE, reviews: ACCESS EXCLUSIVE' }).waitFor({ timeout: 300_000 });
      await workbench.save();
      const page = await workbench.webview(rehearsal);
      await workbench.act('Rehearse again', () => page.getByRole('button', { name: 'Rehearse again' }).click({ timeout: 6_000 }), async () => (await page.locator('.statement', { hasText: 'DROP TABLE reviews' }).count()) > 0);
      assert.match((await rows()).at(-1) ?? '', /locks reviews: ACCESS EXCLUSIVE.* drops reviews/);
    });

    it('shows its result without a barrier in every theme', () => checkAccessibility(workbench, rehearsal, 'rehearsal'));

    it('keeps its result over a reload of the window', async () => {
      await workbench.reload();
      assert.match((await rows()).at(-1) ?? '', /DROP TABLE reviews/);
    });

    it('is offered by the palette', async () => {
      await workbench.openFile('migrations/005_shipping.sql');
      await workbench.run('SQL Coach: Rehearse Migration', () => workbench.hasWebview(rehearsal));
      const page = await workbench.webview(rehearsal);
      await page.locator('.statement', { hasText: 'orders_shipped_after_placed' }).first().waitFor({ timeout: 300_000 });
    });
  });
});
