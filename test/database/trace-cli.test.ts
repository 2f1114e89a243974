import assert from 'node:assert/strict';
import { run } from '../cli/run';
import { busyMachine, Project } from '../lsp/client';

interface Statement {
  readonly line: number;
  readonly locks: readonly { readonly relation: string; readonly mode: string }[];
  readonly certainty: string;
  readonly error?: string;
  readonly skipped?: string;
  readonly differences?: readonly string[];
}

interface Report {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly statements: readonly Statement[] }[];
  readonly summary?: Record<string, number>;
}

describe('sql-coach trace', function () {
  this.timeout(busyMachine);
  let project: Project;
  const make = (files: Record<string, string>) => {
    project = new Project(files);
  };
  const trace = (...args: string[]) => run(['trace', ...args], { folder: project.folder });
  const json = async (...args: string[]) => JSON.parse((await trace('--format', 'json', ...args)).out) as Report;
  afterEach(() => project.remove());

  it('prints JSON that scripts can rely on, in the shape of effects', async () => {
    make({
      'migrations/001.up.sql': 'CREATE TABLE orders (user_id int);\n', 'migrations/001.down.sql': 'DROP TABLE orders;\n',
      'migrations/002.up.sql': `-- 𝄞\nCREATE INDEX orders_user_id_idx ON orders (user_id);\nALTER TABLE missing ADD x int;\nVACUUM orders;\nBEGIN;\n`,
    });
    const { out, status, error } = await trace('migrations', '--format', 'json');
    const empty = { locks: [], rewrites: [], scans: [], creates: [], drops: [] };
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      files: [
        { path: 'migrations/001.up.sql', statements: [{ start: 0, end: 33, line: 1, kind: 'CreateStmt', ...empty, creates: ['public.orders'], transaction: 'any', certainty: 'observed' }] },
        { path: 'migrations/001.down.sql', statements: [] },
        {
          path: 'migrations/002.up.sql',
          statements: [
            {
              start: 6, end: 57, line: 2, kind: 'IndexStmt', locks: [{ relation: 'public.orders', mode: 'ShareLock' }],
              rewrites: [], scans: ['public.orders'], creates: ['public.orders_user_id_idx'], drops: [], transaction: 'any', certainty: 'observed',
            },
            { start: 59, end: 88, line: 3, kind: 'AlterTableStmt', ...empty, transaction: 'any', certainty: 'observed', error: 'relation "missing" does not exist', code: '42P01' },
            { start: 90, end: 103, line: 4, kind: 'VacuumStmt', ...empty, transaction: 'forbidden', certainty: 'at-least' },
            { start: 105, end: 110, line: 5, kind: 'TransactionStmt', ...empty, transaction: 'any', certainty: 'unknown', skipped: 'every statement runs in a transaction of its own' },
          ],
        },
      ],
    });
    assert.equal(status, 0);
    assert.equal(error, '');
  });

  it('agrees with the prediction, says how much was compared, and tells what failed where', async () => {
    make({ 'a.sql': 'CREATE TABLE t (a int);\nALTER TABLE t ALTER a TYPE bigint;\nDROP TABLE u;\n', 'b.sql': 'SELECT * FROM t;\n' });
    const { out, status } = await trace('a.sql', 'b.sql', '--verify');
    assert.match(out, /^a\.sql:3 DROP TABLE u\n {2}failed +table "u" does not exist\n\n4 statements, 3 compared, 0 differences \(100 %\), 1 failed\n$/);
    assert.equal(status, 0);
  });

  it('exits 1 where something else happened than predicted, and prints both', async () => {
    // Nobody can read from the text of this history that the table gets a partition.
    const hidden = Buffer.from('CREATE TABLE v PARTITION OF t FOR VALUES IN (1)').toString('hex');
    make({
      'a.sql': `CREATE TABLE t (a int) PARTITION BY LIST (a);\nDO $$ BEGIN EXECUTE convert_from(decode('${hidden}', 'hex'), 'UTF8'); END $$;\nALTER TABLE t ADD b int;\n`,
    });
    const { out, status } = await trace('a.sql', '--verify');
    assert.match(out, /^a\.sql:3 ALTER TABLE t ADD b int\n {2}differs +predicted no lock on public\.v, seen AccessExclusiveLock\n {2}predicted +locks public\.t AccessExclusiveLock\n {2}seen +locks public\.t AccessExclusiveLock\n +locks public\.v AccessExclusiveLock\n$/m);
    assert.match(out, /1 difference \(\d+\.\d %\)/);
    assert.equal(status, 1);
    const { summary, files } = await json('a.sql', '--verify');
    assert.equal(summary?.['differences'], 1);
    assert.deepEqual(files[0]?.statements[2]?.differences, ['predicted no lock on public.v, seen AccessExclusiveLock']);
  });

  it('replays what the configuration says comes before a file', async () => {
    make({ 'sqlcoach.json': '{ "migrations": { "globs": ["db/*.sql"] } }', 'db/1.sql': 'CREATE TABLE t (a int);\nCREATE TABLE t (a int);\n', 'db/2.sql': 'ALTER TABLE t ADD b int;\n' });
    const { out, error, status } = await trace('db/2.sql', '--format', 'json');
    const { files } = JSON.parse(out) as Report;
    assert.deepEqual(files.map(({ path, statements }) => [path, statements.map(({ locks }) => locks)]), [['db/2.sql', [[{ relation: 'public.t', mode: 'AccessExclusiveLock' }]]]]);
    assert.match(error, /db\/1\.sql:2: relation "t" already exists/);
    assert.equal(status, 0);
  });

  it('goes on after a statement that never ends', async () => {
    make({ 'a.sql': `CREATE TABLE t (a int);\nDO 'BEGIN LOOP END LOOP; END';\nDROP TABLE t;\n` });
    const { files } = await json('a.sql', '--timeout', '10');
    const [, loop, last] = files[0]?.statements ?? [];
    assert.match(loop?.error ?? '', /Stopped after 10 s/);
    assert.deepEqual(last?.locks, [{ relation: 'public.t', mode: 'AccessExclusiveLock' }]);
  });

  it('reads standard input', async () => {
    make({});
    const { out } = await run(['trace', '--stdin-filename', 'new.sql', '--format', 'json'], { folder: project.folder, input: 'CREATE TABLE t (a int)' });
    assert.deepEqual((JSON.parse(out) as Report).files.map(({ path, statements }) => [path, statements.map(({ certainty }) => certainty)]), [['new.sql', ['observed']]]);
  });

  it('says what is wrong with its arguments', async () => {
    make({ 'a.sql': 'SELECT 1' });
    const cases = [
      [['nowhere.sql'], /nowhere\.sql: no such file/], [['--pg-version', '15'], /embedded PostgreSQL, which is 18/], [['--pg-version', '12'], /13 to 18/],
      [['--format', 'sarif'], /pretty, json/], [['--timeout', '0'], /number of seconds/], [['--config', 'x.json'], /x\.json: no such file/],
    ] as const;
    for (const [args, message] of cases) {
      const { status, error } = await trace(...args);
      assert.equal(status, 2);
      assert.match(error, message);
    }
  });

  it('ends with status 2 where the database cannot be had in that time zone', async () => {
    make({ 'a.sql': 'SELECT 1' });
    const { status, error } = await trace('a.sql', '--time-zone', 'Nowhere/Land');
    assert.match(error, /a\.sql: the trace ended here: invalid value for parameter "TimeZone": "Nowhere\/Land"/);
    assert.equal(status, 2);
  });
});
