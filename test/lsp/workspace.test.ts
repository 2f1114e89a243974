import assert from 'node:assert/strict';
import { hashOf } from '../../server/core/check/fingerprints';
import { busyMachine, Client, Project } from './client';

const rule = 'require-concurrent-index-creation';
const index = 'CREATE INDEX orders_placed_at_idx ON orders (placed_at);\n';
const changed = 2;
const created = 1;
const deleted = 3;

describe('workspace', function () {
  this.timeout(busyMachine);
  let client: Client;
  let project: Project;
  const start = async (files: Record<string, string | Uint8Array>, options = {}) => {
    project = new Project(files);
    client = await Client.start({ folders: [project.folder], ...options });
  };
  const tell = (path: string, type: number) => client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: project.uri(path), type }] });
  const refreshed = async (action: () => Promise<void>) => {
    const before = client.refreshes;
    await action();
    await client.until(() => client.refreshes > before, 'a refresh of diagnostics');
  };
  afterEach(async () => {
    await client.kill();
    project.remove();
  });

  it('registers for files and settings', async () => {
    await start({});
    await client.until(() => client.registered.length === 2, 'the registrations');
    assert.deepEqual(client.registered.toSorted(), ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  });

  it('takes levels from sqlcoach.json, and new ones when it changes', async () => {
    await start({ 'sqlcoach.json': `{ "rules": { "${rule}": "hint" } }` });
    const uri = project.uri('a.sql');
    await client.open(uri, index);
    assert.equal((await client.diagnostics(uri))[0]?.severity, 4);
    project.write('sqlcoach.json', `{ "rules": { "${rule}": "off" } }`);
    await refreshed(() => tell('sqlcoach.json', changed));
    assert.deepEqual(await client.diagnostics(uri), []);
    project.remove();
    await refreshed(() => tell('sqlcoach.json', deleted));
    assert.equal((await client.diagnostics(uri))[0]?.severity, 1);
  });

  it('leaves out what the baseline knows, looks again when that changes, and shows where it is broken', async () => {
    const known = { version: 1, files: { 'a.sql': [{ rule, statement: hashOf('create index orders_placed_at_idx on orders ( placed_at )'), count: 1, starts: '' }] } };
    await start({ 'sqlcoach.json': '{ "baseline": "known.json" }', 'known.json': JSON.stringify(known) });
    const uri = project.uri('a.sql');
    await client.open(uri, index);
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.edit(uri, 'CREATE INDEX', '-- moved\nCREATE   INDEX');
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.edit(uri, '(placed_at)', '(total)');
    assert.deepEqual(await client.rules(uri), [rule]);
    await client.edit(uri, '(total)', '(placed_at)');
    project.write('known.json', '{ "version": 1, "files": [] }');
    await refreshed(() => tell('known.json', changed));
    assert.deepEqual(await client.rules(uri), [rule]);
    const published = project.uri('known.json');
    await client.until(() => client.published.get(published)?.diagnostics.length === 1, 'what is wrong with the baseline');
    assert.equal(client.published.get(published)?.diagnostics[0]?.range.start.character, 25);
    project.write('known.json', JSON.stringify(known));
    await refreshed(() => tell('known.json', changed));
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.until(() => client.published.get(published)?.diagnostics.length === 0, 'nothing wrong with the baseline');
  });

  it('shows mistakes of sqlcoach.json in it, and works on with the rest', async () => {
    await start({ 'sqlcoach.json': `{\n  "rules": { "${rule}": "info", "require-concurrent-index-creatoin": "off" }\n}` });
    await client.open(project.uri('a.sql'), index);
    assert.equal((await client.diagnostics(project.uri('a.sql')))[0]?.severity, 3);
    const configuration = project.uri('sqlcoach.json');
    await client.until(() => client.published.get(configuration)?.diagnostics.length === 1, 'the mistake');
    const [problem] = client.published.get(configuration)?.diagnostics ?? [];
    assert.equal(problem?.range.start.line, 1);
    assert.match(String(problem?.message), /Did you mean/);
    project.write('sqlcoach.json', '{}');
    await refreshed(() => tell('sqlcoach.json', changed));
    await client.until(() => client.published.get(configuration)?.diagnostics.length === 0, 'no mistake');
  });

  it('uses the nearest configuration and the one of each folder', async () => {
    await start({ 'sqlcoach.json': `{ "rules": { "${rule}": "off" } }`, 'inner/sqlcoach.json': `{ "rules": { "${rule}": "warning" } }` });
    const second = new Project();
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: second.uri(''), name: 'second' }], removed: [] } });
    await client.open(project.uri('a.sql'), index);
    await client.open(project.uri('inner/a.sql'), index);
    await client.open(second.uri('a.sql'), index);
    const severities = await Promise.all([project.uri('a.sql'), project.uri('inner/a.sql'), second.uri('a.sql')].map(async (uri) => (await client.diagnostics(uri))[0]?.severity));
    second.remove();
    assert.deepEqual(severities, [undefined, 2, 1]);
  });

  it('leaves out what exclude says', async () => {
    await start({ 'sqlcoach.json': '{ "exclude": "dump.sql" }' });
    await client.open(project.uri('dump.sql'), index);
    assert.deepEqual(await client.diagnostics(project.uri('dump.sql')), []);
  });

  it('knows the tables of earlier migrations', async () => {
    await start({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n' });
    const uri = project.uri('queries/list.sql');
    await client.open(uri, 'SELECT * FROM orders;');
    const [finding] = await client.diagnostics(uri);
    const edits = JSON.stringify(finding?.data.fixes);
    assert.equal(finding?.code, 'select-star');
    assert.match(edits, /id, note/);
  });

  it('is silent about indexes on a table that the same migration makes', async () => {
    await start({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, placed_at date);\n' });
    const uri = project.uri('migrations/002_customers.sql');
    await client.open(uri, 'CREATE TABLE customers (id bigint PRIMARY KEY, name text);\nCREATE INDEX customers_name_idx ON customers (name);\n');
    assert.deepEqual(await client.rules(uri), []);
    await client.edit(uri, 'CREATE INDEX', `${index}CREATE INDEX`);
    assert.deepEqual((await client.rules(uri)).toSorted(), [rule, 'require-lock-timeout']);
  });

  it('follows edits of an open migration before they are saved', async () => {
    await start({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n' });
    const [migration, query] = [project.uri('migrations/001_orders.sql'), project.uri('list.sql')];
    await client.open(query, 'SELECT * FROM orders;');
    await client.open(migration, 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n');
    assert.match(JSON.stringify((await client.diagnostics(query))[0]?.data), /id, note/);
    await refreshed(() => client.edit(migration, 'note text', 'note text, paid bool'));
    assert.match(JSON.stringify((await client.diagnostics(query))[0]?.data), /id, note, paid/);
    await refreshed(() => client.close(migration));
    assert.doesNotMatch(JSON.stringify((await client.diagnostics(query))[0]?.data), /paid/);
  });

  it('follows files on disk that come, change and go', async () => {
    await start({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n' });
    const query = project.uri('list.sql');
    const columns = async () => JSON.stringify((await client.diagnostics(query))[0]?.data.fixes);
    await client.open(query, 'SELECT * FROM orders;');
    assert.match(await columns(), /id, note/);
    project.write('migrations/002_paid.sql', 'ALTER TABLE orders ADD COLUMN paid bool;\n');
    await refreshed(() => tell('migrations/002_paid.sql', created));
    assert.match(await columns(), /id, note, paid/);
    project.write('migrations/002_paid.sql', 'ALTER TABLE orders ADD COLUMN paid_at date;\n');
    await refreshed(() => tell('migrations/002_paid.sql', changed));
    assert.match(await columns(), /id, note, paid_at/);
    project.write('migrations/002_paid.sql', '');
    await refreshed(() => tell('migrations/002_paid.sql', deleted));
    assert.doesNotMatch(await columns(), /paid/);
  });

  it('counts a migration that was opened and never saved', async () => {
    await start({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n' });
    const [migration, query] = [project.uri('migrations/002_paid.sql'), project.uri('list.sql')];
    await client.open(query, 'SELECT * FROM orders;');
    assert.match(JSON.stringify((await client.diagnostics(query))[0]?.data), /id, note"/);
    await refreshed(() => client.open(migration, 'ALTER TABLE orders ADD COLUMN paid bool;\n'));
    assert.match(JSON.stringify((await client.diagnostics(query))[0]?.data), /id, note, paid"/);
    await refreshed(() => client.edit(migration, 'paid', 'paid_at'));
    assert.match(JSON.stringify((await client.diagnostics(query))[0]?.data), /id, note, paid_at"/);
  });

  it('runs migrations as the configuration says', async () => {
    await start({ 'sqlcoach.json': '{ "migrations": { "globs": ["sql/*.sql"], "transaction": "one" } }', 'sql/1.sql': 'CREATE TABLE orders (id int, placed_at date);\n' });
    const uri = project.uri('sql/2.sql');
    project.write('sql/2.sql', '');
    await client.open(uri, index.replace('INDEX', 'INDEX CONCURRENTLY'));
    assert.ok((await client.rules(uri)).includes('concurrently-in-transaction'), String(await client.rules(uri)));
  });

  it('reads a history with files that are no text, and says so', async () => {
    await start({ 'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n', 'migrations/002_bytes.sql': new Uint8Array([0x53, 0xff, 0xfe, 0xfd]) });
    await client.open(project.uri('list.sql'), 'SELECT * FROM orders;');
    assert.match(JSON.stringify((await client.diagnostics(project.uri('list.sql')))[0]?.data), /id, note/);
    await client.until(() => client.news<{ message: string }>('window/logMessage').some(({ message }) => /002_bytes\.sql: line 1: byte 1 \(0xff\)/.test(message)), 'the message');
  });
});
