import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { busyMachine, Project } from '../lsp/client';
import { run } from './run';

const rule = 'require-concurrent-index-creation';
const configuration = '{ "baseline": "known.json", "rules": { "require-lock-timeout": "off" } }';
const index = 'CREATE INDEX a ON orders (a);\n';

describe('the baseline of sql-coach check', function () {
  this.timeout(busyMachine);
  let project: Project;
  const make = (files: Record<string, string>) => {
    project = new Project({ 'sqlcoach.json': configuration, ...files });
  };
  const check = (...args: string[]) => run(['check', '--format', 'json', ...args], { folder: project.folder });
  const found = async (...args: string[]) => {
    const { files } = JSON.parse((await check(...args)).out) as { files: { path: string; findings: { rule: string; start: { line: number } }[] }[] };
    return files.flatMap(({ path, findings }) => findings.map((finding) => `${path}:${finding.start.line} ${finding.rule}`));
  };
  const edit = (name: string, text: string) => writeFileSync(`${project.folder}/${name}`, text);
  const baseline = () => readFileSync(`${project.folder}/known.json`, 'utf8');
  afterEach(() => project.remove());

  it('is written, and what it knows is not reported, wherever the statement moves and however it is laid out', async () => {
    make({ 'db/a.sql': `SELECT 1;\n${index}`, 'db/b.sql': 'CREATE INDEX b ON users (b);\n' });
    const written = await check('--write-baseline', 'db');
    assert.equal(written.status, 0);
    assert.match(written.error, /^sql-coach: wrote 2 findings of 2 files to .*known\.json\n$/);
    const { version, files } = JSON.parse(baseline()) as { version: number; files: Record<string, { rule: string; statement: string; count: number; starts: string }[]> };
    assert.equal(version, 1);
    assert.deepEqual(Object.entries(files).map(([path, known]) => [path, known.map((each) => [each.rule, each.count, each.starts])]), [
      ['db/a.sql', [[rule, 1, 'create index a on orders ( a )']]], ['db/b.sql', [[rule, 1, 'create index b on users ( b )']]],
    ]);
    assert.match(files['db/a.sql']?.[0]?.statement ?? '', /^[0-9a-f]{16}$/);
    assert.deepEqual(await found('db'), []);
    edit('db/a.sql', '-- new\n\nSELECT 2;\n/* why */ create  INDEX a\n  ON Orders (A);\n');
    const moved = await check('db');
    assert.deepEqual([moved.status, moved.error], [0, '']);
    assert.deepEqual(await found('db'), []);
  });

  it('knows as many of the same as were there, and nothing of another statement or file', async () => {
    make({ 'a.sql': index });
    await check('--write-baseline', 'a.sql');
    edit('a.sql', `${index}${index.replace('(a)', '(b)')}${index}`);
    assert.deepEqual(await found('a.sql'), [`a.sql:2 ${rule}`, `a.sql:3 ${rule}`]);
    edit('b.sql', index);
    assert.deepEqual(await found('b.sql'), [`b.sql:1 ${rule}`]);
  });

  it('tells what it knows and nobody finds any more; writing it anew removes that', async () => {
    make({ 'a.sql': index, 'b.sql': index, 'c.sql': index });
    await check('--write-baseline', 'a.sql', 'b.sql', 'c.sql');
    edit('a.sql', 'SELECT 1;\n');
    rmSync(`${project.folder}/b.sql`);
    const { status, error } = await check('a.sql');
    assert.equal(status, 0);
    assert.match(error, new RegExp(`^sql-coach: info: .*known\\.json: 2 entries match nothing any more \\(a\\.sql: ${rule}, b\\.sql: ${rule}\\); .*--write-baseline. removes them\n$`));
    await check('--write-baseline', 'a.sql');
    assert.deepEqual(Object.keys(JSON.parse(baseline()).files as object), ['c.sql'], 'what is known of files that were not checked stays');
    assert.equal((await check('a.sql')).error, '');
  });

  it('is no reason to stop while it is not there, which is told', async () => {
    make({ 'a.sql': index });
    const { status, error } = await check('a.sql');
    assert.equal(status, 1);
    assert.match(error, /sqlcoach\.json:1:15: warning: There is no file "known\.json" yet/);
  });

  it('says where it is broken', async () => {
    const broken: readonly (readonly [string, RegExp])[] = [
      ['{ "version": 1,\n  "files": { "a.sql": [ { "rule": "x" } ] } }', /known\.json:2:25: error: "files\.a\.sql\.0\.statement" must be a text/],
      ['{ "version": 1,\n  "files": { "a.sql": ] }', /known\.json:2:23: error: A value is expected here\./],
      ['{ "version": 2, "files": {} }', /known\.json:1:14: error: "version" must be 1: another version/],
      ['', /known\.json:1:1: error: /],
      ['[]', /known\.json:1:1: error: The baseline must be an object/],
    ];
    for (const [text, message] of broken) {
      make({ 'a.sql': index, 'known.json': text });
      const { status, error } = await check('a.sql');
      assert.equal(status, 2, text);
      assert.match(error, message);
      project.remove();
    }
    make({});
  });

  it('must be named before it can be written', async () => {
    make({ 'sqlcoach.json': '{}', 'a.sql': index });
    const { status, error } = await check('--write-baseline', 'a.sql');
    assert.equal(status, 2);
    assert.match(error, /name the file to write first: "baseline"/);
  });
});
