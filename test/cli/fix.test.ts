import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { busyMachine, Project } from '../lsp/client';
import { run } from './run';

const index = 'CREATE INDEX b ON orders (b);\n';
const repaired = 'CREATE INDEX CONCURRENTLY b ON orders (b);\n';

describe('sql-coach check --fix', function () {
  this.timeout(busyMachine);
  let project: Project;
  const make = (files: Record<string, string | Uint8Array>) => {
    project = new Project({ 'sqlcoach.json': '{ "rules": { "require-lock-timeout": "off" } }', ...files });
  };
  const fix = (...args: string[]) => run(['check', '--fix', ...args], { folder: project.folder });
  const bytes = (name: string) => readFileSync(`${project.folder}/${name}`);
  afterEach(() => project.remove());

  it('writes the files that can be repaired, and reports what is left', async () => {
    make({ 'a.sql': `${index}ALTER TABLE orders ALTER COLUMN c SET NOT NULL;\r\n`, 'b.sql': 'SELECT 1;\n', 'c.sql': index });
    const { status, out, error } = await fix('--format', 'json', 'a.sql', 'b.sql', 'c.sql');
    assert.equal(bytes('a.sql').toString(), `${repaired}ALTER TABLE orders ALTER COLUMN c SET NOT NULL;\r\n`);
    assert.equal(bytes('b.sql').toString(), 'SELECT 1;\n');
    assert.equal(bytes('c.sql').toString(), repaired);
    const { files } = JSON.parse(out) as { files: { findings: { rule: string; start: { offset: number } }[] }[] };
    assert.deepEqual(files.map(({ findings }) => findings.map(({ rule, start }) => [rule, start.offset])), [[['adding-not-nullable-field', repaired.length + 19]], [], []]);
    assert.equal(error, 'sql-coach: fixed 2 problems in 2 files\n');
    assert.equal(status, 1);
  });

  it('comes to an end where nothing is left: the second run changes nothing', async () => {
    make({ 'a.sql': 'ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);\nCREATE TABLE notes (id bigint PRIMARY KEY, at timestamp, data json);\n' });
    await fix('a.sql');
    const once = bytes('a.sql').toString();
    assert.match(once, /NOT VALID/);
    assert.equal((await fix('a.sql')).error, 'sql-coach: fixed 0 problems in 0 files\n');
    assert.equal(bytes('a.sql').toString(), once);
  });

  it('keeps the encoding of a file', async () => {
    const mark = '\ufeff';
    make({ 'a.sql': `${mark}${index}`, 'b.sql': Buffer.from(`${mark}SELECT '𝄞';\n${index}`, 'utf16le'), 'c.sql': Buffer.from(`${mark}${index}`, 'utf16le').swap16() });
    await fix('a.sql', 'b.sql', 'c.sql');
    assert.equal(bytes('a.sql').toString(), `${mark}${repaired}`);
    assert.equal(bytes('b.sql').toString('utf16le'), `${mark}SELECT '𝄞';\n${repaired}`);
    assert.equal(bytes('c.sql').swap16().toString('utf16le'), `${mark}${repaired}`);
  });

  it('says what it cannot write', async function () {
    if (process.getuid?.() === 0) {
      make({});
      const { status, error } = await run(['check', '--fix', '--stdin-filename', 'a.sql'], { folder: project.folder, input: index });
      assert.equal(status, 2);
      assert.match(error, /--fix writes files/);
      return;
    }
    make({ 'a.sql': index });
    chmodSync(`${project.folder}/a.sql`, 0o444);
    const { status, error } = await fix('a.sql');
    assert.equal(status, 2);
    assert.match(error, /a\.sql: cannot be written/);
  });
});
