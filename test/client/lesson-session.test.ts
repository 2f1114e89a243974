import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CancellationToken } from 'vscode';
import { LessonSession, type CancelSource, type SessionParts } from '../../client/lesson-session';
import { ProgressStore } from '../../client/progress-store';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import { nodeFiles } from '../../server/adapters/node-files';
import { never } from '../../server/core/host';
import { createClassroom } from '../../server/core/lessons/classroom';
import type { RequestName, Requests } from '../../server/protocol';
import type { LessonSnapshot } from '../../webview/lesson/protocol';
import { testEmbedded } from '../database/embedded';

const lesson = 't1-d03';
const limit = 300_000;

function cancelSource(): CancelSource {
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  return { token: token as CancellationToken, cancel: () => { token.isCancellationRequested = true; }, dispose() {} };
}

function shown(session: LessonSession): Extract<LessonSnapshot, { state: 'shown' }> {
  assert.equal(session.snapshot.state, 'shown', JSON.stringify(session.snapshot));
  return session.snapshot as Extract<LessonSnapshot, { state: 'shown' }>;
}

/** A session on the real classroom, without the process between them. */
describe('lesson session', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  let folder: string;
  let store: ProgressStore;
  let snapshots: LessonSnapshot[];
  let recorded = 0;
  let clock = 0;

  before(() => {
    database = testEmbedded();
  });
  after(() => database.dispose());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-coach-session-'));
    store = new ProgressStore(join(folder, 'progress.jsonl'));
    snapshots = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function parts(more: Partial<SessionParts> = {}): SessionParts {
    const classroom = createClassroom({ database, files: nodeFiles, lessonsFolder: resolve('lessons').replaceAll('\\', '/'), statementTimeout: limit });
    const listeners = new Map<string, (message: string) => void>();
    const answer = async (name: RequestName, params: never, token?: CancellationToken): Promise<unknown> => {
      if (name === 'sqlCoach/lesson') return classroom.lesson(params);
      if (name === 'sqlCoach/answer') return classroom.answer(params);
      assert.equal(name, 'sqlCoach/exercise');
      const { workDoneToken } = params as Requests['sqlCoach/exercise']['params'];
      const reply = await classroom.exercise(params, token ?? never, (message) => listeners.get(workDoneToken ?? '')?.(message));
      if (token?.isCancellationRequested) throw new Error('Canceled');
      return reply;
    };
    return {
      requester: {
        request: (name, params, token) => answer(name, params as never, token) as never,
        onProgress: (token, report) => {
          listeners.set(token, report);
          return { dispose: () => listeners.delete(token) };
        },
      },
      store, cancelSource, log: { error() {} },
      now: () => new Date(Date.UTC(2026, 10, 21) + ++clock * 1000).toISOString(),
      changed: (snapshot) => snapshots.push(snapshot), recorded: () => { recorded += 1; },
      ...more,
    };
  }

  it('opens a lesson, and records that', async () => {
    const before = recorded;
    const session = new LessonSession(lesson, 'missing-fk-index', parts());
    await session.open();
    assert.deepEqual(snapshots.map(({ state }) => state), ['loading', 'shown']);
    assert.equal(shown(session).rule, 'missing-fk-index');
    assert.deepEqual((await store.read()).events.map(({ type }) => type), ['opened']);
    assert.equal(recorded, before + 1);
  });

  it('says why a lesson cannot be opened', async () => {
    const session = new LessonSession('none', null, parts());
    await session.open();
    assert.ok(session.snapshot.state === 'failed');
    assert.match(session.snapshot.message, /no lesson/);
  });

  it('brings answers, reasons and passed exercises back in a later session', async () => {
    const first = new LessonSession(lesson, null, parts());
    await first.open();
    await first.answer('which-order', ['a']);
    await first.answer('first-guess', ['a']);
    const run = await first.run('account-page', 'check', 'CREATE INDEX ON orders (user_id, created_at)');
    assert.ok(run?.state === 'done' && run.result.kind === 'checked' && run.result.passed);
    assert.ok(snapshots.some((snapshot) => snapshot.state === 'shown' && snapshot.runs['account-page']?.state === 'running' && snapshot.runs['account-page'].message === 'starting PostgreSQL'));
    const { answers, passed, right } = shown(first);
    const second = new LessonSession(lesson, null, parts());
    await second.open();
    assert.deepEqual(shown(second).answers, answers);
    assert.deepEqual([shown(second).passed, shown(second).right], [passed, right]);
    assert.deepEqual([passed, right], [['account-page'], ['which-order']]);
    assert.equal(shown(second).notice, null);
  });

  it('records a check that fails, and opens hints one by one, no more than there are', async () => {
    const session = new LessonSession(lesson, null, parts());
    await session.open();
    const run = await session.run('account-page', 'check', 'CREATE INDEX ON orders (created_at)');
    assert.ok(run?.state === 'done' && run.result.kind === 'checked' && !run.result.passed);
    assert.deepEqual(shown(session).passed, []);
    const last = (await store.read()).events.at(-1);
    assert.ok(last?.type === 'exercise' && !last.evidence.passed && last.rating === 'again');
    for (let times = 0; times < 10; times++) session.hint('account-page');
    assert.equal(shown(session).hints['account-page'], session.exercise('account-page')?.hints.length);
  });

  it('shows that a run was cancelled, and runs again afterwards', async () => {
    const session = new LessonSession(lesson, null, parts());
    await session.open();
    const running = session.run('account-page', 'run', 'SELECT count(*) FROM orders a, orders b, orders c WHERE a.total + b.total > c.total');
    session.cancel('account-page');
    const cancelled = await running;
    assert.ok(cancelled?.state === 'failed');
    assert.equal(cancelled.message, 'Cancelled.');
    const again = await session.run('account-page', 'run', 'SELECT 1');
    assert.ok(again?.state === 'done' && again.result.kind === 'ran');
  });

  it('goes on when progress can be neither read nor saved, and says so', async () => {
    const broken = { read: () => Promise.reject(new Error('disk is gone')), append: () => Promise.reject(new Error('disk is full')) };
    const session = new LessonSession(lesson, null, parts({ store: broken }));
    await session.open();
    assert.match(shown(session).notice ?? '', /cannot be read: disk is gone/);
    await session.answer('which-order', ['a']);
    assert.match(shown(session).notice ?? '', /could not be saved: disk is full/);
    assert.equal(shown(session).answers['which-order']?.result.correct, true);
  });

  it('says what to do when the server does not answer', async () => {
    const session = new LessonSession(lesson, null, parts({ requester: { request: () => Promise.reject(new Error('The server is not running.')), onProgress: () => ({ dispose() {} }) } }));
    await session.open();
    assert.ok(session.snapshot.state === 'failed');
    assert.equal(session.snapshot.message, 'The server is not running.');
  });

  it('changes nothing any more once it is disposed', async () => {
    const session = new LessonSession(lesson, null, parts());
    const opening = session.open();
    session.dispose();
    await opening;
    assert.deepEqual(snapshots.map(({ state }) => state), ['loading']);
  });
});
