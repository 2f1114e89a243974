import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../core/lessons/sample';
import { Project } from '../lsp/client';
import { run } from './run';

const fixture = 'CREATE TABLE t (a int, b int);\nINSERT INTO t SELECT n, n FROM generate_series(1, 2000) AS n;\nVACUUM ANALYZE t;\n';
/** Nine pages are read; the sample says ten. */
const sound = sample.replaceAll('10<!--', '9<!--');

describe('sql-coach lesson', function () {
  // Starts PostgreSQL several times, perhaps on a machine that does much else.
  this.timeout(300_000);
  let project: Project;
  const lesson = (...args: string[]) => run(['lesson', ...args], { folder: project.folder, env: { XDG_CACHE_HOME: join(project.folder, 'cache') } });
  const make = (text: string) => {
    project = new Project({ 'sample/t0-d00.md': text, 'fixtures/small@1.sql': fixture });
  };
  afterEach(() => project.remove());

  it('proves a lesson and exits with 0', async () => {
    make(sound);
    const { out, status } = await lesson('verify', 'sample/t0-d00.md');
    assert.equal(status, 0, out);
    assert.match(out, /^ok {4} t0-d00: 1 measurements on two databases, 3 numbers in the text, 5 answers/m);
  });

  it('names file and line of what is wrong, exits with 1, and repairs numbers when asked', async () => {
    make(sample);
    const wrong = await lesson('verify', 'sample/t0-d00.md');
    assert.equal(wrong.status, 1);
    assert.match(wrong.out, /sample\/t0-d00\.md:16: The text says 10, `before\.pages` measured 9\./);
    await lesson('verify', '--update', 'sample/t0-d00.md');
    assert.equal(readFileSync(join(project.folder, 'sample/t0-d00.md'), 'utf8'), sound);
  });

  it('names the line of a lesson that cannot be read, without starting PostgreSQL', async () => {
    make(sample.replace('sql measure #before', 'sql mesure #before'));
    const { out, status } = await lesson('verify', 'sample/t0-d00.md');
    assert.equal(status, 1);
    assert.match(out, /t0-d00\.md:18: `sql mesure` is not a directive/);
  });

  it('exits with 2 for a path that is not there, a folder without lessons, and an unknown lesson', async () => {
    make(sample);
    for (const args of [['verify', 'nothing.md'], ['verify', 'sample'], ['run', 'none', 'none', 'sample/t0-d00.md'], ['run', 't1-d03', 'account-page', 'nothing.sql']]) {
      const { status, error } = await lesson(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(error, /no/i);
    }
  });

  it('grades an answer: 0 where every check passes, 1 where one does not', async () => {
    project = new Project({ 'right.sql': 'CREATE INDEX ON orders (user_id, created_at);', 'wrong.sql': 'CREATE INDEX ON orders (created_at);' });
    const right = await lesson('run', 't1-d03', 'account-page', 'right.sql');
    assert.equal(right.status, 0, right.out + right.error);
    assert.match(right.out, /^ok {4} The plan needs no sort/m);
    const wrong = await lesson('run', 't1-d03', 'account-page', 'wrong.sql');
    assert.equal(wrong.status, 1);
    assert.match(wrong.out, /^FAILED .*Which column does the query test/m);
  });

  it('remembers what was proven, until lesson or data change or it is asked to forget', async () => {
    make(sound);
    const verify = async (...more: string[]) => (await lesson('verify', ...more, 'sample/t0-d00.md')).out;
    assert.doesNotMatch(await verify(), /proven before/);
    assert.match(await verify(), /^ok {4} t0-d00: 1 measurements.*\(proven before\)$/m);
    assert.doesNotMatch(await verify('--no-cache'), /proven before/);
    const [kept] = readdirSync(join(project.folder, 'cache/sql-coach/lessons'));
    writeFileSync(join(project.folder, 'cache/sql-coach/lessons', kept ?? ''), '{"measurements":');
    assert.doesNotMatch(await verify(), /proven before/);
    writeFileSync(join(project.folder, 'fixtures/small@1.sql'), `${fixture}-- changed\n`);
    assert.doesNotMatch(await verify(), /proven before/);
  });

  it('writes a new lesson that verifies, and keeps what is there', async () => {
    project = new Project({ 'readme.md': '' });
    const first = await lesson('new', 'my-track', 'm-01');
    assert.equal(first.status, 0, first.error);
    const verified = await lesson('verify', 'lessons');
    assert.equal(verified.status, 0, verified.out);
    assert.equal((await lesson('new', 'my-track', 'm-02')).status, 0);
    assert.match(readFileSync(join(project.folder, 'lessons/my-track/track.md'), 'utf8'), /lessons:\n {2}- m-01\n {2}- m-02\n---/);
    const again = await lesson('new', 'my-track', 'm-01');
    assert.equal(again.status, 2);
    assert.match(again.error, /is there already/);
    assert.equal((await lesson('new', '../up', 'm-01')).status, 2);
  });

  it('goes through a lesson, and an exercise, in a terminal', async () => {
    project = new Project({ 'readme.md': '' });
    const exercise = await run(['lesson', 'run', 't1-d03', 'account-page'], { folder: project.folder, input: 'hint\nCREATE INDEX ON orders (created_at);\n.\nCREATE INDEX ON orders\n(user_id, created_at);\n.\n' });
    assert.equal(exercise.status, 0, exercise.out + exercise.error);
    assert.match(exercise.out, /FAILED [\s\S]*ok {5}[\s\S]*Approaches:/);
    const whole = await run(['lesson', 'run', 't1-d03'], { folder: project.folder, input: 'a\n' });
    assert.match(whole.out, /# Indexing strategy \(60 minutes\)[\s\S]*Not right\.[\s\S]*- a\) /);
    assert.equal((await run(['lesson', 'run', 't1-d03', 'none'], { folder: project.folder })).status, 2);
  });
});
