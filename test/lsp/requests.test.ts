import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { RequestName, Requests } from '../../server/protocol';
import { busyMachine, Client, Project } from './client';

describe('our own requests', function () {
  this.timeout(busyMachine);
  let client: Client;
  let project: Project;
  before(async () => {
    project = new Project({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n' });
    client = await Client.start({ extension: true, folders: [project.folder] });
  });
  after(async () => {
    await client.kill();
    project.remove();
  });
  const ask = <K extends RequestName>(name: K, params: Requests[K]['params']) => client.connection.sendRequest<Requests[K]['result']>(name, params);

  it('explain a statement on the tables of the migrations, and tell what is waited for', async () => {
    const uri = project.uri('list.sql');
    await client.open(uri, 'SELECT 1;\n\nSELECT * FROM orders WHERE note = \'x\';\n');
    const answer = await ask('sqlCoach/explain', { uri, position: { line: 2, character: 9 }, workDoneToken: 'explain-1' });
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.equal(answer.report.root.relation, 'orders');
    assert.deepEqual(answer.range, { start: { line: 2, character: 0 }, end: { line: 2, character: 37 } });
    const progress = client.news<{ kind: string; message?: string }>('progress explain-1');
    assert.equal(progress[0]?.kind, 'begin');
    assert.equal(progress.at(-1)?.kind, 'end');
  });

  it('give the reason where there is no plan', async () => {
    const uri = project.uri('bad.sql');
    await client.open(uri, 'SELECT * FROM nowhere;');
    const answer = await ask('sqlCoach/explain', { uri, position: { line: 0, character: 0 } });
    assert.ok(!answer.ok);
    assert.match(answer.failure.message, /nowhere/);
    const closed = await ask('sqlCoach/explain', { uri: project.uri('closed.sql'), position: { line: 0, character: 0 } });
    assert.ok(!closed.ok && closed.range === null);
  });

  it('can be cancelled, by the request or by its progress', async () => {
    const uri = project.uri('slow.sql');
    await client.open(uri, 'SELECT count(*) FROM generate_series(1, 100000000000);');
    const source = new CancellationTokenSource();
    const params = { uri, position: { line: 0, character: 0 }, analyze: true };
    const first = client.connection.sendRequest('sqlCoach/explain', { ...params, workDoneToken: 'slow-1' }, source.token);
    await client.until(() => client.news('progress slow-1').length > 0, 'the start');
    source.cancel();
    await assert.rejects(first, { code: -32800 });
    const second = client.connection.sendRequest('sqlCoach/explain', { ...params, workDoneToken: 'slow-2' });
    await client.until(() => client.news('progress slow-2').length > 0, 'the start');
    await client.connection.sendNotification('window/workDoneProgress/cancel', { token: 'slow-2' });
    await assert.rejects(second, { code: -32800 });
  });

  it('answer about lessons', async () => {
    const { lessons, problems } = await ask('sqlCoach/lessons', {});
    assert.deepEqual(problems, []);
    const [first] = lessons;
    assert.ok(first);
    const lesson = await ask('sqlCoach/lesson', { id: first.id });
    assert.ok(lesson.ok && lesson.value.parts.length === 5);
    const unknown = await ask('sqlCoach/lesson', { id: 'no-such-lesson' });
    assert.ok(!unknown.ok);
    const question = first.questions[0];
    assert.ok(question);
    const answer = await ask('sqlCoach/answer', { lesson: first.id, question, options: [] });
    assert.ok(answer.ok && !answer.value.correct);
  });

  it('keep addresses out of everything that is sent', async () => {
    const secret = 'a-very-secret-word';
    const missing = await ask('sqlCoach/testConnection', { connection: 'mine' });
    assert.ok(!missing.ok && missing.failure.action !== undefined);
    await client.sendAddresses({ mine: `postgresql://someone:${secret}@127.0.0.1:1/shop`, broken: `nonsense ${secret}` });
    for (const connection of ['mine', 'broken']) {
      const failed = await ask('sqlCoach/testConnection', { connection });
      assert.ok(!failed.ok);
      assert.notEqual(failed.failure.message, '');
    }
    const explained = await ask('sqlCoach/explain', { uri: project.uri('list.sql'), position: { line: 0, character: 0 }, connection: 'mine' });
    assert.ok(!explained.ok);
    assert.doesNotMatch(JSON.stringify([client.notifications, client.errors, explained]), new RegExp(secret));
  });

  it('reject nothing but cancellation, whatever they are given', async () => {
    for (const name of ['sqlCoach/explain', 'sqlCoach/exercise', 'sqlCoach/answer', 'sqlCoach/lesson', 'sqlCoach/testConnection'] as const) {
      const answer = await client.connection.sendRequest<{ ok: boolean }>(name, { nonsense: true });
      assert.equal(answer.ok, false, name);
    }
  });
});
