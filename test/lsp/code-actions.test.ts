import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { busyMachine, capabilities, Client, Project } from './client';

const rule = 'require-concurrent-index-creation';
const text = 'SELECT 1;\n\n  -- by day\n  CREATE INDEX orders_placed_at_idx ON orders (placed_at);\n';

function titled(actions: readonly CodeAction[], title: RegExp): CodeAction {
  const found = actions.find((action) => title.test(action.title));
  assert.ok(found, `${title} in ${actions.map((action) => action.title).join('; ')}`);
  return found;
}

describe('code actions', function () {
  this.timeout(busyMachine);
  let client: Client;
  let project: Project;
  let uri: string;
  const start = async (content: string, options = {}) => {
    project = new Project();
    uri = project.uri('a.sql');
    client = await Client.start({ folders: [project.folder], ...options });
    await client.open(uri, content);
  };
  const actionsOn = async (code: string) => client.actions(uri, (await client.diagnostics(uri)).filter((diagnostic) => diagnostic.code === code).slice(0, 1));
  afterEach(async () => {
    await client.kill();
    project.remove();
  });

  it('repairs a finding, and prefers the one safe fix', async () => {
    await start(text);
    const actions = await actionsOn(rule);
    const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
    assert.equal(preferred.length, 1);
    assert.equal(preferred[0]?.kind, 'quickfix');
    await client.apply(uri, preferred[0]?.edit);
    assert.match(client.text(uri), /CREATE INDEX CONCURRENTLY orders_placed_at_idx/);
    assert.deepEqual(await client.rules(uri), []);
  });

  it('does not prefer a suggestion', async () => {
    await start('ALTER TABLE t ALTER COLUMN a SET NOT NULL;\n');
    const actions = await actionsOn('adding-not-nullable-field');
    assert.ok(actions.some(({ edit, title }) => edit !== undefined && !title.startsWith('Ignore')));
    assert.deepEqual(actions.filter(({ isPreferred }) => isPreferred === true), []);
  });

  it('ignores a rule for one statement, above it and indented like it', async () => {
    await start(`${text}CREATE INDEX b ON orders (b);\n`);
    await client.apply(uri, titled(await actionsOn(rule), /for this statement/).edit);
    assert.equal(client.text(uri).split('\n')[3], `  -- sql-coach-ignore ${rule}: why this is fine here`);
    assert.deepEqual((await client.diagnostics(uri)).map(({ code, range }) => [code, range.start.line]), [[rule, 5]]);
  });

  it('ignores the right one of two statements on a line', async () => {
    await start('CREATE VIEW t AS VALUES (1); CREATE INDEX b ON orders (b);\r\n');
    await client.apply(uri, titled(await actionsOn(rule), /for this statement/).edit);
    assert.deepEqual(await client.rules(uri), []);
    assert.match(client.text(uri), /\(1\); \r\n-- sql-coach-ignore/);
  });

  it('ignores a rule for one statement of a body', async () => {
    await start('CREATE TABLE t (a int);\nDO $$\nBEGIN\n  IF true THEN\n    DELETE FROM other; DELETE FROM another;\n  END IF;\nEND $$;\n');
    const [first] = await actionsOn('delete-without-where');
    assert.ok(first !== undefined);
    await client.apply(uri, titled(await actionsOn('delete-without-where'), /for this statement/).edit);
    assert.equal(client.text(uri).split('\n')[4], '    -- sql-coach-ignore delete-without-where: why this is fine here');
    assert.deepEqual((await client.diagnostics(uri)).filter(({ code }) => code === 'delete-without-where').map(({ range }) => [range.start.line, range.start.character]), [[5, 23]]);
  });

  it('ignores a rule for the file, below the line that Liquibase needs first', async () => {
    await start(`--liquibase formatted sql\n--changeset a:1 runInTransaction:false\n${text}`);
    await client.apply(uri, titled(await actionsOn(rule), /in this file/).edit);
    assert.equal(client.text(uri).split('\n')[1], `-- sql-coach-ignore-file ${rule}: why this is fine here`);
    assert.deepEqual(await client.rules(uri), []);
  });

  it('lets the reason be typed where the client takes snippets', async () => {
    const able = capabilities(true);
    await start(text, { capabilities: { ...able, workspace: { ...able.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } } } });
    const { edit } = titled(await actionsOn(rule), /for this statement/);
    assert.match(JSON.stringify(edit), /\$\{1:why this is fine here\}/);
    await client.apply(uri, edit);
    assert.deepEqual(await client.rules(uri), []);
  });

  it('repairs everything safe at once only where that was asked for', async () => {
    await start(`${text}CREATE INDEX b ON orders (b);\n`);
    assert.deepEqual((await client.actions(uri, [])).filter(({ kind }) => kind?.startsWith('source')), []);
    const [all, ...others] = await client.actions(uri, [], 'source.fixAll');
    assert.deepEqual(others, []);
    assert.equal(all?.kind, 'source.fixAll.sql-coach');
    await client.apply(uri, all?.edit);
    assert.deepEqual(await client.rules(uri), []);
    assert.deepEqual(await client.actions(uri, [], 'source.fixAll.sql-coach'), []);
  });

  it('repairs everything safe to the end in one action, where fixes lie side by side and make others possible', async () => {
    await start('ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);\nCREATE TABLE notes (id bigint PRIMARY KEY, at timestamp, data json);\nDROP INDEX a;\n');
    const [all] = await client.actions(uri, [], 'source.fixAll.sql-coach');
    await client.apply(uri, all?.edit);
    const now = client.text(uri);
    assert.match(now, /CHECK \(total > 0\) NOT VALID/);
    assert.match(now, /at timestamptz/i);
    assert.match(now, /DROP INDEX CONCURRENTLY a/);
    assert.deepEqual(await client.actions(uri, [], 'source.fixAll.sql-coach'), []);
    assert.ok(!(await client.rules(uri)).includes('syntax-error'));
  });

  it('offers lesson and documentation to clients that have the commands', async () => {
    await start(text);
    assert.deepEqual((await actionsOn(rule)).filter(({ command }) => command !== undefined), []);
    await client.kill();
    project.remove();
    await start(text, { extension: true });
    const actions = await actionsOn(rule);
    assert.deepEqual(titled(actions, /documentation/).command?.arguments, [rule]);
    const lesson = titled(actions, /lesson/).command;
    assert.equal(lesson?.command, 'sqlCoach.openLesson');
    assert.equal(lesson?.arguments?.[1], rule);
  });

  it('works on the text as it is now, not as the editor last showed it', async () => {
    await start(text);
    const before = await client.diagnostics(uri);
    await client.edit(uri, 'SELECT 1;\n', '');
    assert.deepEqual(await client.actions(uri, before), []);
    await client.apply(uri, titled(await actionsOn(rule), /CONCURRENTLY/).edit);
    assert.deepEqual(await client.rules(uri), []);
  });
});

