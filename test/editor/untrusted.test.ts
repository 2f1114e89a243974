import assert from 'node:assert/strict';
import type { Workbench } from '../workbench/workbench';
import { copyOfShop } from './host-run';
import { removeFolder } from './remove';
import { keepEvidence, openWorkbench } from './shared';

describe('an untrusted folder', function () {
  this.timeout(900_000);
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = copyOfShop();
    workbench = await openWorkbench({ folder, settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' } });
  });

  afterEach(async function () {
    await keepEvidence(this.currentTest, workbench);
  });

  after(async () => {
    await workbench?.session.close();
    removeFolder(folder);
  });

  it('is opened in restricted mode', () => workbench.status('Restricted Mode').waitFor({ timeout: 300_000 }));

  it('is checked all the same', async () => {
    await workbench.openFile('migrations/007_next_release.sql');
    const row = await workbench.problem('update-without-where');
    assert.match(await row.innerText(), /sql-coach/);
  });

  it('reaches no database server', async () => {
    const { page } = workbench;
    const rows = page.locator('.quick-input-widget .monaco-list-row');
    const restart = rows.filter({ hasText: 'Restart Language Server' });
    const type = (words: string) => page.locator('.quick-input-widget .quick-input-box input').fill(`>SQL Coach: ${words}`, { timeout: 5_000 });
    // The list shows only as many commands as fit, so it is asked for those that are meant.
    await workbench.act('The command palette', async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await type('Restart Language Server');
    }, async () => (await restart.count()) > 0);
    // A command that is not enabled is not listed.
    await workbench.act('The command palette with other words', () => type('Connection'), async () => (await restart.count()) === 0);
    assert.equal(await rows.filter({ hasText: 'Add Connection' }).count(), 0);
    assert.equal(await rows.filter({ hasText: 'Test Connection' }).count(), 0);
    await page.keyboard.press('Escape');
  });
});
