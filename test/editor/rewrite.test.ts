import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfShop } from './host-run';
import { removeFolder } from './remove';
import { keepEvidence, openWorkbench } from './shared';
import type { Workbench } from '../workbench/workbench';

const present = 'migrations/008_known_status.sql';
const fresh = 'migrations/009_validate_orders_status_known.sql';

describe('a rewrite in the window', function () {
  this.timeout(900_000);
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = copyOfShop();
    writeFileSync(join(folder, present), "ALTER TABLE orders ADD CONSTRAINT orders_status_known CHECK (status <> '');\n");
    workbench = await openWorkbench({ folder });
  });

  afterEach(async function () {
    await keepEvidence(this.currentTest, workbench);
  });

  after(async () => {
    await workbench?.session.close();
    removeFolder(folder);
  });

  const preview = () => workbench.page.locator('.bulk-edit-panel');

  it('is shown in the refactor preview before anything is written', async () => {
    await workbench.openFile(present);
    await workbench.squiggles('error').first().waitFor({ timeout: 300_000 });
    await workbench.quickFix(workbench.squiggles('error'), 'Add the constraint in steps that do not block: 1 new file', () => preview().isVisible());
    await workbench.wait('the new file in the preview', async () => (await preview().innerText()).includes('009_validate_orders_status_known.sql'));
    const text = (await preview().innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /008_known_status\.sql/);
    assert.ok(!existsSync(join(folder, fresh)), 'nothing is written yet');
    assert.doesNotMatch(await workbench.text(), /NOT VALID/);
    await workbench.screenshot('rewrite-preview');
  });

  it('is written when it is confirmed', async () => {
    const apply = preview().locator('.monaco-button', { hasText: 'Apply' });
    // Changes that need a confirmation come without a tick; the box of a file is for all its changes.
    for (const name of ['008_known_status.sql', '009_validate_orders_status_known.sql']) {
      const box = preview().locator('.monaco-list-row', { hasText: name }).getByRole('checkbox').first();
      await workbench.act(`The tick of ${name}`, () => box.click({ timeout: 5_000 }), () => box.isChecked());
    }
    await workbench.act('Apply', () => apply.first().click({ timeout: 5_000 }), async () => existsSync(join(folder, fresh)));
    await workbench.wait('the first step in the editor', async () => /NOT VALID/.test(await workbench.text()));
    await workbench.wait('the second step on disk', async () => /VALIDATE CONSTRAINT orders_status_known/.test(readFileSync(join(folder, fresh), 'utf8')));
    await workbench.screenshot('rewrite-written');
  });
});
