import { strict as assert } from 'node:assert';
import type { PlanSnapshot, PlanState, ToHost } from '../../webview/plan/protocol';
import type { Webview } from './harness';
import { hugeReport, joinReport, origin, planNode } from './plan-reports';
import { themes } from './themes';
import { ViewUnderTest } from './view-under-test';

const view = new ViewUnderTest<PlanSnapshot>('plan');
const { open } = view;

function shown(report = joinReport()): PlanSnapshot {
  return { state: 'shown', origin, report };
}

/** Name of the node that has the focus, as a reader sees it. */
async function focused({ page }: Webview): Promise<string> {
  return await page.evaluate(() => document.activeElement?.querySelector('.what')?.textContent?.trim() ?? '');
}

describe('plan view', () => {
  view.setUp();

  it('shows the verdict, the source, reasons and notes', async () => {
    const { page } = await open(shown());
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), '90 % of the cost is reading all of orders.');
    const text = (await page.locator('main').textContent()) ?? '';
    for (const expected of ['Planned, not run', 'on embedded PostgreSQL 18.6', 'planned in 0.4 ms', 'No index helps with', 'The tables are empty']) assert.ok(text.includes(expected), expected);
    assert.match((await page.getByRole('status').textContent()) ?? '', /Plan ready/);
  });

  it('is a tree with levels, places and states', async () => {
    const { page } = await open(shown());
    const items = await page.getByRole('treeitem').evaluateAll((nodes) =>
      nodes.map((node) => ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) => node.getAttribute(name)).join(' ')));
    assert.deepEqual(items, ['1 1 1 true', '2 1 1 true', '3 1 2 ', '3 2 2 true', '4 1 1 '].map((item) => item.replace(/ $/, ' ')));
  });

  it('opens at the costly node, and says so in words', async () => {
    const { page } = await open(shown());
    const selected = page.locator('[role=treeitem][aria-selected=true]');
    assert.equal(await selected.count(), 1);
    assert.match((await selected.textContent()) ?? '', /Seq Scan on orders.*costs most.*1 reason.*about 1\.23M rows.*90 %.* of the cost/);
    assert.match((await page.locator('.details').textContent()) ?? '', /Seq Scan on orders.*1,234,567.*\(note IS NULL\)/);
    assert.notEqual(await focused(view.opened), 'Seq Scan on orders', 'the focus stays where the user had it');
  });

  it('moves with the keys of a tree', async () => {
    const opened = await open(shown());
    await opened.page.locator('[role=treeitem][aria-selected=true]').focus();
    const steps: readonly (readonly [string, string])[] = [
      ['Home', 'Aggregate'], ['ArrowDown', 'Hash Join Inner 1 reason'], ['ArrowRight', 'Seq Scan on orders costs most1 reason'], ['ArrowDown', 'Hash'],
      ['ArrowLeft', 'Hash'], ['ArrowDown', 'Hash'], ['ArrowRight', 'Hash'], ['ArrowRight', 'Index Scan using customers_pkey on customers'],
      ['ArrowLeft', 'Hash'], ['End', 'Index Scan using customers_pkey on customers'], ['a', 'Aggregate'], ['s', 'Seq Scan on orders costs most1 reason'],
    ];
    for (const [key, expected] of steps) {
      await opened.page.keyboard.press(key);
      assert.equal(await focused(opened), expected, `after ${key}`);
    }
  });

  it('hides what is below a collapsed node and keeps the selection visible', async () => {
    const { page } = await open(shown());
    await page.getByRole('treeitem', { name: /^Hash Join/ }).locator('.twisty').click();
    assert.equal(await page.locator('[role=treeitem]:visible').count(), 2);
    assert.match((await page.locator('[role=treeitem][aria-selected=true]').textContent()) ?? '', /Hash Join/);
    assert.equal(await page.getByRole('treeitem', { name: /^Hash Join/ }).getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('*');
    assert.equal(await page.locator('[role=treeitem]:visible').count(), 5);
  });

  it('goes from a reason to its node, opening what hides it', async () => {
    const opened = await open(shown());
    await opened.page.getByRole('treeitem', { name: /^Aggregate/ }).locator('.twisty').click();
    await opened.page.getByRole('button', { name: 'Go to Seq Scan on orders' }).click();
    assert.match(await focused(opened), /^Seq Scan on orders/);
  });

  it('posts what the buttons ask for', async () => {
    const opened = await open(shown());
    await opened.page.getByRole('button', { name: 'Learn why: All rows of `orders` are read' }).click();
    for (const name of ['Explain again', 'Show statement', 'Copy as text', 'Copy as JSON']) await opened.page.getByRole('button', { name }).click();
    await opened.nextSent<Extract<ToHost, { type: 'copy' }>>('copy', ({ format }) => format === 'json');
    assert.deepEqual(await opened.sent(), [
      { type: 'ready' }, { type: 'learn', lesson: 't2-d03' }, { type: 'explain' }, { type: 'showStatement' }, { type: 'copy', format: 'text' }, { type: 'copy', format: 'json' },
    ]);
    await opened.post({ type: 'copied', format: 'json' });
    assert.equal(await opened.page.getByRole('status').textContent(), 'Plan copied as JSON.');
  });

  it('is where it was after a reload', async () => {
    const opened = await open(shown());
    await opened.page.getByRole('treeitem', { name: /^Hash 2 %|^Hash about/ }).click();
    await opened.page.keyboard.press('ArrowLeft');
    await opened.reload();
    await opened.nextSent('ready');
    await opened.post({ type: 'snapshot', snapshot: shown() });
    const selected = opened.page.locator('[role=treeitem][aria-selected=true]');
    assert.match((await selected.textContent()) ?? '', /^Hash\s+about/);
    assert.equal(await selected.getAttribute('aria-expanded'), 'false');
    const saved = (await opened.savedState()) as PlanState;
    assert.deepEqual({ ...saved, statement: '' }, { origin, statement: '', selected: '0.0.1', collapsed: ['0.0.1'] });
  });

  it('does not carry the place over to the plan of another statement', async () => {
    const opened = await open(shown());
    await opened.page.getByRole('treeitem', { name: /^Aggregate/ }).click();
    await opened.post({ type: 'snapshot', snapshot: shown(joinReport({ statement: 'select 2' })) });
    await opened.page.getByText('select 2').waitFor({ state: 'attached' });
    assert.match((await opened.page.locator('[role=treeitem][aria-selected=true]').textContent()) ?? '', /Seq Scan/);
  });

  it('remembers what it waits for, and keeps the place for when it comes', async () => {
    const opened = await open({ state: 'loading', origin: { ...origin, line: 9 }, target: 'staging' });
    await opened.page.getByRole('progressbar').waitFor();
    assert.deepEqual(await opened.savedState(), { origin: { ...origin, line: 9 }, statement: '', selected: '', collapsed: [] });
    await opened.post({ type: 'snapshot', snapshot: shown() });
    await opened.page.getByRole('treeitem', { name: /^Aggregate/ }).click();
    await opened.post({ type: 'snapshot', snapshot: { state: 'loading', origin, target: 'staging' } });
    await opened.post({ type: 'snapshot', snapshot: shown() });
    assert.match((await opened.page.locator('[role=treeitem][aria-selected=true]').textContent()) ?? '', /^Aggregate/);
  });

  it('starts afresh when the saved state is damaged', async () => {
    await open(shown(), { state: { origin: 7, selected: [], collapsed: 'all' } });
    assert.equal(await view.opened.page.locator('[role=treeitem]:visible').count(), 5);
  });

  it('shows text as text, whatever it says', async () => {
    const evil = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>"\'>`<b>';
    const { page } = await open(shown(joinReport({
      statement: evil, source: evil, verdict: evil, notes: [evil],
      root: planNode('0', evil, { detail: evil, properties: [{ name: evil, value: evil }] }),
      reasons: [{ id: 'x', node: '0', severity: 'high', title: evil, text: evil, lesson: evil }], costly: '0',
    })));
    assert.equal(await page.locator('img, main script, main b').count(), 0);
    assert.equal(await page.title(), 'plan');
    assert.equal(await page.locator('pre code').textContent(), evil);
    await page.getByRole('button', { name: /^Learn why/ }).click();
    assert.equal((await view.opened.nextSent<Extract<ToHost, { type: 'learn' }>>('learn')).lesson, evil);
  });

  it('ignores messages that are none of its own', async () => {
    const opened = await open(shown());
    for (const message of [null, 'snapshot', { type: 'snapshot' }, { type: 'other' }, { type: 'copied', format: 'html' }]) await opened.post(message);
    assert.equal(await opened.page.locator('[role=treeitem]').count(), 5);
  });

  it('stays quick with a thousand nodes, five hundred levels deep', async () => {
    const opened = await open(shown(hugeReport(1000)));
    assert.equal(await opened.page.locator('[role=treeitem]').count(), 1000);
    await opened.page.locator('[role=treeitem][aria-selected=true]').focus();
    await opened.page.keyboard.press('Home');
    await opened.page.keyboard.press('End');
    assert.match(await focused(opened), /on part_499/);
    await opened.page.keyboard.press('Home');
    await opened.page.keyboard.press('ArrowLeft');
    assert.equal(await opened.page.locator('[role=treeitem]:visible').count(), 1);
    assert.equal(await opened.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'no sideways scrolling');
  });

  it('fits a narrow panel', async () => {
    const { page } = await open(shown(), { viewport: { width: 320, height: 700 } });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.equal(await page.getByRole('treeitem', { name: /^Seq Scan/ }).isVisible(), true);
  });

  it('says how far measured rows are from planned ones', async () => {
    const root = planNode('0', 'Nested Loop', {
      actualRows: 1000, estimatedRows: 1, loops: 19, ownTime: 714.2, children: [planNode('0.0', 'Seq Scan', { actualRows: 0, loops: 0, ownTime: 0 })],
    });
    const { page } = await open(shown(joinReport({ analyzed: true, executionTime: 1714, root, reasons: [], costly: undefined })));
    const text = (await page.locator('main').textContent()) ?? '';
    for (const expected of ['Measured', 'ran in 1.71 s', '1K rows (planned 1)', '1,000 times more than planned', '714 ms', 'never executed', ' of the time']) assert.ok(text.includes(expected), expected);
  });

  it('offers a way out of every other state', async () => {
    const opened = await open({ state: 'empty' });
    await opened.page.getByRole('heading', { name: 'No plan yet' }).waitFor();
    await opened.post({ type: 'snapshot', snapshot: { state: 'loading', origin, target: 'embedded PostgreSQL' } });
    await opened.page.getByRole('button', { name: 'Cancel' }).click();
    await opened.nextSent('cancel');
    assert.equal(await opened.page.getByRole('progressbar').count(), 1);
    await opened.post({ type: 'snapshot', snapshot: { state: 'failed', origin, message: 'relation `orders` does not exist', action: 'Add the migration that creates it.' } });
    await opened.page.getByRole('button', { name: 'Try again' }).click();
    await opened.nextSent('explain');
    assert.match((await opened.page.getByRole('status').textContent()) ?? '', /does not exist/);
    await opened.post({ type: 'snapshot', snapshot: { state: 'paused', origin, target: 'staging' } });
    assert.match((await opened.page.locator('main').textContent()) ?? '', /It came from staging/);
  });

  for (const theme of themes) {
    it(`has no accessibility violation in ${theme}`, async () => {
      const opened = await open(shown(), { theme });
      await opened.assertAccessible();
      const others: readonly PlanSnapshot[] = [
        { state: 'empty' }, { state: 'loading', origin, target: 'staging' }, { state: 'paused', origin, target: 'staging' },
        { state: 'failed', origin, message: 'It failed.', action: 'Try this.' },
      ];
      for (const snapshot of others) {
        await opened.post({ type: 'snapshot', snapshot });
        await opened.assertAccessible();
      }
    });
  }
});
