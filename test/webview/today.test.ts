import { strict as assert } from 'node:assert';
import { readToHost, type LessonCard, type ToHost, type TodaySnapshot } from '../../webview/today/protocol';
import { themes } from './themes';
import { ViewUnderTest } from './view-under-test';

const view = new ViewUnderTest<TodaySnapshot>('today', { viewport: { width: 280, height: 600 } });
const { open } = view;

const card: LessonCard = { id: 't1-d03', title: 'Indexing strategy', promise: 'Buy it for a query.', trackTitle: 'Backend SQL patterns', minutes: 60, state: 'new', done: 0, steps: 7 };
const first: TodaySnapshot = { state: 'shown', lessons: [card], next: card.id, first: true, daysThisWeek: 0, practised: [], problems: [] };
const later: TodaySnapshot = {
  ...first, first: false, daysThisWeek: 2, lessons: [{ ...card, state: 'started', done: 3 }, { ...card, id: 't1-d04', title: 'Another', state: 'applied', done: 7 }],
  practised: [{ rule: 'missing-fk-index', at: '20 November' }], problems: ['lessons/x.md:3: not a directive'],
};

describe('today view', () => {
  view.setUp();

  it('welcomes at the first run and offers the first lesson', async () => {
    const { page, nextSent } = await open(first);
    await page.getByText('Nothing to install').waitFor();
    await page.getByRole('heading', { level: 2, name: 'Indexing strategy' }).waitFor();
    assert.equal(await page.getByText('Practised this week').count(), 0);
    await page.getByRole('button', { name: 'Start lesson' }).click();
    assert.equal((await nextSent<Extract<ToHost, { type: 'open' }>>('open')).lesson, 't1-d03');
    assert.equal(await page.getByRole('status').textContent(), 'Next lesson: Indexing strategy.');
  });

  it('shows progress, the week, repairs and what could not be read', async () => {
    const { page, nextSent } = await open(later);
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    assert.equal(await page.getByRole('progressbar', { name: '3 of 7 steps done' }).getAttribute('value'), '3');
    await page.getByText('Practised this week: 2 days.').waitFor();
    await page.getByText('1 thing could not be read').click();
    assert.match((await page.getByRole('list').last().textContent()) ?? '', /lessons\/x\.md:3/);
    await page.getByText('✓ applied in your code').waitFor();
    await page.getByRole('button', { name: 'missing-fk-index' }).click();
    assert.equal((await nextSent<Extract<ToHost, { type: 'rule' }>>('rule')).rule, 'missing-fk-index');
    assert.equal(await page.getByText('Nothing to install').count(), 0);
  });

  it('says when all is practised and when there is nothing', async () => {
    const opened = await open({ ...later, next: null });
    await opened.page.getByText('You have practised every lesson.').waitFor();
    await opened.post({ type: 'snapshot', snapshot: { ...first, lessons: [], next: null } });
    await opened.page.getByText('There are no lessons to show.').waitFor();
  });

  it('offers to try again after a failure', async () => {
    const { page, nextSent } = await open({ state: 'failed', message: 'The language server is not running.', next: 'Restart it.' });
    await page.getByText('Restart it.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await nextSent('retry');
  });

  it('keeps the focus when it is drawn anew', async () => {
    const opened = await open(first);
    await opened.page.getByRole('button', { name: 'Start lesson' }).focus();
    await opened.post({ type: 'snapshot', snapshot: later });
    await opened.page.getByRole('button', { name: 'Continue' }).waitFor();
    assert.equal(await opened.page.evaluate(() => document.activeElement?.textContent), 'Continue');
  });

  it('fits a narrow side bar', async () => {
    const { page } = await open({ ...later, lessons: [{ ...card, title: 'A very long title with averyveryveryverylongwordthatdoesnotbreakbyitself' }] });
    await page.getByRole('button', { name: 'Start lesson' }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  });

  for (const theme of themes) {
    it(`is accessible in every state: ${theme}`, async () => {
      const opened = await open({ state: 'loading' }, { theme });
      for (const snapshot of [{ state: 'loading' }, { state: 'failed', message: 'a', next: 'b' }, first, later] as const) {
        await opened.post({ type: 'snapshot', snapshot });
        await opened.assertAccessible();
      }
    });
  }

  it('takes only its own messages', () => {
    for (const message of [{ type: 'ready' }, { type: 'retry' }, { type: 'open', lesson: 'a' }, { type: 'rule', rule: 'a' }]) assert.deepEqual(readToHost({ ...message, more: 1 }), message);
    for (const data of [undefined, null, 1, 'ready', {}, { type: 'open' }, { type: 'open', lesson: 1 }, { type: 'rule', rule: {} }]) assert.equal(readToHost(data), undefined);
  });
});
