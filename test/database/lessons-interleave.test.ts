import assert from 'node:assert/strict';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import { testEmbedded } from './embedded';
import { gradeAnswer, limit } from './lesson-lab';

const queue = `
CREATE TABLE jobs (id int PRIMARY KEY, state text NOT NULL DEFAULT 'new', worker text);
INSERT INTO jobs (id) SELECT n FROM generate_series(1, 5) n;
CREATE TABLE doctors (name text PRIMARY KEY, on_call boolean NOT NULL);
INSERT INTO doctors VALUES ('a', true), ('b', true);
VACUUM (ANALYZE) jobs, doctors;`;

describe('transactions side by side on the embedded PostgreSQL', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  before(() => {
    database = testEmbedded({ profile: 'lessons' });
  });
  after(() => database.dispose());
  const grade = (check: string, answer: string) => gradeAnswer({ database, fixture: queue, check }, answer);

  const claim = `
interleave:
  orders:
    - title: Two workers at a time
      script: |
        -- @T1
        {answer}
        -- @T1 park
        -- @T2
        {answer}
        -- @T2 commit
        -- @T1 commit
      final: SELECT count(*) AS claimed FROM jobs WHERE state = 'taken'
      rows: [{ claimed: 2 }]`;

  it('lets two workers claim different jobs', async () => {
    const { passed, message } = await grade(claim, "UPDATE jobs SET state = 'taken' WHERE id = (SELECT id FROM jobs WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);");
    assert.ok(passed, message);
  });

  it('says in words where a statement would wait, and never hangs', async () => {
    const { passed, message } = await grade(claim, "UPDATE jobs SET state = 'taken' WHERE id = (SELECT min(id) FROM jobs WHERE state = 'new')");
    assert.equal(passed, false);
    assert.match(message, /Two workers at a time: T2 would wait at `UPDATE jobs SET state.*…` for T1, which holds its locks and never ends here\. Why\?/);
  });

  it('tells a wait of a locking query, of a locked table and of DDL', async () => {
    for (const [first, second] of [
      ['SELECT * FROM jobs WHERE id = 1 FOR UPDATE', 'SELECT * FROM jobs WHERE id = 1 FOR SHARE'],
      ['SELECT * FROM jobs WHERE id = 1 FOR UPDATE', 'DELETE FROM jobs WHERE id = 1'],
      ['SELECT * FROM jobs WHERE id = 1 FOR UPDATE', "UPDATE jobs SET state = 'x' WHERE id = (SELECT id FROM jobs ORDER BY id LIMIT 1 FOR UPDATE)"],
      ['LOCK TABLE jobs', 'SELECT count(*) FROM jobs'],
      ['SELECT count(*) FROM jobs', 'ALTER TABLE jobs ADD note text'],
      ["UPDATE jobs SET worker = 'w'", 'CREATE INDEX ON jobs (worker)'],
    ] as const) {
      const { message } = await grade(`
interleave:
  orders:
    - title: Two
      script: |
        -- @T1
        ${first};
        -- @T1 park
        -- @T2
        ${second};
        -- @T2 commit
      waits: [T2]`, 'SELECT 1');
      assert.match(message, /1 order of statements/, `${first} / ${second}: ${message}`);
    }
  });

  it('ends a wait that cannot be foreseen', async () => {
    const { passed, message } = await grade(`
interleave:
  orders:
    - title: Same key
      script: |
        -- @T1
        INSERT INTO jobs (id) VALUES (6);
        -- @T1 park
        -- @T2
        INSERT INTO jobs (id) VALUES (6);
        -- @T2 commit`, 'SELECT 1');
    assert.equal(passed, false);
    assert.match(message, /T2 would wait at `INSERT INTO jobs \(id\) VALUES \(6\)` for T1/);
  });

  const skew = (mode: string, errors: string) => `
interleave:
  orders:
    - title: Both leave
      script: |
        -- @T1 begin isolation level ${mode}
        UPDATE doctors SET on_call = false WHERE name = 'a' AND (SELECT count(*) FROM doctors WHERE on_call) > 1;
        -- @T1 park
        -- @T2 begin isolation level ${mode}
        UPDATE doctors SET on_call = false WHERE name = 'b' AND (SELECT count(*) FROM doctors WHERE on_call) > 1;
        -- @T2 park
        -- @T1 commit
        -- @T2 commit
      errors: ${errors}`;

  it('shows write skew at repeatable read, and its error at serializable', async () => {
    const both = await grade(`${skew('repeatable read', '[]')}\n      final: SELECT count(*) AS left FROM doctors WHERE on_call\n      rows: [{ left: 0 }]`, 'SELECT 1');
    assert.ok(both.passed, both.message);
    const one = await grade(`${skew('serializable', '["40001"]')}\n      final: SELECT count(*) AS left FROM doctors WHERE on_call\n      rows: [{ left: 1 }]`, 'SELECT 1');
    assert.ok(one.passed, one.message);
  });

  it('says which error came that nobody asked for', async () => {
    const { message } = await grade(skew('serializable', '[]'), 'SELECT 1');
    assert.match(message, /T2 failed at .*SQLSTATE 40001.*but none should/s);
  });

  it('takes a whole script as the answer', async () => {
    const check = `
interleave:
  orders:
    - title: Yours
      script: "{answer}"
      waits: [T2]`;
    const { passed, message } = await grade(check, "-- @T1\nUPDATE jobs SET worker = 'a' WHERE id = 1;\n-- @T1 park\n-- @T2\nUPDATE jobs SET worker = 'b' WHERE id = 1;\n-- @T2 rollback\n-- @T1 rollback");
    assert.ok(passed, message);
    const open = await grade(check, '-- @T1\nUPDATE jobs SET id = 7 WHERE id = 1;');
    assert.match(open.message, /T1 never ends/);
  });
});
