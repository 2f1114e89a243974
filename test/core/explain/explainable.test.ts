import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { createCoach } from '../../../server/core/coach';
import type { Coach } from '../../../server/core/coach';
import { explainable } from '../../../server/core/explain/explainable';
import type { Explainable } from '../../../server/core/explain/explainable';
import { settingsBefore } from '../../../server/core/explain/session-settings';

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

function read(text: string): Explainable {
  const [placed] = coach.open(text).statements;
  assert.ok(placed);
  const outcome = explainable(placed.statement);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.failure.message);
  return outcome.value;
}

describe('a statement for EXPLAIN', () => {
  for (const [text, sql, parameters] of [
    ['SELECT 1', 'SELECT 1', 0],
    ['SELECT $2, $1', 'SELECT $2, $1', 2],
    ['SELECT * FROM t WHERE a = :a AND b = :b OR c = :a', 'SELECT * FROM t WHERE a = $1 AND b = $2 OR c = $1', 2],
    ['SELECT * FROM t WHERE a = ? AND b = ?', 'SELECT * FROM t WHERE a = $1 AND b = $2', 2],
    ['EXPLAIN SELECT 1', 'SELECT 1', 0],
    ['EXPLAIN (ANALYZE, FORMAT json) SELECT $1', 'SELECT $1', 1],
    ['explain /* (why) */ analyze verbose select 1', 'select 1', 0],
    ['EXPLAIN ANALYZE (SELECT 1)', '(SELECT 1)', 0],
    ['EXPLAIN (SELECT 1)', '(SELECT 1)', 0],
    ['EXPLAIN (( SELECT 1 ))', '(( SELECT 1 ))', 0],
    [`EXPLAIN (SETTINGS 'on', COSTS off) -- (\n WITH a AS (SELECT 1) TABLE a`, 'WITH a AS (SELECT 1) TABLE a', 0],
  ] as const) {
    it(`${text} is sent as ${sql}`, () => {
      const body = read(text);
      assert.equal(body.sql.replaceAll(/ +/g, ' '), sql);
      assert.equal(body.parameters, parameters);
      assert.equal(body.origins.length, body.sql.length + 1);
    });
  }

  it('knows where in the statement its text comes from', () => {
    const text = 'SELECT * FROM t WHERE a = :account AND wrong = 1';
    const body = read(text);
    assert.equal(body.origins[body.sql.indexOf('wrong')], text.indexOf('wrong'));
  });

  for (const [text, writes, planned] of [
    ['SELECT 1', false, false],
    ['SELECT * FROM t FOR UPDATE', true, false],
    ['WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d', true, false],
    ['INSERT INTO t VALUES (1)', true, false],
    ['CREATE TABLE t AS SELECT 1', false, true],
    ['SELECT 1 INTO t', false, true],
  ] as const) {
    it(`${text} ${writes ? 'changes rows' : planned ? 'is only planned' : 'reads'}`, () => {
      const body = read(text);
      assert.equal(body.writes, writes);
      assert.equal(body.onlyPlanned !== undefined, planned);
    });
  }

  it('never throws, whatever the statement', () => {
    for (const text of ['', '(', ')', '\u0000', "'", '$$', 'EXPLAIN', 'EXPLAIN (', 'EXPLAIN EXPLAIN SELECT 1', 'SELECT ${', '\\d', '{{ x }}', '?', 'SELECT ?::', '💥', 'VALUES (1), (?)', 'TABLE t']) {
      for (const { statement } of coach.open(text).statements) assert.equal(typeof explainable(statement).ok, 'boolean');
    }
  });
});

describe('settings before a statement', () => {
  it('are those that change plans or names', () => {
    const { statements } = coach.open(`SET search_path = a; SET lock_timeout = '1s'; SET LOCAL enable_seqscan = off; RESET work_mem; SET ROLE x; SET app.tenant = '7'; SET TIME ZONE 'UTC'; SELECT 1`);
    const { apply, skipped } = settingsBefore(statements);
    assert.deepEqual(apply.map(({ text }) => text), ['SET search_path = a', 'SET LOCAL enable_seqscan = off', 'RESET work_mem', `SET app.tenant = '7'`, `SET TIME ZONE 'UTC'`]);
    assert.deepEqual(skipped, ['role']);
  });
});
