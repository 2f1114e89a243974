import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { nodeFiles } from '../../server/adapters/node-files';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import { findLessons, verifyAll } from '../../server/cli/lesson';
import { never } from '../../server/core/host';
import { createClassroom } from '../../server/core/lessons/classroom';
import type { Classroom, ExerciseRequest } from '../../server/core/lessons/classroom';
import type { ExerciseResult } from '../../server/core/lessons/content';
import { parseLesson } from '../../server/core/lessons/parse-lesson';
import { verifyLesson } from '../../server/core/lessons/verify';
import { lineOf, sample } from '../core/lessons/sample';
import { verifyCache } from '../../server/cli/verify-cache';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach } from '../../server/core/coach';
import { lintAnswers } from '../../server/core/lessons/lint-answers';
import { distFolder, testEmbedded } from './embedded';

const lessonsFolder = resolve('lessons').replaceAll('\\', '/');
/** So long that load alone never fails a lesson. */
const limit = 300_000;

describe('lessons on the embedded PostgreSQL', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  let classroom: Classroom;
  before(() => {
    database = testEmbedded({ profile: 'lessons' });
    classroom = createClassroom({ database, files: nodeFiles, lessonsFolder, statementTimeout: limit });
  });
  after(() => database.dispose());

  const lesson = 't1-d03';
  const exercise = (sql: string, action: ExerciseRequest['action'] = 'check', id = 'account-page') => classroom.exercise({ lesson, exercise: id, sql, action }, never);
  const ran = async (sql: string, action: ExerciseRequest['action'] = 'check', id = 'account-page'): Promise<ExerciseResult> => {
    const reply = await exercise(sql, action, id);
    assert.ok(reply.ok, reply.ok ? '' : reply.failure.message);
    return reply.value;
  };

  it('every shipped lesson is as it says', async () => {
    const lines: string[] = [];
    const targets = await findLessons([lessonsFolder]);
    assert.ok(targets.length > 0);
    const coach = createCoach({ parser: await createParser() });
    const status = await verifyAll(targets, {
      database, update: false, print: (line) => lines.push(line), lint: lintAnswers(coach), rules: new Set(coach.rules.map(({ id }) => id)), cache: verifyCache(distFolder),
    });
    assert.equal(status, 0, lines.join('\n'));
  });

  it('finds what a lesson says wrongly, each at its line', async () => {
    const fixture = 'CREATE TABLE t (a int, b int); INSERT INTO t SELECT n, n FROM generate_series(1, 2000) n; VACUUM ANALYZE t;';
    const predict = '```yaml checkpoint #p\ntype: predict-plan\nask: How?\nquery: SELECT * FROM t\noptions:\n  - { text: S, node: Seq Scan, why: "It is." }\n  - { text: I, node: Index Scan, correct: true, why: "It is not." }\n```\n';
    const clock = '```sql measure #clock metric=value\nSELECT clock_timestamp() AS time, pg_backend_pid() AS pid\n```\n';
    const spoiled = sample
      .replace('-- write here', 'CREATE INDEX ON t (a);')
      .replace('```sql wrong #task expect=indexed\nSELECT 1;', '```sql wrong #task expect=indexed\nCREATE INDEX ON t (a, b);')
      .replace('CREATE INDEX ON t (b, a);', 'CREATE INDEX ON t (c);')
      .replace('```sql solution #task\nCREATE INDEX ON t (a);', '```sql solution #task\nCREATE INDEX ON t (b);')
      .replace('## 5. Notes', `${predict}\n${clock}\n## 5. Notes\n\nThe time is 7<!-- =before.minutes -->.`);
    const { lesson: parsed, problems: unread } = parseLesson('lessons/sample/t0-d00.md', spoiled);
    assert.deepEqual(unread, []);
    assert.ok(parsed);
    const { problems } = await verifyLesson(parsed, { database, fixture, cancel: never, statementTimeout: limit });
    const expected: readonly (readonly [string, RegExp])[] = [
      ['Reads 10', /says 10, `before\.pages` measured 9/],
      ['```sql exercise', /starter of `task` already passes/],
      ['```sql wrong #task expect=indexed\nCREATE INDEX ON t (c)', /does not run: column "c" does not exist/],
      ['```sql wrong #task expect=indexed\nCREATE INDEX ON t (a, b)', /should fail first on `indexed`, but passes/],
      ['```sql solution', /solution of `task` fails: indexed/],
      ['| none', /says 10, `before\.pages` measured 9/],
      ['```yaml checkpoint #p', /says PostgreSQL chooses Index Scan, it chooses Seq Scan/],
      ['```sql measure #clock', /`clock\.time` differs between two fresh databases/],
      ['The time is', /`before` has no `minutes`/],
    ];
    const found = problems.filter(({ message }) => !message.includes('clock.pid'));
    assert.deepEqual(found.map(({ line }) => line), expected.map(([needle]) => lineOf(spoiled, needle)), found.map(({ line, message }) => `${line}: ${message}`).join('\n'));
    expected.forEach(([, says], index) => assert.match(found[index]?.message ?? '', says));
  });

  it('lists lessons and gives one without its answers', async () => {
    const { lessons, problems } = await classroom.lessons();
    assert.deepEqual(problems, []);
    assert.ok(lessons.some(({ id, minutes }) => id === lesson && minutes >= 50 && minutes <= 60));
    const reply = await classroom.lesson({ id: lesson });
    assert.ok(reply.ok);
    assert.equal(reply.value.parts.length, 5);
    const shown = JSON.stringify(reply.value);
    assert.ok(!shown.includes('"correct"'));
    assert.ok(!shown.includes('ON orders (user_id, created_at) INCLUDE'));
    assert.ok(!shown.includes('<!--'));
  });

  it('explains every option of every question, and knows the right ones', async () => {
    const reply = await classroom.lesson({ id: lesson });
    assert.ok(reply.ok);
    assert.ok(reply.value.questions.length >= 3);
    for (const question of reply.value.questions) {
      const first = await classroom.answer({ lesson, question, options: [] });
      assert.ok(first.ok);
      assert.equal(first.value.correct, false);
      assert.ok(first.value.options.every(({ html }) => html.length > 20));
      const right = first.value.options.filter(({ correct }) => correct).map(({ id }) => id);
      const second = await classroom.answer({ lesson, question, options: right });
      assert.ok(second.ok && second.value.correct);
    }
  });

  it('passes a solution on a fresh copy and then shows the approaches', async () => {
    const result = await ran('CREATE INDEX ON orders (user_id, created_at)');
    assert.ok(result.kind === 'checked');
    assert.deepEqual(result.checks.map(({ id, passed }) => [id, passed]), [['serves-filter', true], ['stops-early', true], ['one-index', true]]);
    assert.match(result.solution ?? '', /INCLUDE/);
  });

  it('starts anew each time: what one run made, the next does not see', async () => {
    const made = await ran('CREATE TABLE left_behind (a int)', 'run');
    assert.equal(made.kind, 'ran');
    const result = await ran('SELECT to_regclass(\'left_behind\') AS it', 'run');
    assert.ok(result.kind === 'ran');
    assert.deepEqual(result.results[0]?.rows, [[null]]);
  });

  it('says which check fails first, and keeps the solution back', async () => {
    const result = await ran('CREATE INDEX ON orders (user_id)');
    assert.ok(result.kind === 'checked');
    assert.equal(result.passed, false);
    assert.equal(result.solution, undefined);
    assert.match(result.checks.find(({ passed }) => !passed)?.message ?? '', /Bitmap Heap Scan/);
  });

  it('grades the goal, whatever settings the script changed', async () => {
    const result = await ran('SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; CREATE INDEX ON orders (user_id);');
    assert.ok(result.kind === 'checked');
    assert.equal(result.checks.find(({ id }) => id === 'stops-early')?.passed, false);
  });

  it('gives PostgreSQL\'s message and the place in the script', async () => {
    const sql = '-- an index, ä 😀\nSELECT 1;\nCREATE INDEX ON orders (user_idd);';
    const result = await ran(sql);
    assert.ok(result.kind === 'failed');
    assert.match(result.message, /column "user_idd" does not exist \(SQLSTATE 42703\)/);
    assert.ok(result.offset !== undefined && result.offset >= sql.indexOf('CREATE'));
    const syntax = await ran('SELECT 1;\nCREATE INDX ON orders (user_id);');
    assert.ok(syntax.kind === 'failed');
    assert.equal(syntax.offset, 'SELECT 1;\nCREATE '.length);
  });

  it('survives whatever is sent: nothing, comments, psql commands, an open transaction, a dropped table', async () => {
    const nothing = await ran('');
    assert.ok(nothing.kind === 'checked' && !nothing.passed);
    const comment = await ran('-- only this');
    assert.ok(comment.kind === 'checked' && !comment.passed);
    const psql = await ran('\\d orders');
    assert.ok(psql.kind === 'failed');
    const open = await ran('BEGIN; CREATE INDEX ON orders (user_id, created_at);');
    assert.ok(open.kind === 'failed');
    assert.match(open.message, /leaves a transaction open/);
    const dropped = await ran('DROP TABLE orders');
    assert.ok(dropped.kind === 'checked' && !dropped.passed);
    assert.match(dropped.checks.map(({ message }) => message).join('\n'), /relation "orders" does not exist/);
  });

  it('explains the query of the exercise on what the script made', async () => {
    const before = await ran('-- nothing yet', 'explain');
    assert.ok(before.kind === 'ran' && before.plan !== undefined);
    assert.match(JSON.stringify(before.plan.root), /Seq Scan/);
    const result = await ran('CREATE INDEX ON orders (user_id, created_at)', 'explain');
    assert.ok(result.kind === 'ran' && result.plan !== undefined);
    assert.match(JSON.stringify(result.plan.root), /orders_user_id_created_at_idx/);
    assert.equal(result.plan.analyzed, true);
    assert.match(result.plan.source, /embedded PostgreSQL 18, data set shop@1/);
    const gone = await ran('DROP TABLE orders', 'explain');
    assert.ok(gone.kind === 'failed');
    assert.match(gone.message, /relation "orders" does not exist/);
  });

  it('shows the first rows of a large result and says so', async () => {
    const result = await ran('SELECT * FROM orders', 'run');
    assert.ok(result.kind === 'ran');
    assert.equal(result.results[0]?.rows.length, 200);
    assert.match(result.notes[0] ?? '', /returned 30000 rows/);
  });

  it('ends a statement that takes too long and says that nothing is lost', async () => {
    const hasty = createClassroom({ database, files: nodeFiles, lessonsFolder, statementTimeout: 20_000 });
    const sql = 'SELECT count(*) FROM orders a, orders b, orders c WHERE a.total + b.total > c.total';
    const reply = await hasty.exercise({ lesson, exercise: 'account-page', action: 'run', sql }, never);
    assert.ok(reply.ok && reply.value.kind === 'failed', JSON.stringify(reply));
    assert.match(reply.value.message, /Stopped after 20 s/);
    assert.match(reply.value.message, /Nothing is lost/);
  });

  it('refuses lessons, exercises and questions that do not exist, with what to do', async () => {
    const replies = [
      await classroom.lesson({ id: '../../etc' }),
      await classroom.answer({ lesson, question: 'none', options: ['a'] }),
      await exercise('SELECT 1', 'run', 'none'),
      await classroom.exercise({ lesson: 'none', exercise: 'x', sql: '', action: 'run' }, never),
    ];
    for (const reply of replies) assert.ok(!reply.ok && reply.failure.message !== '' && reply.failure.action !== undefined);
  });

  it('stops when it is cancelled', async () => {
    const reply = await classroom.exercise({ lesson, exercise: 'account-page', sql: 'SELECT 1', action: 'run' }, { isCancellationRequested: true });
    assert.ok(!reply.ok);
    assert.equal(reply.failure.message, 'Cancelled.');
  });
});
