import assert from 'node:assert/strict';
import type { Workbench } from '../workbench/workbench';
import { checkAccessibility } from './axe';
import { copyOfShop } from './host-run';
import { removeFolder } from './remove';
import { keepEvidence, openWorkbench } from './shared';

const today = 'Today';
const lesson = 'SQL Coach: Lesson';
const limit = 300_000;

describe('a lesson in the window', function () {
  this.timeout(900_000);
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = copyOfShop();
    workbench = await openWorkbench({ folder });
  });

  afterEach(async function () {
    await keepEvidence(this.currentTest, workbench);
  });

  after(async () => {
    await workbench?.session.close();
    removeFolder(folder);
  });

  it('begins in the view Today', async () => {
    const entry = workbench.page.locator('.activitybar .action-item a[aria-label^="SQL Coach"]');
    await workbench.act('Opening Today', () => entry.click({ timeout: 5_000 }), () => workbench.hasWebview(today));
    const page = await workbench.webview(today);
    await page.getByRole('button', { name: 'Start lesson' }).waitFor({ timeout: limit });
  });

  it('shows Today without a barrier in every theme', () => checkAccessibility(workbench, today, 'today'));

  it('opens', async () => {
    const start = (await workbench.webview(today)).getByRole('button', { name: 'Start lesson' });
    await workbench.act('Opening the lesson', () => start.click({ timeout: 5_000 }), () => workbench.hasWebview(lesson));
    const page = await workbench.webview(lesson);
    await page.getByRole('heading', { level: 1, name: 'Indexing strategy' }).waitFor({ timeout: limit });
  });

  it('tells whether an answer is right, and why', async () => {
    const page = await workbench.webview(lesson);
    const question = page.locator('section.question').first();
    await question.locator('label', { hasText: 'All 30,000' }).click({ timeout: limit });
    await question.getByRole('button', { name: 'Answer' }).click({ timeout: limit });
    await question.getByText('✓ Right', { exact: true }).waitFor({ timeout: limit });
    assert.equal(await question.locator('p.why').count(), 3);
  });

  it('checks an exercise on a real PostgreSQL: first wrong, then right', async () => {
    const page = await workbench.webview(lesson);
    await page.getByRole('navigation').getByRole('button', { name: 'Pattern implementation' }).click({ timeout: limit });
    const exercise = page.locator('section.exercise', { hasText: 'An index for the account page' });
    const open = () => workbench.act(
      'Opening the exercise', () => exercise.getByRole('button', { name: 'Open in editor' }).click({ timeout: 5_000 }), async () => (await workbench.activeTab()) === 'account-page.sql',
    );
    await open();
    await workbench.type('CREATE INDEX ON orders (created_at);');
    await workbench.waitForText('(created_at);');
    await exercise.getByRole('button', { name: 'Check' }).click({ timeout: limit });
    await exercise.getByText('✗ not yet:').first().waitFor({ timeout: limit });
    await workbench.screenshot('exercise-wrong');
    await open();
    await workbench.type('\nDROP INDEX orders_created_at_idx;\nCREATE INDEX ON orders (user_id, created_at);');
    await workbench.waitForText('(user_id, created_at);');
    await exercise.getByRole('button', { name: 'Check' }).click({ timeout: limit });
    await exercise.getByText('✓ passed', { exact: true }).waitFor({ timeout: limit });
    await workbench.wait('nothing said about waiting for locks', async () => (await workbench.squiggles('error').count()) === 0);
    await workbench.screenshot('exercise-right');
  });

  it('shows a lesson without a barrier in every theme', () => checkAccessibility(workbench, lesson, 'lesson'));

  it('keeps what was answered when the window is loaded again', async () => {
    await workbench.reload();
    const page = await workbench.webview(lesson);
    await page.getByRole('heading', { level: 1, name: 'Indexing strategy' }).waitFor({ timeout: limit });
    const parts = page.getByRole('navigation');
    await parts.getByText('2 of', { exact: false }).first().waitFor({ timeout: limit });
    await parts.getByRole('button', { name: 'Business context' }).click({ timeout: limit });
    await page.locator('section.question').first().getByText('✓ Right', { exact: true }).waitFor({ timeout: limit });
    await parts.getByRole('button', { name: 'Pattern implementation' }).click({ timeout: limit });
    await page.locator('section.exercise', { hasText: 'An index for the account page' }).getByText('✓ passed', { exact: true }).waitFor({ timeout: limit });
  });
});
