import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder, run } from '../workbench/project.mjs';
import type { Workbench } from '../workbench/workbench';
import { copyOfShop } from './host-run';
import { removeFolder } from './remove';
import { keepEvidence, openWorkbench } from './shared';

const plan = 'SQL Coach: Plan';

describe('the package, installed in a clean VS Code', function () {
  this.timeout(900_000);
  const hosts = new Set<string>();
  let folder: string;
  let packages: string;
  let workbench: Workbench;

  before(async () => {
    folder = copyOfShop();
    packages = mkdtempSync(join(tmpdir(), 'sql-coach-vsix-'));
    const vsix = join(packages, 'sql-coach.vsix');
    await run(process.execPath, ['package.mjs', '--no-build', '--out', vsix], { cwd: projectFolder });
    workbench = await openWorkbench({ folder, vsix });
    workbench.session.context.on('request', (request) => hosts.add(new URL(request.url()).hostname));
  });

  afterEach(async function () {
    await keepEvidence(this.currentTest, workbench);
  });

  after(async () => {
    await workbench?.session.close();
    removeFolder(folder);
    removeFolder(packages);
  });

  it('shows a finding', async () => {
    await workbench.openFile('migrations/007_next_release.sql');
    const row = await workbench.problem('update-without-where');
    assert.match(await row.innerText(), /sql-coach/);
  });

  it('explains the statement at the cursor', async () => {
    await workbench.openFile('queries/best_sellers.sql');
    await workbench.run('SQL Coach: Explain Statement', () => workbench.hasWebview(plan));
    const page = await workbench.webview(plan);
    await page.locator('h1.verdict').waitFor({ timeout: 300_000 });
    await workbench.screenshot('installed');
  });

  it('asks nothing from another machine', () => {
    // Files of webviews have addresses of this domain; the workbench's own service worker answers them.
    assert.deepEqual([...hosts].filter((host) => host !== '' && host !== '127.0.0.1' && !host.endsWith('.vscode-cdn.net')), []);
  });

  it('leaves no process behind', async () => {
    const { session } = workbench;
    await session.close();
    assert.throws(() => process.kill(session.server.processId, 0), { code: 'ESRCH' });
  });
});
