import assert from 'node:assert/strict';
import { busyMachine, Project } from '../lsp/client';
import { run } from './run';

interface Report {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly statements: readonly Record<string, unknown>[] }[];
}

describe('sql-coach effects', function () {
  this.timeout(busyMachine);
  let project: Project;
  const make = (files: Record<string, string>) => {
    project = new Project(files);
  };
  const effects = (...args: string[]) => run(['effects', ...args], { folder: project.folder });
  const json = async (...args: string[]) => JSON.parse((await effects('--format', 'json', ...args)).out) as Report;
  afterEach(() => project.remove());

  it('prints JSON that scripts can rely on', async () => {
    make({ 'migrations/001.sql': 'CREATE TABLE orders (user_id int);\n', 'migrations/002.sql': `-- 𝄞\nCREATE INDEX orders_user_id_idx ON orders (user_id);\n` });
    const { out, status, error } = await effects('migrations', '--format', 'json');
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      files: [
        {
          path: 'migrations/001.sql',
          statements: [{
            start: 0, end: 33, line: 1, kind: 'CreateStmt', locks: [], rewrites: [], scans: [], creates: ['public.orders'], drops: [], transaction: 'any', certainty: 'exact',
          }],
        },
        {
          path: 'migrations/002.sql',
          statements: [{
            start: 6, end: 57, line: 2, kind: 'IndexStmt', locks: [{ relation: 'public.orders', mode: 'ShareLock' }],
            rewrites: [], scans: ['public.orders'], creates: ['public.orders_user_id_idx'], drops: [], transaction: 'any', certainty: 'exact',
          }],
        },
      ],
    });
    assert.equal(status, 0);
    assert.equal(error, '');
  });

  it('goes on after a syntax error, whose effects are unknown', async () => {
    make({ 'a.sql': 'SELEC 1;\n\\echo hello\nCREATE TABLE t (a int);\n' });
    const [file] = (await json('a.sql')).files;
    assert.deepEqual(file?.statements.map(({ kind, certainty, line }) => [kind, certainty, line]), [[null, 'unknown', 1], ['CreateStmt', 'exact', 3]]);
  });

  it('starts the way down from what the way up has made', async () => {
    make({ 'migrations/1_a.sql': '-- +goose Up\nCREATE TABLE t (a int);\n-- +goose Down\nDROP TABLE t;\n', 'migrations/2_b.sql': '-- +goose Up\nALTER TABLE t ADD b int;\n-- +goose Down\nALTER TABLE t DROP b;\n' });
    const told = (await json('migrations')).files.flatMap(({ statements }) => statements);
    assert.deepEqual(told.map(({ locks, drops }) => [(locks as unknown[]).length, drops]), [[0, []], [1, ['public.t']], [1, []], [1, []]]);
    assert.deepEqual(told.map(({ certainty }) => certainty), ['exact', 'exact', 'exact', 'exact']);
  });

  it('takes the version from the command line or the configuration', async () => {
    make({ 'a.sql': 'CREATE TABLE t (a int);\nALTER TABLE t ADD b int GENERATED ALWAYS AS (a);\n', 'sqlcoach.json': '{ "pgVersion": 17 }' });
    const rewritten = async (...args: string[]) => (await json('a.sql', ...args)).files[0]?.statements[1]?.['rewrites'];
    assert.deepEqual(await rewritten(), ['public.t']);
    assert.deepEqual(await rewritten('--pg-version', '18'), []);
  });

  it('prints for people, too', async () => {
    make({ 'a.sql': 'CREATE TABLE t (a int);\nLOCK TABLE t;\nVACUUM t;\n' });
    const { out } = await effects('a.sql');
    assert.match(out, /^a\.sql:2 LOCK TABLE t\n {2}ACCESS EXCLUSIVE on public\.t: blocks every read and write\.\n {2}Runs only inside a transaction\.\n$/m);
    assert.match(out, /a\.sql:3 VACUUM t\n {2}SHARE UPDATE EXCLUSIVE on public\.t: .*\n {2}Cannot run inside a transaction\./);
  });

  it('reads from standard input, as the file of that name in its history', async () => {
    make({ 'migrations/001_a.sql': 'CREATE TABLE t (a varchar(5));\n', 'migrations/002_b.sql': 'SELECT 1;\n' });
    const { out, status } = await run(['effects', '--stdin-filename', 'migrations/002_b.sql', '--format', 'json'], { folder: project.folder, input: 'ALTER TABLE t ALTER COLUMN a TYPE int USING 1;\n' });
    assert.equal(status, 0);
    const [file] = (JSON.parse(out) as Report).files;
    assert.deepEqual([file?.path, file?.statements[0]?.['rewrites']], ['migrations/002_b.sql', ['public.t']]);
    const refused = await run(['effects', '--stdin-filename', 'x.sql', 'migrations'], { folder: project.folder, input: '' });
    assert.equal(refused.status, 2);
    assert.match(refused.error, /give no paths with it/);
  });

  it('takes the time zone of the sessions', async () => {
    make({ 'a.sql': 'CREATE TABLE t (a timestamp);\nALTER TABLE t ALTER COLUMN a TYPE timestamptz;\n' });
    const told = async (...args: string[]) => {
      const statement = (await json('a.sql', ...args)).files[0]?.statements[1];
      return [statement?.['rewrites'], statement?.['certainty']];
    };
    assert.deepEqual(await told(), [[], 'at-least']);
    assert.deepEqual(await told('--time-zone', 'UTC'), [[], 'exact']);
    assert.deepEqual(await told('--time-zone', 'Europe/Berlin'), [['public.t'], 'exact']);
  });

  it('says what is wrong with its arguments', async () => {
    make({ 'a.sql': 'SELECT 1' });
    for (const [args, message] of [[['nowhere.sql'], /nowhere\.sql: no such file/], [['--pg-version', '12'], /13 to 18/], [['--format', 'sarif'], /pretty, json/], [['--config', 'x.json'], /x\.json: no such file/]] as const) {
      const { status, error } = await effects(...args);
      assert.equal(status, 2);
      assert.match(error, message);
    }
  });
});
