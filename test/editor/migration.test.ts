import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAccessibility } from './axe';
import { copyOfShop } from './host-run';
import { removeFolder } from './remove';
import { keepEvidence, openWorkbench } from './shared';
import type { Workbench } from '../workbench/workbench';

const plan = 'SQL Coach: Plan';

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
});
