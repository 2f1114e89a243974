import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { nodeFiles } from '../../server/adapters/node-files';
import type { Database } from '../../server/core/database';
import { createClassroom } from '../../server/core/lessons/classroom';
import { readLessonState, readToHost, type LessonSnapshot, type LessonViewState, type ToHost } from '../../webview/lesson/protocol';
import type { WebviewOptions } from './harness';
import { firstResult, lesson, shown, type Shown } from './lesson-samples';
import { joinReport } from './plan-reports';
import { themes } from './themes';
import { ViewUnderTest } from './view-under-test';

/** Reading a lesson needs none. */
const noDatabase: Database = { name: 'none', kind: 'embedded', open: () => Promise.reject(new Error('not here')) };

const view = new ViewUnderTest<LessonSnapshot>('lesson');
const { open } = view;

const post = (snapshot: LessonSnapshot) => view.post(snapshot);
const status = async () => (await view.opened.page.getByRole('status').textContent()) ?? '';
const at = (part: number): WebviewOptions => ({ state: { lesson: lesson.id, part, scroll: 0 } });
const running = { state: 'running', action: 'check', message: 'starting PostgreSQL' } as const;
const checked = (passed: boolean): Shown['runs'][string] => ({
  state: 'done', action: 'check',
  result: { kind: 'checked', passed, results: [], solution: passed ? 'CREATE INDEX ON orders (user_id)' : undefined, checks: [{ id: 'filter', passed: true, message: 'Index found.' }, { id: 'early', passed, message: 'Plan: `Sort`. Which column?' }] },
});

