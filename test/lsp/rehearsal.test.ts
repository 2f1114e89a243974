import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { CodeLens } from 'vscode-languageserver';
import type { Requests } from '../../server/protocol';
import { busyMachine, Client, Project } from './client';

type Answer = Requests['sqlCoach/rehearse']['result'];

const files = {
  'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text, total int);\n',
  'migrations/002_broken.sql': '\n\nALTER TABLE nowhere ADD COLUMN a int;\nCREATE TABLE customers (id bigint PRIMARY KEY);\n',
  'migrations/003_next.sql': [
    'ALTER TABLE orders ALTER COLUMN total TYPE bigint;',
    'CREATE TABLE items (order_id bigint REFERENCES orders);',
    'CREATE INDEX items_idx ON items (order_id);',
    "ALTER TABLE customers ADD COLUMN country text DEFAULT 'x' NOT NULL,\n  ADD COLUMN id int;",
    '\\echo done',
    'DROP TABLE customers;',
    '',
  ].join('\n'),
  'queries/alone.sql': 'ALTER TABLE items ADD COLUMN amount int;',
};

describe('rehearsal', function () {
  this.timeout(busyMachine * 2);
  let client: Client;
  let project: Project;
  let uri: string;

  before(async () => {
    project = new Project(files);
    uri = project.uri('migrations/003_next.sql');
    client = await Client.start({ extension: true, folders: [project.folder] });
    await client.open(uri, files['migrations/003_next.sql']);
  });
  after(async () => {
    await client.kill();
    project.remove();
  });
  const rehearse = (of: string, workDoneToken?: string) => client.connection.sendRequest<Answer>('sqlCoach/rehearse', { uri: of, ...(workDoneToken === undefined ? {} : { workDoneToken }) });

  it('tells what each statement did, and goes on after one that failed', async () => {
    const answer = await rehearse(uri, 'rehearse-1');
    assert.ok(answer.ok, JSON.stringify(answer));
    const { statements, source } = answer.value;
    assert.match(source, /embedded PostgreSQL .*after 2 migrations/);
    assert.deepEqual(statements.map(({ kind, place }) => [kind, place.line]), [['observed', 0], ['observed', 1], ['observed', 2], ['failed', 3], ['skipped', 5], ['observed', 6]]);
    const [typed, made, indexed, failed, skipped, dropped] = statements;
    assert.deepEqual(typed?.locks, [{ relation: 'orders', mode: 'ACCESS EXCLUSIVE', blocks: 'blocks every read and write', own: false }]);
    assert.deepEqual([typed.rewrites, typed.differences], [['orders'], []]);
    assert.ok(typed.duration !== undefined && typed.duration >= 0);
    assert.deepEqual(made?.locks.map(({ relation, mode }) => `${relation} ${mode}`), ['orders SHARE ROW EXCLUSIVE']);
    assert.deepEqual(made.creates, ['items']);
    assert.deepEqual(indexed?.locks.map(({ relation, own }) => [relation, own]), [['items', true]]);
    assert.match(failed?.message ?? '', /column "id" of relation "customers" already exists/);
    assert.match(skipped?.message ?? '', /psql/);
    assert.deepEqual(dropped?.drops.includes('customers'), true);
    assert.match(answer.value.summary, /^4 statements ran, 1 failed, 1 skipped; strongest lock: ACCESS EXCLUSIVE on /);
    const progress = client.news<{ kind: string; message?: string }>('progress rehearse-1');
    assert.equal(progress[0]?.kind, 'begin');
    assert.equal(progress.at(-1)?.kind, 'end');
    assert.ok(progress.some(({ message }) => /^statement \d+ of 6$/.test(message ?? '')), JSON.stringify(progress));
  });

  it('names what of the history before did not replay, by file and line', async () => {
    const answer = await rehearse(uri);
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.deepEqual(answer.value.problems.map(({ path, line }) => [path, line]), [[project.path('migrations/002_broken.sql'), 2]]);
    assert.match(answer.value.problems[0]?.message ?? '', /nowhere/);
  });

  it('points into the statement that failed', async () => {
    const broken = project.uri('migrations/004_syntax.sql');
    await client.open(broken, 'SELECT 1;\n\nALTER TABLE orders\n  ADD COLUMN note2 no_such_type;');
    const answer = await rehearse(broken);
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.deepEqual(answer.value.statements[1]?.errorPlace, { line: 3, character: 19 });
    await client.close(broken);
  });

  it('runs a file that is no migration after all of them, and one without any alone', async () => {
    const query = project.uri('queries/alone.sql');
    await client.open(query, files['queries/alone.sql']);
    const answer = await rehearse(query);
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.deepEqual(answer.value.statements[0]?.locks.map(({ relation, mode }) => [relation, mode]), [['items', 'ACCESS EXCLUSIVE']]);
    await client.close(query);
    const alone = await Client.start({ extension: true });
    try {
      await alone.open('untitled:scratch', 'CREATE TABLE a (b int);\nALTER TABLE a ADD c int;\nSELECT missing();');
      const told = await alone.connection.sendRequest<Answer>('sqlCoach/rehearse', { uri: 'untitled:scratch' });
      assert.ok(told.ok);
      assert.match(told.value.source, /which was empty before/);
      assert.deepEqual(told.value.statements.map(({ kind }) => kind), ['observed', 'observed', 'failed']);
      assert.match(told.value.summary, /nothing that others use was locked/);
    } finally {
      await alone.kill();
    }
  });

  it('runs the way up only', async () => {
    const goose = new Project({ 'db/20240101000000_a.sql': '-- +goose Up\nCREATE TABLE a (b int);\n\n-- +goose Down\nDROP TABLE a;\n' });
    const other = await Client.start({ extension: true, folders: [goose.folder] });
    try {
      const file = goose.uri('db/20240101000000_a.sql');
      await other.open(file, '-- +goose Up\nCREATE TABLE a (b int);\n\n-- +goose Down\nDROP TABLE a;\n');
      const told = await other.connection.sendRequest<Answer>('sqlCoach/rehearse', { uri: file });
      assert.ok(told.ok);
      assert.deepEqual(told.value.statements.map(({ text }) => text), ['CREATE TABLE a (b int)']);
      const [lens] = (await other.connection.sendRequest<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri: file } })) ?? [];
      assert.ok(lens);
      const { command } = await other.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
      assert.deepEqual([lens.range.start.line, command?.title, command?.command], [4, 'locks a: ACCESS EXCLUSIVE', 'sqlCoach.showEffects'], 'what is not rehearsed offers no rehearsal');
    } finally {
      await other.kill();
      goose.remove();
    }
  });

  it('can be cancelled in a statement that never ends, and works after that', async () => {
    const slow = project.uri('migrations/005_slow.sql');
    await client.open(slow, 'SELECT 1;\nSELECT count(*) FROM generate_series(1, 100000000000);');
    for (const [token, cancel] of [
      ['slow-1', (source: CancellationTokenSource) => source.cancel()],
      ['slow-2', () => void client.connection.sendNotification('window/workDoneProgress/cancel', { token: 'slow-2' })],
    ] as const) {
      const source = new CancellationTokenSource();
      const answer = client.connection.sendRequest<Answer>('sqlCoach/rehearse', { uri: slow, workDoneToken: token }, source.token);
      await client.until(() => client.news<{ message?: string }>(`progress ${token}`).some(({ message }) => message === 'statement 2 of 2'), 'the second statement');
      cancel(source);
      await assert.rejects(answer, { code: -32800 });
    }
    await client.close(slow);
    assert.ok((await rehearse(uri)).ok);
  });

  it('lets checks go on meanwhile', async () => {
    const running = rehearse(uri, 'meanwhile');
    await client.until(() => client.news('progress meanwhile').length > 0, 'the start');
    assert.ok((await client.rules(uri)).includes('ban-drop-column') || (await client.rules(uri)).length > 0);
    assert.ok((await running).ok);
  });

  it('refuses what is not there, and what is not for PostgreSQL', async () => {
    const missing = await rehearse(project.uri('closed.sql'));
    assert.ok(!missing.ok);
    await client.open('untitled:other', 'CREATE TABLE `a` (`b` INT) ENGINE=InnoDB;\n');
    const foreign = await rehearse('untitled:other');
    assert.ok(!foreign.ok);
    assert.match(foreign.failure.message, /MySQL/);
  });
});
