import assert from 'node:assert/strict';
import { busyMachine, Client, Project } from './client';

const rule = 'require-concurrent-index-creation';
const index = 'CREATE INDEX b ON orders (b);';

interface Status {
  readonly uri: string;
  readonly text: string;
  readonly detail: string;
}

describe('news for our client', function () {
  this.timeout(busyMachine);
  let client: Client;
  const uri = 'untitled:a';
  const start = async (text: string) => {
    client = await Client.start({ extension: true });
    await client.open(uri, text);
    await rules();
  };
  const statuses = () => client.news<Status>('sqlCoach/status');
  let told = 0;
  /** The rules of the findings, when the news of them has come too: nobody waits for it but a test. Asked once after each change. */
  const rules = async (of = uri) => {
    const found = await client.rules(of);
    await client.until(() => statuses().length > told, 'a status');
    told = statuses().length;
    return found;
  };
  const repaired = () => client.news<{ rule: string; lesson: string | null; by: string }>('sqlCoach/repaired');
  beforeEach(() => (told = 0));
  afterEach(() => client.kill());

  it('checks an edited text before it is asked for, where it was asked for before', async () => {
    await start(index);
    const before = told;
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    await client.until(() => statuses().length > before, 'a status that nobody asked for');
    assert.equal(statuses().at(-1)?.text, 'No findings');
    assert.deepEqual(await client.rules(uri), []);
  });

  it('tells of a repaired finding, with its lesson', async () => {
    await start(index);
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    assert.deepEqual(await rules(), []);
    assert.deepEqual(repaired().map((repair) => repair.rule), [rule]);
    assert.ok(repaired()[0]?.lesson);
  });

  it('waits for the end of typing, letter by letter', async () => {
    await start(`SELECT 1;\n${index}\nSELECT 2;`);
    let typed = 'INDEX';
    for (const letter of ' CONCURRENTLY') {
      await client.edit(uri, typed, typed + letter);
      typed += letter;
      await rules();
      if (typed !== 'INDEX CONCURRENTLY') assert.deepEqual(repaired(), [], typed);
    }
    assert.deepEqual(repaired().map(({ by }) => by), ['hand']);
  });

  it('tells a quick fix from a repair by hand', async () => {
    await start('SELECT 1;\nSELECT id FROM orders WHERE note = NULL;');
    await client.edit(uri, 'note = NULL', 'note IS NULL');
    await rules();
    await client.edit(uri, 'note IS NULL', 'note = NULL');
    await rules();
    await client.edit(uri, 'note = NULL', 'note > 1');
    await rules();
    const seen = repaired();
    assert.deepEqual(seen.map(({ by }) => by), ['quick fix', 'hand'], JSON.stringify(seen));
  });

  it('counts a fix that adds a statement', async () => {
    await start('ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES customers (id);\nSELECT 1;');
    await client.edit(uri, 'customers (id)', 'customers (id) NOT VALID;\n\nALTER TABLE orders VALIDATE CONSTRAINT c');
    await rules();
    assert.ok(repaired().some((repair) => repair.rule === 'adding-foreign-key-constraint'), JSON.stringify(await client.rules(uri)));
  });

  it('is silent about comments that ignore, statements that go, and other statements instead', async () => {
    await start(`${index}\nSELECT 1;`);
    await client.edit(uri, index, `-- sql-coach-ignore ${rule}: small\n${index}`);
    assert.deepEqual(await rules(), []);
    await client.edit(uri, `-- sql-coach-ignore ${rule}: small\n`, '');
    assert.deepEqual(await rules(), [rule]);
    await client.edit(uri, index, 'DROP VIEW v;');
    await rules();
    await client.edit(uri, 'DROP VIEW v;', index);
    await rules();
    await client.edit(uri, `${index}\n`, '');
    await rules();
    assert.deepEqual(repaired(), []);
  });

  it('is silent about findings that a setting takes away', async () => {
    const project = new Project();
    client = await Client.start({ extension: true, folders: [project.folder] });
    await client.open(project.uri('a.sql'), index);
    assert.deepEqual(await rules(project.uri('a.sql')), [rule]);
    project.write('sqlcoach.json', `{ "rules": { "${rule}": "off" } }`);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: project.uri('sqlcoach.json'), type: 1 }] });
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.deepEqual(await rules(project.uri('a.sql')), []);
    assert.deepEqual(repaired(), []);
    project.remove();
  });

  it('says in the status what was found, or why nothing was looked for', async () => {
    await start(index);
    const status = () => statuses().at(-1);
    assert.deepEqual(status(), { uri, text: '1 error', detail: 'PostgreSQL 18', migration: false });
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    await rules();
    assert.equal(status()?.text, 'No findings');
    client.settings = { enable: false };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes > 0, 'a refresh');
    await rules();
    assert.equal(status()?.text, 'Not checked');
  });

  it('is not sent to other editors', async () => {
    client = await Client.start();
    await client.open(uri, index);
    await client.diagnostics(uri);
    await client.edit(uri, 'INDEX', 'INDEX CONCURRENTLY');
    await client.diagnostics(uri);
    assert.deepEqual(client.notifications.filter(({ method }) => method.startsWith('sqlCoach/')), []);
  });
});
