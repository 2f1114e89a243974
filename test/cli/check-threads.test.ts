import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { busyMachine, Project } from '../lsp/client';
import { cliModule, run, type Ran } from './run';

const dist = dirname(cliModule);
const nested = `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)};\n`;

/** Enough for threads to be started, with what is read differently ahead: errors, placeholders, COPY data, letters outside ASCII, deep nesting. */
function migration(index: number): string {
  return [
    `CREATE TABLE table_${index} (id bigint PRIMARY KEY, parent bigint REFERENCES table_${Math.max(0, index - 1)}, name text, "größe_𝄞" int);`,
    `CREATE INDEX table_${index}_name_idx ON table_${Math.floor(index / 2)} (name);`,
    `ALTER TABLE table_${Math.floor(index / 3)} ADD COLUMN note_${index} text NOT NULL;`,
    ...(index % 7 === 0 ? [`SELECT id FROM WHERE ${index};`] : []),
    ...(index % 11 === 0 ? [`SELECT * FROM table_${index} WHERE name = :name AND '𝄞' <> $1;`] : []),
    ...(index % 13 === 0 ? [`COPY table_${index} (id, name) FROM stdin;`, '1\tone', '\\.'] : []),
    ...(index % 50 === 0 ? [nested] : []),
    `DELETE FROM table_${index};`,
    '-- a comment'.repeat(20),
    `INSERT INTO table_${index} (id, name) VALUES ${Array.from({ length: 20 }, (_, row) => `(${row}, 'row ${row} of ${index}')`).join(', ')};`,
    '',
  ].join('\n');
}

describe('sql-coach check with threads that parse ahead', function () {
  this.timeout(busyMachine);
  let project: Project;
  let expected: Ran;
  const args = ['check', '--format', 'json', 'migrations'];

  /** A copy of the command line whose threads run another script, or none. */
  const runWith = async (script: string | undefined): Promise<Ran> => {
    const folder = join(project.folder, 'program');
    mkdirSync(folder, { recursive: true });
    for (const name of ['cli.js', 'cli-check.js', 'libpg-query.wasm']) copyFileSync(join(dist, name), join(folder, name));
    if (script !== undefined) writeFileSync(join(folder, 'parse-ahead.js'), script);
    return run(args, { folder: project.folder, module: join(folder, 'cli.js') });
  };

  before(async () => {
    const files = Array.from({ length: 120 }, (_, index) => [`migrations/${String(index).padStart(4, '0')}_step.sql`, migration(index)] as const);
    project = new Project(Object.fromEntries(files));
    expected = await runWith(undefined);
    assert.equal(expected.error, '');
    assert.equal(expected.status, 1);
    assert.ok((JSON.parse(expected.out) as { summary: { errors: number } }).summary.errors > 100);
  });
  after(() => project.remove());

  it('finds the same in the same order as without', async () => {
    assert.ok(existsSync(join(dist, 'parse-ahead.js')));
    for (let time = 0; time < 3; time++) assert.deepEqual(await run(args, { folder: project.folder }), expected);
  });

  it('goes on without a thread that fails at its start, and says so', async () => {
    const { status, out, error } = await runWith("throw new Error('no luck');");
    assert.deepEqual({ status, out }, { status: expected.status, out: expected.out });
    assert.match(error, /^sql-coach: a thread that parses ahead failed \(no luck\); everything was checked without it\n$/);
  });

  it('goes on without a thread that dies after it took work', async () => {
    const script = `
      const { port } = require('node:worker_threads').workerData;
      port.once('message', ({ shared }) => {
        shared.fill(2, 2);
        throw new Error('died');
      });`;
    const { status, out, error } = await runWith(script);
    assert.deepEqual({ status, out }, { status: expected.status, out: expected.out });
    assert.match(error, /failed \(died\)/);
  });

  it('does not wait for a thread that never answers', async () => {
    assert.deepEqual(await runWith("require('node:worker_threads').workerData.port.once('message', () => { for (;;); });"), expected);
  });

  it('does not mind a thread that ends without a word', async () => {
    assert.deepEqual(await runWith('process.exit(3);'), expected);
  });
});