describe('lesson view', () => {
  view.setUp();

  it('shows title, idea, the parts with their steps, and the first part', async () => {
    const { page } = await open(shown);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Indexing strategy');
    const parts = page.getByRole('navigation', { name: 'Parts of the lesson' });
    assert.deepEqual(await parts.getByRole('listitem').allTextContents(), [
      'Business context 8 min (0 of 1 steps done)', 'Pattern implementation 25 min (0 of 1 steps done)', 'Stress test 12 min', 'Trade-offs 10 min (0 of 1 steps done)', 'Documentation 5 min',
    ]);
    assert.equal(await parts.locator('[aria-current=step]').textContent(), 'Business context');
    assert.equal(await parts.getByRole('progressbar').getAttribute('max'), '3');
    assert.equal(await page.getByRole('link', { name: 'the manual' }).getAttribute('href'), 'https://www.postgresql.org/docs/');
    assert.equal(await page.getByRole('group', { name: 'The query' }).textContent(), 'SELECT id FROM orders');
    assert.equal(await status(), 'Lesson ready: Indexing strategy.');
  });

  it('moves between parts by button and key, and puts the focus on the title', async () => {
    const { page } = await open(shown);
    const title = page.locator('#part-title');
    await page.getByRole('button', { name: 'Next: Pattern implementation' }).click();
    assert.match((await title.textContent()) ?? '', /^2 · Pattern/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'part-title');
    await page.keyboard.press('Alt+ArrowRight');
    assert.match((await title.textContent()) ?? '', /^3 · Stress/);
    await page.keyboard.press('Alt+Digit5');
    assert.match((await title.textContent()) ?? '', /^5 · Doc/);
    await page.keyboard.press('Alt+ArrowRight');
    assert.match((await title.textContent()) ?? '', /^5 · Doc/);
    await page.keyboard.press('Alt+ArrowLeft');
    assert.match((await title.textContent()) ?? '', /^4 · Trade/);
  });

  it('sends an answer only when one is chosen, and then shows the reason of every option', async () => {
    const { page, nextSent, sent } = await open(shown);
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByText('Choose one first.').waitFor();
    assert.equal((await sent()).some(({ type }) => type === 'answer'), false);
    await page.getByRole('group', { name: 'How many?' }).getByRole('radio', { name: '20' }).check();
    await page.getByRole('button', { name: 'Answer' }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await nextSent('answer'), { type: 'answer', question: 'first', options: ['a'] });
    await post({ ...shown, answers: { first: { chosen: ['a'], result: firstResult } } });
    await page.getByText('✗ Wrong, your choice:').waitFor();
    await page.getByText('✓ Right:').waitFor();
    assert.equal(await page.getByRole('radio', { name: '20' }).isChecked(), true);
    assert.match(await status(), /^Not yet/);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Answer again');
  });

  it('takes several options where several may be right', async () => {
    const { page, nextSent } = await open(shown, at(3));
    await page.getByRole('checkbox', { name: 'A' }).check();
    await page.getByRole('checkbox', { name: 'C' }).check();
    await page.getByRole('button', { name: 'Answer' }).click();
    assert.deepEqual(await nextSent('answer'), { type: 'answer', question: 'many', options: ['a', 'c'] });
  });

  it('keeps a choice that is not sent yet when something else changes', async () => {
    const { page } = await open(shown);
    await page.getByRole('radio', { name: 'all' }).check();
    await post({ ...shown, passed: ['account-page'], runs: { 'account-page': checked(true) } });
    await page.getByText('1 of 3 steps done').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'all' }).isChecked(), true);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('value')), 'b');
  });

  it('posts what the buttons of an exercise ask for, and shows hints one by one', async () => {
    const opened = await open(shown, at(1));
    const { page } = opened;
    for (const name of ['Open in editor', 'Run', 'Check', 'Explain', 'Start over', 'Show a hint']) await page.getByRole('button', { name, exact: true }).click();
    await opened.nextSent('hint');
    assert.deepEqual((await opened.sent()).slice(1), [
      { type: 'open', exercise: 'account-page' }, { type: 'do', exercise: 'account-page', action: 'run' }, { type: 'do', exercise: 'account-page', action: 'check' },
      { type: 'do', exercise: 'account-page', action: 'explain' }, { type: 'reset', exercise: 'account-page' }, { type: 'hint', exercise: 'account-page' },
    ]);
    await post({ ...shown, hints: { 'account-page': 1 } });
    assert.deepEqual(await page.getByRole('list', { name: 'Hints' }).getByRole('listitem').allTextContents(), ['Which column?']);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Next hint (1 left)');
    assert.equal(await status(), 'Hint 1 shown.');
    await post({ ...shown, hints: { 'account-page': 2 } });
    assert.equal(await page.getByRole('button', { name: /hint/i }).count(), 0);
  });

  it('shows what is waited for, with a way to cancel; then the checks, and the approaches when all pass', async () => {
    const opened = await open(shown, at(1));
    const { page } = opened;
    await page.getByRole('button', { name: 'Check' }).focus();
    await post({ ...shown, runs: { 'account-page': running } });
    await page.getByText('Check: starting PostgreSQL…').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Check' }).isDisabled(), true);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Cancel');
    await page.keyboard.press('Enter');
    await opened.nextSent('cancel');
    await post({ ...shown, runs: { 'account-page': checked(false) } });
    await page.getByText('✗ not yet:').waitFor();
    assert.equal(await page.locator('.message').textContent(), 'Plan: Sort. Which column?');
    assert.match(await status(), /^1 of 2 checks pass\. Plan/);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Check');
    await post({ ...shown, passed: ['account-page'], runs: { 'account-page': checked(true) } });
    await page.getByText('Approaches that pass').click();
    await page.getByText('CREATE INDEX ON orders (user_id)').waitFor();
    await page.getByText('✓ passed', { exact: true }).waitFor();
  });

  it('shows results as tables, plans as text, and failures with what PostgreSQL says', async () => {
    const { page } = await open(shown, at(1));
    const done = (result: Extract<Shown['runs'][string], { state: 'done' }>['result']) => post({ ...shown, runs: { 'account-page': { state: 'done', action: 'run', result } } });
    await done({ kind: 'ran', plan: undefined, notes: ['Only the first rows.'], results: [{ columns: [], rows: [], affected: 3 }, { columns: [{ name: 'id', type: 'int4' }], rows: [['1'], [null]], affected: undefined }] });
    await page.getByRole('table', { name: 'Result of statement 2: 2 rows' }).waitFor();
    await page.getByText('Statement 1 ran; rows changed: 3.').waitFor();
    await page.getByText('Only the first rows.').waitFor();
    await done({ kind: 'ran', results: [], notes: [], plan: joinReport() });
    assert.match((await page.getByRole('group', { name: 'Plan' }).textContent()) ?? '', /Hash Join Inner/);
    await done({ kind: 'failed', message: 'column "x" does not exist', offset: 7 });
    await page.getByText('column "x" does not exist').first().waitFor();
    await post({ ...shown, runs: { 'account-page': { state: 'failed', action: 'run', message: 'The practice database did not start.', next: 'Try again.' } } });
    await page.getByText('Try again.').waitFor();
  });

  it('is where it was after a reload', async () => {
    const opened = await open(shown);
    await opened.page.keyboard.press('Alt+Digit3');
    assert.deepEqual(((await opened.savedState()) as LessonViewState).part, 2);
    await opened.reload();
    await opened.nextSent('ready');
    await post(shown);
    assert.match((await opened.page.locator('#part-title').textContent()) ?? '', /^3 · Stress/);
    await opened.page.getByRole('table', { name: 'Pages' }).waitFor();
  });

  it('says what failed and offers to try again', async () => {
    const { page, nextSent } = await open({ state: 'failed', lesson: 'x', message: 'There is no lesson “x”.', next: 'Open Today.' });
    await page.getByText('Open Today.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await nextSent('retry');
  });

  it('links back to the finding and shows that progress could not be saved', async () => {
    const { page, nextSent } = await open({ ...shown, rule: 'missing-fk-index', notice: 'Your progress could not be saved.' });
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'missing-fk-index' }).click();
    assert.equal((await nextSent<Extract<ToHost, { type: 'rule' }>>('rule')).rule, 'missing-fk-index');
  });

  it('builds only known elements, whatever a lesson says', async () => {
    const evil = '<img src=x><script>document.title="broken"</script><a href="javascript:alert(1)">j</a><p class="card" id="main">text</p><svg><script>1</script></svg><iframe src="https://example.com"></iframe>';
    const part = lesson.parts[0];
    assert.ok(part);
    const { page } = await open({ ...shown, lesson: { ...lesson, title: evil, parts: [{ ...part, blocks: [{ kind: 'prose', html: evil }, { kind: 'sql', sql: evil, caption: evil }] }] } });
    assert.equal(await page.locator('main img, main script, main iframe, main svg, main .prose [class], main #main').count(), 0);
    assert.equal(await page.getByText('j', { exact: true }).getAttribute('href'), null);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), evil);
    assert.equal(await page.title(), 'lesson');
  });

  it('fits a narrow column', async () => {
    const { page } = await open(shown, { ...at(2), viewport: { width: 280, height: 600 } });
    await page.getByRole('table', { name: 'Pages' }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  });

  for (const theme of themes) {
    it(`is accessible in every part and state: ${theme}`, async function () {
      this.timeout(240_000);
      const opened = await open({ state: 'loading', lesson: lesson.id }, { theme });
      await opened.assertAccessible();
      await post({ state: 'failed', lesson: lesson.id, message: 'a', next: 'b' });
      await opened.assertAccessible();
      await post({ ...shown, hints: { 'account-page': 1 }, answers: { first: { chosen: ['a'], result: firstResult } }, rule: 'r', notice: 'n' });
      for (const key of ['1', '2', '3', '4', '5']) {
        await opened.page.keyboard.press(`Alt+Digit${key}`);
        await opened.assertAccessible();
      }
      await opened.page.keyboard.press('Alt+Digit2');
      for (const run of [running, checked(false), checked(true), { state: 'done', action: 'run', result: { kind: 'ran', results: [{ columns: [{ name: 'id', type: 'int4' }], rows: [['1']], affected: undefined }], plan: undefined, notes: [] } }, { state: 'done', action: 'explain', result: { kind: 'ran', results: [], plan: joinReport(), notes: [] } }] as const) {
        await post({ ...shown, runs: { 'account-page': run } });
        await opened.assertAccessible();
      }
    });
  }

  it('shows every part of every shipped lesson without a barrier', async function () {
    this.timeout(400_000);
    const classroom = createClassroom({ database: noDatabase, files: nodeFiles, lessonsFolder: resolve('lessons').replaceAll('\\', '/') });
    const { lessons, problems } = await classroom.lessons();
    assert.deepEqual(problems, []);
    for (const { id } of lessons) {
      const reply = await classroom.lesson({ id });
      assert.ok(reply.ok);
      const opened = await open({ ...shown, lesson: reply.value });
      for (const [index, { title }] of reply.value.parts.entries()) {
        await opened.page.keyboard.press(`Alt+Digit${index + 1}`);
        assert.match((await opened.page.locator('#part-title').textContent()) ?? '', new RegExp(`^${index + 1} · ${title}`));
        await opened.assertAccessible();
      }
      await view.close();
    }
  });

  it('takes only its own messages and a sound state', () => {
    for (const message of [{ type: 'ready' }, { type: 'today' }, { type: 'rule', rule: 'a' }, { type: 'answer', question: 'q', options: ['a'] }, { type: 'open', exercise: 'e' }, { type: 'do', exercise: 'e', action: 'check' }]) {
      assert.deepEqual(readToHost({ ...message, more: 1 }), message);
    }
    for (const data of [null, 'ready', {}, { type: 'do', exercise: 'e', action: 'drop' }, { type: 'do', action: 'run' }, { type: 'answer', question: 'q', options: [1] }, { type: 'answer', question: 'q' }, { type: 'hint' }]) {
      assert.equal(readToHost(data), undefined, JSON.stringify(data));
    }
    assert.deepEqual(readLessonState({ lesson: 'a', part: 1, scroll: 2, more: 3 }), { lesson: 'a', part: 1, scroll: 2 });
    for (const saved of [null, {}, { lesson: 'a', part: -1, scroll: 0 }, { lesson: 'a', part: 1.5, scroll: 0 }, { lesson: 1, part: 1, scroll: 0 }, { lesson: 'a', part: 1, scroll: 'x' }]) assert.equal(readLessonState(saved), undefined);
  });
});
