import assert from 'node:assert/strict';
import { busyMachine, Client, Project, rangeOf } from './client';

const indexOnOrders = 'CREATE INDEX orders_placed_at_idx ON orders (placed_at);\n';

describe('diagnostics', function () {
  this.timeout(busyMachine);
  let client: Client;
  let project: Project;
  const start = async (files: Record<string, string>, options = {}) => {
    project = new Project(files);
    client = await Client.start({ folders: [project.folder], ...options });
  };
  afterEach(async () => {
    await client.kill();
    project.remove();
  });

  it('answers a pull with rule, source, page and data', async () => {
    await start({});
    await client.open(project.uri('a.sql'), indexOnOrders);
    const [diagnostic, ...others] = await client.diagnostics(project.uri('a.sql'));
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.code, 'require-concurrent-index-creation');
    assert.equal(diagnostic?.source, 'sql-coach');
    assert.equal(diagnostic?.severity, 1);
    assert.match(diagnostic?.codeDescription?.href ?? '', /^https:.*require-concurrent-index-creation/);
    assert.deepEqual(diagnostic?.range.start, { line: 0, character: 0 });
    assert.equal(diagnostic?.data.rule, 'require-concurrent-index-creation');
    assert.ok(diagnostic?.data.fixes.length > 0);
  });

  it('follows edits, also several in one change', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, `${indexOnOrders}${indexOnOrders.replaceAll('placed_at', 'b')}`);
    assert.equal((await client.diagnostics(uri)).length, 2);
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    assert.equal((await client.diagnostics(uri)).length, 1);
    const text = client.text(uri);
    const second = text.lastIndexOf('INDEX');
    await client.change(uri, [
      { range: rangeOf(text, 0, 0), newText: '-- two\n-- lines\n' },
      { range: rangeOf(text, second, second + 'INDEX'.length), newText: 'INDEX CONCURRENTLY' },
    ]);
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.edit(uri, ' CONCURRENTLY', '');
    assert.equal((await client.diagnostics(uri))[0]?.range.start.line, 2);
  });

  it('takes positions in UTF-16 units', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, `/* 𝄞é */ ${indexOnOrders}`);
    assert.equal((await client.diagnostics(uri))[0]?.range.start.character, '/* 𝄞é */ '.length);
  });

  it('says unchanged for a result that the client has', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, indexOnOrders);
    const first = await client.pull(uri);
    assert.ok(first.resultId);
    const second = await client.pull(uri, first.resultId);
    assert.equal(second.kind, 'unchanged');
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    assert.equal((await client.pull(uri, first.resultId)).kind, 'full');
  });

  it('reports a syntax error at its place and goes on with the other statements', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, `SELECT id, FROM orders;\n${indexOnOrders}`);
    const [first, second] = await client.diagnostics(uri);
    assert.equal(first?.code, 'syntax-error');
    assert.deepEqual(first?.range.start, { line: 0, character: 11 });
    assert.equal(second?.code, 'require-concurrent-index-creation');
  });

  it('names a file of another dialect once and says nothing else', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, 'CREATE TABLE [dbo].[orders] ([id] INT IDENTITY(1,1) NOT NULL);\nGO\nSELECT TOP 10 * FROM [dbo].[orders];\nGO\nCREATE INDEX a ON orders (b);\n');
    const diagnostics = await client.diagnostics(uri);
    assert.deepEqual(diagnostics.map(({ code, severity }) => [code, severity]), [['other-dialect', 3]]);
    assert.equal(diagnostics[0]?.range.start.line, 0);
  });

  it('checks untitled documents, with and without a folder', async () => {
    await start({});
    await client.open('untitled:Untitled-1', indexOnOrders);
    assert.deepEqual(await client.rules('untitled:Untitled-1'), ['require-concurrent-index-creation']);
    await client.stop();
    client = await Client.start();
    await client.open('untitled:Untitled-1', indexOnOrders);
    assert.deepEqual(await client.rules('untitled:Untitled-1'), ['require-concurrent-index-creation']);
  });

  it('pushes to a client that cannot pull, and clears what it closes', async () => {
    await start({}, { pull: false });
    const uri = project.uri('a.sql');
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    await client.open(uri, indexOnOrders);
    await client.until(() => client.published.get(uri)?.diagnostics.length === 1, 'the finding');
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    await client.until(() => client.published.get(uri)?.diagnostics.length === 0 && client.published.get(uri)?.version === 2, 'no finding');
    await client.edit(uri, ' CONCURRENTLY', '');
    await client.until(() => client.published.get(uri)?.diagnostics.length === 1, 'the finding again');
    await client.close(uri);
    await client.until(() => client.published.get(uri)?.diagnostics.length === 0, 'a clean list');
  });

  it('pushes nothing about documents to a client that pulls', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, indexOnOrders);
    assert.equal((await client.diagnostics(uri)).length, 1);
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    assert.equal((await client.diagnostics(uri)).length, 0);
    assert.equal(client.published.has(uri), false);
  });

  it('says unchanged where an edit moves nothing that was found, and where it is taken back', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, `SELECT 'here';\n${indexOnOrders}`);
    const { resultId } = await client.pull(uri);
    assert.ok(resultId);
    await client.edit(uri, 'here', 'there');
    assert.equal((await client.pull(uri, resultId)).kind, 'unchanged');
    await client.edit(uri, 'CREATE INDEX', 'CREATE  INDEX');
    const moved = await client.pull(uri, resultId);
    assert.ok(moved.kind === 'full' && moved.resultId !== resultId);
    await client.edit(uri, 'CREATE  INDEX', '\nCREATE  INDEX');
    const below = await client.pull(uri, moved.resultId);
    assert.ok(below.kind === 'full' && below.items[0]?.range.start.line === 2);
  });

  const huge = Array.from({ length: 6000 }, (_, n) => `SELECT * FROM t${n} WHERE id = ${n};\n`).join('');

  it('answers for a huge document with the first findings, then asks to be asked again until all are told', async () => {
    await start({});
    const uri = project.uri('a.sql');
    await client.open(uri, huge);
    const lists: (readonly unknown[])[] = [];
    let previous: string | undefined;
    while ((lists.at(-1)?.length ?? 0) < 6000) {
      const refreshes = client.refreshes;
      const report = await client.pull(uri, previous);
      assert.equal(report.kind, 'full');
      const items = report.kind === 'full' ? report.items : [];
      assert.deepEqual(items.slice(0, lists.at(-1)?.length ?? 0), lists.at(-1) ?? []);
      lists.push(items);
      previous = report.resultId;
      if (items.length < 6000) await client.until(() => client.refreshes > refreshes, 'a wish to be asked again');
    }
    assert.ok((lists[0]?.length ?? 0) > 0);
    assert.ok(lists.length > 1, 'all findings came at once');
    assert.equal((await client.pull(uri, previous)).kind, 'unchanged');
    await client.edit(uri, 'SELECT * FROM t0 ', 'SELECT id FROM t0 ');
    const edited = await client.pull(uri, previous);
    assert.ok(edited.kind === 'full' && edited.items.length === 5999);
  });

  it('pushes the first findings of a huge document before all of them', async () => {
    await start({}, { pull: false });
    const uri = project.uri('a.sql');
    await client.open(uri, huge);
    await client.until(() => client.published.get(uri)?.diagnostics.length === 6000, 'all findings');
    const counts = client.news<{ readonly diagnostics: readonly unknown[] }>('textDocument/publishDiagnostics').map(({ diagnostics }) => diagnostics.length);
    assert.ok(counts.length > 1 && counts.every((count, index) => count > (counts[index - 1] ?? 0)), counts.join());
  });

  it('answers for a document that is not open with an empty list', async () => {
    await start({});
    assert.deepEqual(await client.diagnostics(project.uri('never-opened.sql')), []);
  });

  it('checks nothing where the setting is off, and again when it is on', async () => {
    await start({}, { settings: { enable: false } });
    const uri = project.uri('a.sql');
    await client.open(uri, indexOnOrders);
    assert.deepEqual(await client.diagnostics(uri), []);
    client.settings = { enable: true };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.equal((await client.diagnostics(uri)).length, 1);
  });
});
