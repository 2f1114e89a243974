import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { busyMachine, Project } from '../lsp/client';
import { cliModule, run } from './run';

const rule = 'require-concurrent-index-creation';
const index = 'CREATE INDEX b ON orders (b);\n';
const clean = 'SELECT 1;\n';
const escape = '\u001b';

interface Report {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly rule: string; readonly severity: string; readonly start: unknown; readonly fixes: readonly unknown[] }[] }[];
  readonly summary: Readonly<Record<string, number>>;
}

function found({ files }: Report): Record<string, readonly string[]> {
  return Object.fromEntries(files.map(({ path, findings }) => [path, findings.map((finding) => finding.rule)]));
}

describe('sql-coach check', function () {
  this.timeout(busyMachine);
  let project: Project;
  /** Without the rule about timeouts, which says something of every file that locks a table. */
  const make = (files: Record<string, string | Uint8Array>) => {
    project = new Project({ 'sqlcoach.json': '{ "rules": { "require-lock-timeout": "off" } }', ...files });
  };
  const check = (...args: string[]) => run(['check', ...args], { folder: project.folder });
  const json = async (...args: string[]) => JSON.parse((await check('--format', 'json', ...args)).out) as Report;
  const statusOf = async (...args: string[]) => (await check(...args)).status;
  const filesText = async (...args: string[]) => JSON.stringify((await json(...args)).files);
  const fixes = async (...paths: string[]) => JSON.stringify((await json(...paths)).files.flatMap(({ findings }) => findings.flatMap((finding) => finding.fixes)));
  afterEach(() => project.remove());

  it('prints JSON that scripts can rely on', async () => {
    make({ 'a.sql': `SELECT '𝄞';\n${index}` });
    const { out, status, error } = await check('a.sql', '--format', 'json');
    const report = JSON.parse(out) as { files: { findings: { message: string; docs: string; lesson: string; fixes: { title: string }[] }[] }[] };
    const [finding] = report.files[0]?.findings ?? [];
    assert.ok(finding);
    assert.deepEqual(report, {
      version: 1,
      files: [{
        path: 'a.sql',
        findings: [{
          rule,
          message: finding.message,
          severity: 'error',
          start: { offset: 13, line: 2, column: 1 },
          end: { offset: 25, line: 2, column: 13 },
          docs: finding.docs,
          lesson: finding.lesson,
          fixes: [{ title: finding.fixes[0]?.title, kind: 'safe', edits: [{ start: 25, end: 25, text: ' CONCURRENTLY' }] }],
        }],
      }],
      summary: { files: 1, errors: 1, warnings: 0, infos: 0 },
    });
    assert.match(finding.docs, /^https:/);
    assert.equal(typeof finding.lesson, 'string');
    assert.equal(status, 1);
    assert.equal(error, '');
  });

  it('prints place, severity, message, rule, source line and a summary', async () => {
    make({ 'a.sql': `SELECT 1;\n\t${index}` });
    const { out } = await check('a.sql');
    const lines = out.split('\n');
    assert.match(lines[0] ?? '', new RegExp(`^a\\.sql:2:2 error .+ ${rule}$`));
    assert.equal(lines[1], '  2 | \tCREATE INDEX b ON orders (b);');
    assert.equal(lines[2], '    | \t^^^^^^^^^^^^');
    assert.equal(out.trimEnd().split('\n').at(-1), '1 file checked: 1 error, 0 warnings, 0 infos');
  });

  it('colours only where asked, and never lets a file speak to the terminal', async () => {
    make({ 'a.sql': `/* \u001b[31m */ ${index}` });
    assert.ok(!(await check('a.sql')).out.includes(escape));
    const painted = (await check('a.sql', '--color', 'always')).out;
    assert.ok(painted.includes(`${escape}[`));
    assert.ok(!painted.includes(`/* ${escape}`));
  });

  it('exits 0, 1 and 2', async () => {
    make({ 'clean.sql': clean, 'error.sql': index, 'info.sql': 'CREATE TABLE t (id int PRIMARY KEY); SELECT * FROM t;\n' });
    assert.equal(await statusOf('clean.sql'), 0);
    assert.equal(await statusOf('error.sql'), 1);
    assert.equal(await statusOf('error.sql', '--fail-on', 'never'), 0);
    assert.equal(await statusOf('info.sql'), 0);
    assert.equal(await statusOf('info.sql', '--fail-on', 'info'), 1);
    assert.equal(await statusOf('info.sql', '--fail-on', 'warning'), 0);
    assert.equal(await statusOf('missing.sql'), 2);
    assert.equal(await statusOf('--no-such-option'), 2);
    assert.equal(await statusOf('clean.sql', '--fail-on', 'sometimes'), 2);
    assert.equal(await statusOf('clean.sql', '--pg-version', '12'), 2);
  });

  it('says which formats there are', async () => {
    make({ 'a.sql': clean });
    const unknown = await check('a.sql', '--format', 'yaml');
    assert.equal(unknown.status, 2);
    assert.match(unknown.error, /pretty, json, sarif/);
  });

  it('treats a syntax error as a finding', async () => {
    make({ 'a.sql': 'SELEC 1;\nSELECT 1;\n' });
    const report = await json('a.sql');
    assert.deepEqual(found(report), { 'a.sql': ['syntax-error'] });
  });

  it('reads paths in the order given as one history', async () => {
    make({ 'b.sql': 'CREATE TABLE t (id int PRIMARY KEY, a int);\n', 'a.sql': 'SELECT * FROM t;\n' });
    assert.match(await fixes('b.sql', 'a.sql'), /id, a/);
    assert.deepEqual((await json('b.sql', 'a.sql')).files.map(({ path }) => path), ['b.sql', 'a.sql']);
  });

  it('orders a folder by its framework and reads queries against its end', async () => {
    make({
      'db/migration/V10__index.sql': index.replace('(b)', '(paid)'),
      'db/migration/V2__orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, paid bool);\n',
      'queries/list.sql': 'SELECT * FROM orders;\n',
    });
    const report = await json('.');
    assert.deepEqual(found(report), { 'db/migration/V2__orders.sql': [], 'db/migration/V10__index.sql': [rule], 'queries/list.sql': ['select-star'] });
    assert.match(JSON.stringify(report.files[2]), /id, paid/);
    assert.deepEqual(Object.keys(found(await json('db'))), ['db/migration/V2__orders.sql', 'db/migration/V10__index.sql']);
  });

  it('takes globs that no shell has read', async () => {
    make({ 'x/1.sql': clean, 'x/2.sql': index, 'x/y/3.sql': clean, '4.sql': clean });
    assert.deepEqual(Object.keys(found(await json('x/*.sql'))), ['x/1.sql', 'x/2.sql']);
    assert.deepEqual(Object.keys(found(await json('**/*.sql'))).toSorted(), ['4.sql', 'x/1.sql', 'x/2.sql', 'x/y/3.sql']);
    assert.deepEqual(Object.keys(found(await json('*.sql'))), ['4.sql']);
    const nothing = await check('z/*.sql');
    assert.equal(nothing.status, 2);
    assert.match(nothing.error, /z\/\*\.sql: no file matches/);
  });

  it('shows absolute paths as they were given', async () => {
    make({ 'a.sql': clean });
    assert.deepEqual(Object.keys(found(await json(project.path('a.sql')))), [project.path('a.sql')]);
    assert.deepEqual(Object.keys(found(await json('./a.sql'))), ['a.sql']);
    assert.deepEqual(Object.keys(found(await json('a.sql', './a.sql'))), ['a.sql']);
  });

  it('follows sqlcoach.json and --config', async () => {
    make({ 'sqlcoach.json': `{ "rules": { "${rule}": "warning" }, "exclude": "skip" }`, 'other.json': `{ "rules": { "${rule}": "off", "require-lock-timeout": "off" } }`, 'a.sql': index, 'skip/b.sql': index });
    assert.deepEqual((await json('.')).files.map(({ path, findings }) => [path, findings[0]?.severity]), [['a.sql', 'warning']]);
    assert.deepEqual((await json('skip/b.sql')).files.map(({ path }) => path), ['skip/b.sql']);
    assert.deepEqual(found(await json('a.sql', '--config', 'other.json')), { 'a.sql': [] });
    assert.equal((await check('a.sql', '--config', 'missing.json')).status, 2);
  });

  it('says file, line and column of a broken configuration', async () => {
    make({ 'sqlcoach.json': '{\n  "rules": { "require-concurrent-index-creatoin": "off" }\n}', 'a.sql': clean });
    const { status, error, out } = await check('a.sql');
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(error, /sqlcoach\.json:2:14: error: There is no rule "require-concurrent-index-creatoin"\. Did you mean "require-concurrent-index-creation"\?/);
  });

  it('lets --pg-version win over the configuration', async () => {
    const migration = 'ALTER TABLE t ALTER COLUMN a SET NOT NULL;\n';
    make({ 'sqlcoach.json': '{ "pgVersion": 13 }', 'a.sql': migration });
    assert.equal(await filesText('a.sql'), await filesText('a.sql', '--pg-version', '13'));
    assert.notEqual(await filesText('a.sql'), await filesText('a.sql', '--pg-version', '18'));
  });

  it('reads standard input under a name', async () => {
    make({ 'sqlcoach.json': `{ "rules": { "require-lock-timeout": "off" }, "overrides": [{ "files": "x/**", "rules": { "${rule}": "info" } }] }` });
    const { out, status } = await run(['check', '--stdin-filename', 'x/a.sql', '--format', 'json'], { folder: project.folder, input: index });
    const report = JSON.parse(out) as Report;
    assert.deepEqual(report.files.map(({ path, findings }) => [path, findings.map(({ severity }) => severity)]), [['x/a.sql', ['info']]]);
    assert.equal(status, 0);
    assert.equal((await run(['check', 'b.sql', '--stdin-filename', 'a.sql'], { folder: project.folder, input: index })).status, 2);
    assert.equal((await run(['check', '--stdin-filename', 'a.sql'], { folder: project.folder, input: new Uint8Array([0x53, 0xff]) })).status, 2);
  });

  it('names a file that is no text, with the place', async () => {
    make({ 'a.sql': new Uint8Array([0x53, 0x0a, 0x45, 0xe4, 0x20]) });
    const { status, error } = await check('a.sql');
    assert.equal(status, 2);
    assert.match(error, /a\.sql: line 2: byte 3 \(0xe4\) is not valid UTF-8/);
  });

  it('reads UTF-8 with a mark and UTF-16', async () => {
    make({ 'mark.sql': Buffer.from(`\ufeff${index}`), 'wide.sql': Buffer.from(`\ufeff${index}`, 'utf16le') });
    for (const { findings } of (await json('mark.sql', 'wide.sql')).files) assert.deepEqual(findings.map(({ start }) => start), [{ offset: 0, line: 1, column: 1 }]);
  });

  it('names a file that may not be read', async function () {
    make({ 'a.sql': clean });
    if (process.getuid?.() === 0 || process.platform === 'win32') {
      // root may read everything; a folder is what cannot be read as a file then.
      assert.equal((await check('--config', '.')).status, 2);
      return;
    }
    chmodSync(project.path('a.sql'), 0);
    const { status, error } = await check('a.sql');
    assert.equal(status, 2);
    assert.match(error, /a\.sql: permission denied/);
  });

  it('survives odd input', async () => {
    make({ 'empty.sql': '', 'nul.sql': `SELECT 1;\0\n${index}`, 'quote.sql': `${index}SELECT 'x`, 'a b & c.sql': index });
    const report = await json('empty.sql', 'nul.sql', 'quote.sql', 'a b & c.sql');
    assert.deepEqual(found(report)['empty.sql'], []);
    assert.deepEqual(found(report)['quote.sql'], [rule, 'syntax-error']);
    assert.deepEqual(found(report)['a b & c.sql'], [rule]);
  });

  it('checks the working folder where no path is given, and an empty one', async () => {
    make({ 'a.sql': index });
    assert.deepEqual(found(await json()), { 'a.sql': [rule] });
    project.remove();
    make({});
    assert.deepEqual((await json()).summary, { files: 0, errors: 0, warnings: 0, infos: 0 });
  });

  it('ends quietly when its reader has seen enough', async function () {
    if (!existsSync('/bin/sh')) this.skip();
    // More than a pipe holds, so that writing goes on after the reader has left.
    make({ 'a.sql': Array.from({ length: 800 }, (_, number) => `CREATE INDEX i${number} ON t${number} (b);\n`).join('') });
    const child = spawn('/bin/sh', ['-c', `"${process.execPath}" "${cliModule}" check . | head -n 1`], { cwd: project.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const error: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => error.push(data));
    child.stdout.resume();
    await new Promise((done) => child.on('close', done));
    assert.equal(Buffer.concat(error).toString(), '');
  });
});

describe('sql-coach', function () {
  this.timeout(busyMachine);
  it('prints help and version everywhere', async () => {
    const help = await run(['--help']);
    assert.equal(help.status, 0);
    assert.match(help.out, /check/);
    for (const command of ['check', 'rules']) {
      const { status, out } = await run([command, '--help']);
      assert.equal(status, 0);
      assert.match(out, /--format/);
      assert.match((await run([command, '--version'])).out, /^\d+\.\d+\.\d+\n$/);
    }
    assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('has explain and lesson, loaded when asked for', async () => {
    assert.match((await run(['--help'])).out, /explain[\s\S]*lesson/);
    assert.match((await run(['explain', '--help'])).out, /--analyze/);
    assert.match((await run(['lesson', '--help'])).out, /verify/);
    assert.match((await run(['lesson', 'verify', '--version'])).out, /^\d+\.\d+\.\d+\n$/);
    assert.equal((await run(['explain'])).status, 2);
  });

  it('exits 2 without a command and with an unknown one', async () => {
    assert.equal((await run([])).status, 2);
    const unknown = await run(['chekc']);
    assert.equal(unknown.status, 2);
    assert.match(unknown.error, /unknown command 'chekc'/);
  });

  it('lists the rules', async () => {
    const { out, status } = await run(['rules']);
    assert.equal(status, 0);
    assert.match(out, new RegExp(`^${rule} +safety +error +\\S`, 'm'));
    const { rules } = JSON.parse((await run(['rules', '--format', 'json'])).out) as { rules: { id: string; summary: string; docs: string }[] };
    assert.ok(rules.length > 10);
    for (const { id, summary, docs } of rules) assert.ok(summary !== '' && docs.includes(id), id);
  });
});
