import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { nodeFiles } from '../../server/adapters/node-files';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import { findLessons, verifyAll } from '../../server/cli/lesson';
import { never } from '../../server/core/host';
import { createClassroom } from '../../server/core/lessons/classroom';
import type { Classroom, ExerciseRequest } from '../../server/core/lessons/classroom';
import type { ExerciseResult } from '../../server/core/lessons/content';
import { createLibrary } from '../../server/core/lessons/lessons';
import { parseLesson } from '../../server/core/lessons/parse-lesson';
import { verifyLesson } from '../../server/core/lessons/verify';
import { testEmbedded } from './embedded';

const lessonsFolder = resolve('lessons').replaceAll('\\', '/');
/** So long that load alone never fails a lesson. */
const limit = 300_000;

describe('lessons on the embedded PostgreSQL', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  let classroom: Classroom;
  before(() => {
    database = testEmbedded();
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
    const status = await verifyAll(targets, { database, update: false, print: (line) => lines.push(line) });
    assert.equal(status, 0, lines.join('\n'));
  });

  it('finds what a lesson says wrongly, each at its line', async () => {
    const file = `${lessonsFolder}/backend-sql-patterns/${lesson}.md`;
    const text = (await nodeFiles.read(file)) ?? '';
    const spoiled = text
      .replace('to return 20<!-- =before.rows -->', 'to return 21<!-- =before.rows -->')
      .replace('correct: true\n    why: "27,000', 'why: "27,000')
      .replace('node: Index Scan\n', 'node: Index Scan\n    correct: true\n')
      .replace('```sql solution #account-page\nCREATE INDEX ON orders (user_id, created_at);', '```sql solution #account-page\nCREATE INDEX ON orders (user_id);')
      .replace('expect=one-index\nCREATE INDEX ON orders (user_id, created_at);\nCREATE INDEX ON orders (user_id);', 'expect=one-index\nCREATE INDEX ON orders (user_id, created_at);')
      .replace('-- It should hold pending orders only.\n', "CREATE INDEX ON orders (created_at) WHERE status = 'pending';\n")
      .replace('```sql wrong #pending-queue expect=oldest-first\nCREATE INDEX ON orders (status);', '```sql wrong #pending-queue expect=oldest-first\nCREATE INDEX ON orders (statuss);');
    const parsed = parseLesson(file, spoiled);
    assert.deepEqual(parsed.problems, []);
    assert.ok(parsed.lesson);
    const fixture = (await createLibrary(nodeFiles, lessonsFolder).fixture(parsed.lesson.fixture)) ?? '';
    const { problems } = await verifyLesson(parsed.lesson, { database, fixture, cancel: never, statementTimeout: limit });
    const lineOf = (needle: string) => spoiled.slice(0, spoiled.indexOf(needle)).split('\n').length;
    const found = (line: number, says: RegExp) => assert.ok(problems.some((problem) => problem.line === line && says.test(problem.message)), `${says} at ${line} in\n${problems.map((problem) => `${problem.line}: ${problem.message}`).join('\n')}`);
    found(lineOf('to return 21'), /says 21, `before\.rows` measured 20/);
    found(lineOf('```yaml checkpoint #most-rows'), /says PostgreSQL chooses Index Scan, it chooses Seq Scan/);
    found(lineOf('```sql solution #account-page'), /solution of `account-page` fails: stops-early/);
    found(lineOf('```sql wrong #account-page expect=one-index'), /should fail first on `one-index`, but passes/);
    found(lineOf('```sql exercise #pending-queue'), /starter of `pending-queue` already passes/);
    found(lineOf('```sql wrong #pending-queue expect=oldest-first'), /does not run: column "statuss" does not exist/);
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
