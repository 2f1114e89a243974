import assert from 'node:assert/strict';
import type { CodeLens, Hover, Position } from 'vscode-languageserver';
import { busyMachine, capabilities, Client, Project } from './client';

const first = 'CREATE TABLE orders (id bigint PRIMARY KEY, note text, total int);\nCREATE TABLE customers (id bigint PRIMARY KEY);\n';
const second = [
  '-- the next release',
  'ALTER TABLE orders ALTER COLUMN total TYPE bigint;',
  '',
  'CREATE TABLE coupons (id bigint PRIMARY KEY);',
  'CREATE INDEX coupons_idx ON coupons (id);',
  '',
  'CREATE INDEX orders_note_idx ON orders (note);',
  'SELECT 1;',
  '',
].join('\n');

describe('effects of statements', function () {
  this.timeout(busyMachine);
  let client: Client;
  let project: Project;
  let uri: string;

  before(() => {
    project = new Project({ 'migrations/001_orders.sql': first, 'migrations/002_next.sql': second });
    uri = project.uri('migrations/002_next.sql');
  });
  after(() => project.remove());
  afterEach(() => client.kill());

  async function start(options: Parameters<typeof Client.start>[0] = {}): Promise<void> {
    client = await Client.start({ extension: true, folders: [project.folder], ...options });
    await client.open(uri, second);
  }

  const lenses = async (of = uri) => (await client.connection.sendRequest<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri: of } })) ?? [];
  const resolve = (lens: CodeLens) => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
  const resolved = async (of = uri) => Promise.all((await lenses(of)).map(async (lens) => {
    const { command, range } = lens.command === undefined ? await resolve(lens) : lens;
    return [range.start.line, command?.title, command?.command];
  }));
  const hover = (position: Position, of = uri) => client.connection.sendRequest<(Hover & { contents: { kind: string; value: string } }) | null>('textDocument/hover', { textDocument: { uri: of }, position });

  it('stand in a lens, which is told when the editor shows it; nothing above what is new or locks nothing', async () => {
    await start();
    const found = await lenses();
    assert.deepEqual(found.map(({ command, range }) => [range.start.line, command?.title]).toSorted((a, b) => Number(a[0]) - Number(b[0])), [[1, undefined], [6, undefined], [7, 'Explain']]);
    assert.deepEqual((await resolved()).toSorted((a, b) => Number(a[0]) - Number(b[0])), [
      [1, 'locks orders: ACCESS EXCLUSIVE · rewrites', 'sqlCoach.rehearseMigration'],
      [6, 'locks orders: SHARE · scans', 'sqlCoach.rehearseMigration'],
      [7, 'Explain', 'sqlCoach.explainAt'],
    ]);
    const [lens] = found.filter(({ command }) => command === undefined);
    assert.ok(lens);
    assert.deepEqual((await resolve(lens)).command?.arguments, [uri, { line: 1, character: 0 }]);
  });

  it('follow an edit, of the statement and of the history before it', async () => {
    await start();
    await client.edit(uri, 'TYPE bigint', 'SET NOT NULL');
    assert.deepEqual((await resolved()).filter(([line]) => line === 1), [[1, 'locks orders: ACCESS EXCLUSIVE · scans', 'sqlCoach.rehearseMigration']]);
    const earlier = project.uri('migrations/001_orders.sql');
    await client.open(earlier, first);
    await client.edit(earlier, 'CREATE TABLE orders', 'CREATE TABLE app.orders');
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.deepEqual((await resolved()).filter(([line]) => line === 1), [[1, 'locks orders: ACCESS EXCLUSIVE · perhaps more', 'sqlCoach.rehearseMigration']]);
  });

  it('show the hover on a click in a file that is no migration', async () => {
    await start();
    const query = project.uri('queries/by_hand.sql');
    await client.open(query, 'DROP INDEX nothing;\nALTER TABLE orders DROP COLUMN note;');
    assert.deepEqual(await resolved(query), [[1, 'locks orders: ACCESS EXCLUSIVE', 'sqlCoach.showEffects']]);
  });

  it('come with a refresh where the editor takes one: it does not wait for the first check', async () => {
    const able = capabilities(true);
    await start({ capabilities: { ...able, workspace: { ...able.workspace, codeLens: { refreshSupport: true } } } });
    assert.deepEqual((await resolved()).map(([, title]) => title), ['Explain']);
    await client.until(() => client.lensRefreshes > 0, 'a refresh of the lenses');
    assert.equal((await resolved()).length, 3);
    await client.edit(uri, 'TYPE bigint', 'SET NOT NULL');
    assert.equal((await resolved()).length, 3, 'none of them vanishes after an edit');
  });

  it('are not in lenses where the setting says so', async () => {
    await start({ settings: { codeLens: { effects: false } } });
    assert.deepEqual((await resolved()).map(([, title]) => title), ['Explain']);
    await client.kill();
    await start({ settings: { codeLens: { explain: false } } });
    assert.deepEqual((await resolved()).map(([line]) => line), [1, 6]);
  });

  it('say that a lens is too old, once its statement is gone', async () => {
    await start();
    const [lens] = (await lenses()).filter(({ command }) => command === undefined);
    assert.ok(lens);
    await client.close(uri);
    await assert.rejects(resolve(lens), { code: -32801 });
  });

  it('stand in the hover of the first words and of the name, behind what findings say', async () => {
    await start();
    const onWords = await hover({ line: 1, character: 2 });
    assert.match(onWords?.contents.value ?? '', /What this statement does/);
    assert.match(onWords?.contents.value ?? '', /ACCESS EXCLUSIVE on orders: blocks every read and write/);
    assert.match(onWords?.contents.value ?? '', /Rewrites orders/);
    assert.match(onWords?.contents.value ?? '', /\[Rehearse migration\]\(command:sqlCoach\.rehearseMigration/);
    const onName = await hover({ line: 6, character: 33 });
    assert.match(onName?.contents.value ?? '', /SHARE on orders: blocks writes/);
    const both = (await hover({ line: 6, character: 2 }))?.contents.value ?? '';
    assert.ok(both.indexOf('CONCURRENTLY') >= 0 && both.indexOf('CONCURRENTLY') < both.indexOf('What this statement does'), both);
  });

  it('say nothing in the middle of a statement, above queries and about new tables', async () => {
    await start();
    for (const position of [{ line: 1, character: 30 }, { line: 7, character: 2 }, { line: 4, character: 2 }, { line: 0, character: 3 }]) {
      assert.doesNotMatch((await hover(position))?.contents.value ?? '', /What this statement does/, JSON.stringify(position));
    }
  });

  it('link the rule whose finding stands elsewhere in the statement', async () => {
    await start();
    const text = 'ALTER TABLE orders\n  ADD COLUMN paid boolean,\n  DROP COLUMN note;';
    await client.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, newText: text }]);
    assert.match((await hover({ line: 0, character: 14 }))?.contents.value ?? '', /\[ban-drop-column\]\(https:/);
  });

  it('are plain text for clients that show no Markdown, without commands', async () => {
    const plain = capabilities(true);
    await start({ extension: false, capabilities: { ...plain, textDocument: { ...plain.textDocument, hover: { contentFormat: ['plaintext'] } } } });
    const told = await hover({ line: 1, character: 2 });
    assert.equal(told?.contents.kind, 'plaintext');
    assert.match(told?.contents.value ?? '', /What this statement does:\n\nACCESS EXCLUSIVE on orders: blocks every read and write\./);
    assert.doesNotMatch(told?.contents.value ?? '', /command:/);
  });

  it('say in words how certain they are', async () => {
    await start();
    await client.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, newText: 'ALTER TABLE elsewhere ADD COLUMN a int;' }]);
    assert.match((await hover({ line: 0, character: 2 }))?.contents.value ?? '', /It may do more than this/);
  });
});
