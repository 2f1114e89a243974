import { strict as assert } from 'node:assert';
import type { RehearsalSnapshot, ToHost } from '../../webview/rehearsal/protocol';
import type { Webview } from './harness';
import { rehearsed, rehearsedFile as file, releaseReport } from './rehearsal-reports';
import { themes } from './themes';
import { ViewUnderTest } from './view-under-test';

const view = new ViewUnderTest<RehearsalSnapshot>('rehearsal');
const { open } = view;

function shown(report = releaseReport(), marked: number | null = null): RehearsalSnapshot {
  return { state: 'shown', file, report, marked };
}

const texts = ({ page }: Webview) => page.locator('.statement').evaluateAll((items) => items.map((item) => (item as HTMLElement).innerText.replaceAll(/\s+/g, ' ').trim()));
const focusedLine = ({ page }: Webview) => page.evaluate(() => document.activeElement?.querySelector('.line')?.textContent ?? '');

describe('rehearsal view', () => {
  view.setUp();

  it('sums up, and says of each statement what it did', async () => {
    const opened = await open(shown());
    assert.match((await opened.page.getByRole('heading', { level: 1 }).textContent()) ?? '', /^4 statements ran, 1 failed, 1 skipped; strongest lock: ACCESS EXCLUSIVE on customers/);
    assert.match((await opened.page.locator('header').textContent()) ?? '', /migrations\/007_next_release\.sql on embedded PostgreSQL 18, after 6 migrations/);
    assert.deepEqual(await texts(opened), [
      'line 3 CREATE INDEX orders_placed_at_idx ON orders (placed_at) 48.2 ms locks orders: SHARE, blocks writes; reads go on scans orders creates orders_placed_at_idx',
      'line 6 ALTER TABLE customers ALTER COLUMN country TYPE varchar(2) 1.25 ms locks customers: ACCESS EXCLUSIVE, blocks every read and write rewrites customers differs predicted rewrite of public.customers_country_idx, seen none',
      'line 7 CREATE TABLE coupons (id bigint PRIMARY KEY) 1.25 ms creates coupons, coupons_pkey',
      'line 8 CREATE INDEX CONCURRENTLY coupons_idx ON coupons (id) 1.25 ms locks coupons, which this file has made creates coupons_idx runs outside of a transaction; its locks could not be seen',
      'line 10 ALTER TABLE reviews ADD COLUMN body no_such_type failed type "no_such_type" does not exist at line 10, column 37 Perhaps it is in an extension.',
      'line 12 \\echo done skipped a command of psql, not SQL',
    ]);
    assert.match((await opened.page.getByRole('status').textContent()) ?? '', /Rehearsal of migrations\/007_next_release\.sql ready\. 4 statements ran/);
  });

  it('says so where a statement does nothing to tables', async () => {
    const opened = await open(shown(releaseReport({ statements: [rehearsed(0, 'SELECT 1')], problems: [], notes: [] })));
    assert.deepEqual(await texts(opened), ['line 1 SELECT 1 1.25 ms locks, creates and changes no table']);
    assert.equal(await opened.page.locator('.problems').count(), 0);
  });

  it('says so where there is no statement', async () => {
    const { page } = await open(shown(releaseReport({ statements: [] })));
    assert.match((await page.locator('main').textContent()) ?? '', /no statement to run/);
  });

  it('posts what is clicked', async () => {
    const opened = await open(shown());
    await opened.page.getByRole('button', { name: /CREATE TABLE coupons/ }).click();
    await opened.page.getByRole('button', { name: 'at line 10, column 37' }).click();
    await opened.page.getByRole('button', { name: '004_items.sql:7' }).click();
    await opened.page.getByRole('button', { name: 'Show file migrations/007_next_release.sql' }).click();
    await opened.page.getByRole('button', { name: 'Rehearse again' }).click();
    await opened.nextSent<ToHost>('rehearse');
    assert.deepEqual(await opened.sent(), [
      { type: 'ready' }, { type: 'showStatement', index: 2, error: false }, { type: 'showStatement', index: 4, error: true }, { type: 'showProblem', index: 0 }, { type: 'showFile' }, { type: 'rehearse' },
    ]);
  });

  it('goes through the statements with the keys, one stop for Tab', async () => {
    const opened = await open(shown());
    assert.equal(await opened.page.locator('.head[tabindex="0"]').count(), 1);
    await opened.page.locator('.head[tabindex="0"]').focus();
    for (const [key, line] of [['ArrowDown', 'line 6'], ['End', 'line 12'], ['ArrowDown', 'line 12'], ['ArrowUp', 'line 10'], ['Home', 'line 3'], ['ArrowUp', 'line 3'], ['ArrowDown', 'line 6']] as const) {
      await opened.page.keyboard.press(key);
      assert.equal(await focusedLine(opened), line, `after ${key}`);
    }
    await opened.page.keyboard.press('Enter');
    assert.deepEqual(await opened.nextSent<Extract<ToHost, { type: 'showStatement' }>>('showStatement'), { type: 'showStatement', index: 1, error: false });
    assert.deepEqual(await opened.savedState(), { uri: file.uri, selected: 1 });
    await opened.page.keyboard.press('ArrowUp');
    await opened.reload();
    await opened.nextSent('ready');
    await opened.post({ type: 'snapshot', snapshot: shown() });
    assert.match((await opened.page.locator('.head[tabindex="0"]').textContent()) ?? '', /^line 3/);
  });

  it('marks the statement that the reader came from, and brings it into view', async () => {
    const many = Array.from({ length: 60 }, (_, index) => rehearsed(index, `SELECT ${index}`));
    const { page } = await open(shown(releaseReport({ statements: many }), 50), { viewport: { width: 600, height: 400 } });
    const marked = page.locator('.statement.marked');
    assert.match((await marked.textContent()) ?? '', /SELECT 50/);
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('.marked')!.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  });

  it('waits, and can be cancelled', async () => {
    const opened = await open({ state: 'running', file });
    await opened.page.getByRole('progressbar', { name: 'Rehearsing migrations/007_next_release.sql' }).waitFor();
    assert.equal(await opened.page.locator('main').getAttribute('aria-busy'), 'true');
    await opened.page.getByRole('button', { name: 'Cancel' }).click();
    await opened.nextSent<ToHost>('cancel');
    await opened.post({ type: 'snapshot', snapshot: { state: 'failed', file, message: 'Cancelled.', action: 'Nothing was changed.' } });
    assert.match((await opened.page.locator('main').textContent()) ?? '', /No rehearsal.*Cancelled\..*Nothing was changed\./);
    assert.equal(await opened.page.locator('main').getAttribute('aria-busy'), 'false');
    await opened.page.getByRole('button', { name: 'Try again' }).click();
    await opened.nextSent<ToHost>('rehearse');
  });

  it('shows text of the database as text', async () => {
    const bad = '<img src=x onerror="globalThis.hacked = 1">';
    const opened = await open(shown(releaseReport({ statements: [rehearsed(0, bad, { kind: 'failed', message: bad, more: [bad] })], problems: [{ path: `/${bad}`, line: 0, message: bad }] })));
    assert.equal(await opened.page.locator('img').count(), 0);
    assert.ok((await texts(opened))[0]?.includes(bad));
  });

  it('fits a narrow view', async () => {
    const opened = await open(shown(releaseReport({ statements: [rehearsed(0, `SELECT ${'very_long_name_'.repeat(40)}`, { creates: ['x'.repeat(300)] }), ...releaseReport().statements] })), { viewport: { width: 320, height: 600 } });
    assert.ok(await opened.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out');
  });

  it('survives a large file', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => rehearsed(index, `ALTER TABLE t${index} ADD COLUMN a int`));
    const { page } = await open(shown(releaseReport({ statements: many })));
    assert.equal(await page.locator('.statement').count(), 5_000);
  });

  for (const theme of themes) {
    it(`has no barrier in ${theme}`, async () => {
      const opened = await open(shown(releaseReport(), 1), { theme });
      await opened.assertAccessible();
      for (const snapshot of [{ state: 'empty' }, { state: 'running', file }, { state: 'failed', file, message: 'It broke.', action: 'Try again.' }] as const) {
        await opened.post({ type: 'snapshot', snapshot });
        await opened.assertAccessible();
      }
    });
  }
});
