import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CodeAction, CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { indexLines, offsetAt } from '../../server/core/text/line-index';
import { applyEdits } from '../../server/core/text/span';
import { busyMachine, capabilities, Client, Project } from './client';

const rule = 'adding-foreign-key-constraint';
const history = { 'migrations/000001_tables.up.sql': 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);\n', 'migrations/000001_tables.down.sql': 'DROP TABLE orders, customers;\n' };
const present = 'migrations/000002_key.up.sql';
const text = 'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;\n';
const down = { 'migrations/000002_key.down.sql': 'ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;\n' };

/** What VS Code says of itself, as far as it matters here. */
function able({ create = true, annotations = true, resolve = true } = {}) {
  const base = capabilities(true);
  return {
    ...base,
    textDocument: { ...base.textDocument, codeAction: { dataSupport: true, disabledSupport: true, ...(resolve ? { resolveSupport: { properties: ['edit'] } } : {}) } },
    workspace: { ...base.workspace, workspaceEdit: { documentChanges: true, ...(create ? { resourceOperations: ['create', 'rename', 'delete'] as const } : {}), ...(annotations ? { changeAnnotationSupport: {} } : {}) } },
  } as ReturnType<typeof capabilities>;
}

/** Makes a workspace edit on disk as an editor does: a file that is there already stops it before anything is written. */
function write(edit: WorkspaceEdit): void {
  const changes = edit.documentChanges as readonly (CreateFile | TextDocumentEdit)[];
  const created = changes.flatMap((change) => ('kind' in change ? [change] : []));
  for (const { uri, options } of created) assert.ok(!existsSync(fileURLToPath(uri)) && options?.overwrite === false && options.ignoreIfExists === false, uri);
  for (const change of changes) {
    const path = fileURLToPath('kind' in change ? change.uri : change.textDocument.uri);
    const old = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const lines = indexLines(old);
    writeFileSync(path, 'kind' in change ? '' : applyEdits(old, change.edits.map((each) => ({ start: offsetAt(lines, each.range.start), end: offsetAt(lines, each.range.end), text: 'newText' in each ? each.newText : '' }))));
  }
}

describe('rewrites as several migrations', function () {
  this.timeout(busyMachine);
  let client: Client;
  let project: Project;
  const start = async (what: ReturnType<typeof able>, files: Record<string, string> = {}) => {
    project = new Project({ ...history, ...down, [present]: text, ...files });
    client = await Client.start({ folders: [project.folder], capabilities: what });
    await client.open(project.uri(present), files[present] ?? text);
  };
  const offered = async (code = rule, only?: string): Promise<CodeAction | undefined> => {
    const uri = project.uri(present);
    const own = (await client.diagnostics(uri)).filter((diagnostic) => diagnostic.code === code);
    assert.ok(own.length > 0, `${code} is found`);
    return (await client.actions(uri, own.slice(0, 1), only)).find(({ title }) => /steps/.test(title));
  };
  const resolved = (action: CodeAction | undefined): Promise<CodeAction> => client.connection.sendRequest('codeAction/resolve', action);
  afterEach(async () => {
    await client.kill();
    project.remove();
  });

  it('offers new files with the project\'s names, to be confirmed one by one', async () => {
    await start(able());
    assert.deepEqual((client.result.capabilities.codeActionProvider as { resolveProvider?: boolean }).resolveProvider, true);
    const action = await offered();
    assert.match(action?.title ?? '', /: 2 new files \(preview\)$/);
    assert.equal(action?.kind, 'quickfix');
    assert.equal(action.edit, undefined);
    const { edit } = await resolved(action);
    const changes = edit?.documentChanges as (CreateFile | TextDocumentEdit)[];
    assert.deepEqual(changes.flatMap((change) => ('kind' in change ? [change.uri] : [])), ['up', 'down'].map((way) => project.uri(`migrations/000003_validate_orders_customer_id_fkey.${way}.sql`)));
    const ids = changes.flatMap((change) => ('kind' in change ? [change.annotationId] : change.edits.map((each) => ('annotationId' in each ? each.annotationId : undefined))));
    for (const id of ids) assert.equal(edit?.changeAnnotations?.[id ?? '']?.needsConfirmation, true);
    assert.ok(Object.values(edit?.changeAnnotations ?? {}).some(({ description }) => /SHARE UPDATE EXCLUSIVE/.test(description ?? '')));
    assert.deepEqual(readdirSync(project.path('migrations')).length, 4, 'nothing is written before');
  });

  it('leaves no finding behind, in the file and in the new ones', async () => {
    await start(able());
    write((await resolved(await offered())).edit ?? {});
    const fresh = readdirSync(project.path('migrations')).filter((name) => name.startsWith('000003'));
    assert.equal(fresh.length, 2);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [present, ...fresh.map((name) => `migrations/${name}`)].map((path) => ({ uri: project.uri(path), type: 1 })) });
    for (const name of [present, ...fresh.map((each) => `migrations/${each}`)]) {
      await client.close(project.uri(name)).catch(() => undefined);
      await client.open(project.uri(name), readFileSync(project.path(name), 'utf8'));
      const rules = await client.rules(project.uri(name));
      assert.deepEqual(rules.filter((each) => each !== 'require-lock-timeout'), [], name);
    }
    assert.match(readFileSync(project.path(present), 'utf8'), /ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY \(customer_id\) REFERENCES customers NOT VALID;/);
  });

  it('is a refactoring too', async () => {
    await start(able());
    assert.equal((await offered(rule, 'refactor'))?.kind, 'refactor.rewrite');
    assert.equal((await offered(rule, 'source.fixAll')), undefined);
  });

  it('gives its edits at once to a client that does not resolve, and without annotations where it knows none', async () => {
    await start(able({ resolve: false, annotations: false }));
    const action = await offered();
    assert.equal(action?.edit?.changeAnnotations, undefined);
    assert.doesNotMatch(JSON.stringify(action?.edit), /annotationId/);
    write(action?.edit ?? {});
    assert.ok(existsSync(project.path('migrations/000003_validate_orders_customer_id_fkey.up.sql')));
  });

  it('says why not where the client cannot create files', async () => {
    await start(able({ create: false }));
    const action = await offered();
    assert.match(action?.disabled?.reason ?? '', /create files/);
    assert.equal(action?.edit, undefined);
  });

  it('is silent where the client shows no reasons either', async () => {
    await start(capabilities(true));
    assert.equal(await offered(), undefined);
  });

  it('says why not where later migrations use the table', async () => {
    await start(able(), { 'migrations/000003_more.up.sql': 'ALTER TABLE orders ADD COLUMN note text;\n' });
    assert.match((await offered())?.disabled?.reason ?? '', /000003_more\.up\.sql comes after/);
  });

  it('writes nothing where a file of the name has come meanwhile', async () => {
    await start(able());
    const action = await offered();
    writeFileSync(project.path('migrations/000003_validate_orders_customer_id_fkey.up.sql'), 'SELECT 1;\n');
    assert.equal((await resolved(action)).edit, undefined);
    await client.until(() => client.news<{ message: string }>('window/showMessage').some(({ message }) => /is there already/.test(message)), 'a message');
  });
});