describe('hover', function () {
  this.timeout(busyMachine);
  let client: Client;
  const uri = 'untitled:a';
  const hover = (line: number, character: number) =>
    client.connection.sendRequest<{ contents: { kind: string; value: string } } | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  afterEach(() => client.kill());

  it('says why and what to do instead, with a link to the page', async () => {
    client = await Client.start();
    await client.open(uri, 'CREATE INDEX b ON orders (b);');
    const answer = await hover(0, 3);
    assert.equal(answer?.contents.kind, 'markdown');
    assert.match(answer?.contents.value ?? '', /\*\*Instead\*\*/);
    assert.match(answer?.contents.value ?? '', /\]\(https:[^)]*require-concurrent-index-creation/);
    assert.doesNotMatch(answer?.contents.value ?? '', /command:|## /);
    assert.equal(await hover(0, 27), null);
  });

  it('links to the lesson in our own client', async () => {
    client = await Client.start({ extension: true });
    await client.open(uri, 'CREATE INDEX b ON orders (b);');
    assert.match((await hover(0, 3))?.contents.value ?? '', /\(command:sqlCoach\.openLesson\?%5B%22/);
  });

  it('answers in plain text where the client knows no Markdown', async () => {
    client = await Client.start({ capabilities: {} });
    await client.open(uri, 'CREATE INDEX b ON orders (b);');
    assert.equal((await hover(0, 3))?.contents.kind, 'plaintext');
  });

  it('names what could stand at a syntax error', async () => {
    client = await Client.start();
    await client.open(uri, 'SELECT * FORM orders;');
    assert.match((await hover(0, 10))?.contents.value ?? '', /rejects the statement/);
  });
});

describe('code lenses', function () {
  this.timeout(busyMachine);
  let client: Client;
  const uri = 'untitled:a';
  const lenses = () => client.connection.sendRequest<readonly { range: { start: { line: number } }; command: { command: string; arguments: unknown[] } }[] | null>('textDocument/codeLens', { textDocument: { uri } });
  afterEach(() => client.kill());

  it('stand above what EXPLAIN takes', async () => {
    client = await Client.start({ extension: true });
    await client.open(uri, '-- first\nSELECT 1;\nALTER TABLE t ADD a int;\n  with x as (select 1) select * from x;\nCREATE TABLE t (a int);\nCREATE TABLE u AS SELECT 1;\n');
    const found = (await lenses()) ?? [];
    assert.deepEqual(found.filter(({ command }) => command !== undefined).map(({ range }) => range.start.line), [1, 3, 5]);
    assert.deepEqual(found[1]?.command, { title: 'Explain', command: 'sqlCoach.explainAt', arguments: [uri, { line: 3, character: 2 }] });
  });

  it('are off where the setting says so, and not offered to clients without the command', async () => {
    client = await Client.start({ extension: true, settings: { codeLens: { explain: false, effects: false } } });
    await client.open(uri, 'SELECT 1;');
    assert.equal(await lenses(), null);
    await client.kill();
    client = await Client.start();
    assert.equal(client.result.capabilities.codeLensProvider, undefined);
  });
});
