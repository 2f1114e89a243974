import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import { never } from '../../server/core/host';
import { withSession } from '../../server/core/lessons/build-session';
import { shippedExtensions } from '../../server/core/lessons/extensions';
import type { Measured } from '../../server/core/lessons/metrics/metric';
import { measure } from '../../server/core/lessons/metrics/metrics';
import type { Metric } from '../../server/core/lessons/metrics/metrics';
import { parseLesson } from '../../server/core/lessons/parse-lesson';
import { verifyLesson } from '../../server/core/lessons/verify';
import { lineOf, sample } from '../core/lessons/sample';
import { distFolder, testEmbedded, valueOf } from './embedded';
import { limit } from './lesson-lab';

const fixture = `
CREATE TABLE t (a int PRIMARY KEY, b int);
CREATE TABLE u (a int);
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2 * n; END $$;
INSERT INTO t SELECT n, n FROM generate_series(1, 2000) n;
VACUUM ANALYZE t, u;`;

describe('metrics of lessons on the embedded PostgreSQL', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  before(() => {
    database = testEmbedded({ profile: 'lessons' });
  });
  after(() => database.dispose());
  const measured = async (metric: Metric, sql: string, on?: string): Promise<Measured> =>
    valueOf(await withSession({ database, fixture, cancel: never, statementTimeout: limit }, (session) => measure(session, { id: 'm', sql, metric, on, after: [], line: 1 })));

  it('measures sizes and their growth, of all tables or one', async () => {
    const all = await measured('size', 'CREATE INDEX ON t (b)');
    assert.equal(all['grown'], 65_536);
    assert.equal(Number(all['tables']) + Number(all['indexes']), all['bytes']);
    const one = await measured('size', 'INSERT INTO t VALUES (2001, 1)', 'u');
    assert.deepEqual([one['tables'], one['indexes'], one['grown']], [0, 0, 0]);
  });

  it('names the strongest lock of each table', async () => {
    assert.deepEqual(await measured('locks', 'CREATE INDEX ON t (b); INSERT INTO u SELECT a FROM t'), { t: 'SHARE', u: 'ROW EXCLUSIVE', strongest: 'SHARE' });
    assert.deepEqual(await measured('locks', 'VACUUM t'), { t: 'SHARE UPDATE EXCLUSIVE', strongest: 'SHARE UPDATE EXCLUSIVE' });
  });

  it('names what is written anew and what is read from end to end', async () => {
    assert.deepEqual(await measured('rewrite', 'ALTER TABLE t ALTER b TYPE bigint'), { rewritten: 't', read: 'none' });
    assert.deepEqual(await measured('rewrite', 'ALTER TABLE t ADD CHECK (b > 0)'), { rewritten: 'none', read: 't' });
  });

  it('counts statements, scans, functions and rows', async () => {
    assert.deepEqual(await measured('calls', 'SELECT * FROM t WHERE a = 1; SELECT * FROM t WHERE a = 2; SELECT twice(a + twice(a)) FROM t WHERE a = 4'), { statements: 3, scans: 3, functions: 2, rows: 3 });
  });

  it('prints what a script shows', async () => {
    assert.deepEqual(await measured('output', 'SELECT a, NULL AS nothing FROM t WHERE a IN (1, 1000) ORDER BY a'), { text: 'a    | nothing\n-----+--------\n1    | NULL\n1000 | NULL\n(2 rows)' });
    assert.deepEqual(await measured('output', 'UPDATE t SET b = 0 WHERE a = 1'), { text: '(1 row changed)' });
    assert.match(String((await measured('output', 'INSERT INTO t VALUES (1, 1)'))['text']), /^ERROR 23505: duplicate key/);
  });

  it('starts with the settings of lessons', async () => {
    const settings = await measured('value', "SELECT current_setting('max_prepared_transactions') AS parked, current_setting('full_page_writes') AS images, current_setting('TimeZone') AS zone, current_setting('jit') AS jit");
    assert.deepEqual(settings, { parked: 10, images: 'off', zone: 'UTC', jit: 'off' });
  });

  it('compares an output with the lesson, loads extensions, and finds a data set that does not repeat', async () => {
    const outputs = '```sql run #show\nSELECT similarity(\'abc\', \'abd\') > 0 AS near\n```\n\n```text output #show\nnear\n----\nf\n(1 row)\n```\n\n';
    const text = sample.replaceAll('10<!--', '9<!--').replace('evidence: measured }', 'evidence: measured, extensions: [pg_trgm] }').replace('## 5. Notes', `${outputs}## 5. Notes`);
    const { lesson, problems: unread } = parseLesson('lessons/sample/t0-d00.md', text);
    assert.deepEqual(unread, []);
    assert.ok(lesson);
    const large = 'CREATE EXTENSION pg_trgm; CREATE TABLE t (a int, b int); INSERT INTO t SELECT n, n FROM generate_series(1, 2000) n; VACUUM ANALYZE t; CREATE TABLE big AS SELECT n FROM generate_series(1, 30001) n; ANALYZE big; CREATE TABLE unread (a int);';
    const { problems } = await verifyLesson(lesson, { database, fixture: large, cancel: never, statementTimeout: limit });
    assert.deepEqual(problems.map(({ line }) => line), [1, 1, lineOf(text, '```text output')], problems.map(({ message }) => message).join('\n'));
    assert.match(problems.map(({ message }) => message).join('\n'), /more than 30000 rows in big[\s\S]*without `VACUUM \(ANALYZE\)` of unread[\s\S]*prints something else:\nnear\n----\nt\n\(1 row\)/);
  });
});

describe('extensions of lessons', () => {
  it('are those that the build ships', () => {
    const shipped = readdirSync(join(distFolder, 'extensions')).map((name) => name.replace('.tar.gz', ''));
    assert.deepEqual([...shippedExtensions].toSorted(), shipped.toSorted());
  });
});
