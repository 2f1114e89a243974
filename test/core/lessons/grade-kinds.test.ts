import assert from 'node:assert/strict';
import type { QueryResult } from '../../../server/core/database';
import { grade } from '../../../server/core/lessons/grade';
import type { Facts } from '../../../server/core/lessons/grade';
import type { CheckTest } from '../../../server/core/lessons/checks/kinds';
import { decisionCheck } from '../../../server/core/lessons/checks/decision-check';
import { sqlName } from '../../../server/core/lessons/checks/ddl-check';

function graded(test: CheckTest, facts: Facts) {
  return grade({ id: 'c', title: 'The goal', say: '{actual} Why?', test }, facts);
}

function rows(columns: readonly string[], ...values: readonly (readonly (string | null)[])[]): QueryResult {
  return { columns: columns.map((name) => ({ name, type: 'text' })), rows: values, affected: undefined };
}

describe('grading of what the harness saw', () => {
  it('compares results on every variation, numbers by value and with a tolerance', () => {
    const test: CheckTest = { kind: 'result', reference: '', ordered: false, tolerance: 0.01, variants: [] };
    const outcome = (learner: QueryResult, reference: QueryResult, property?: string) =>
      graded(test, { kind: 'result', cases: [{ property: undefined, learner: reference, reference, failure: undefined }, { property, learner, reference, failure: undefined }] });
    assert.ok(outcome(rows(['a'], ['1.50'], ['2']), rows(['a'], ['2'], ['1.5'])).passed);
    assert.ok(outcome(rows(['a'], ['1.505']), rows(['a'], ['1.5'])).passed);
    assert.equal(outcome(rows(['a'], ['1.52']), rows(['a'], ['1.5'])).passed, false);
    assert.equal(outcome(rows(['a'], [null]), rows(['a'], ['0'])).passed, false);
    assert.match(outcome(rows(['a']), rows(['a'], ['1']), 'ties').message, /^On other data \(ties\): 1 row is missing, such as a = 1\. Why\?$/);
    const broke = graded(test, { kind: 'result', cases: [{ property: 'NULLs', learner: undefined, failure: 'division by zero (SQLSTATE 22012)', reference: rows(['a']) }] });
    assert.match(broke.message, /\(NULLs\): PostgreSQL answered: division by zero/);
  });

  it('takes the code of an error, not its text', () => {
    const test: CheckTest = { kind: 'behaviour', probes: [{ title: 'A bad row', role: undefined, settings: {}, setup: '', sql: '', expected: { kind: 'error', code: '23514' } }] };
    assert.ok(graded(test, { kind: 'behaviour', seen: [{ ran: false, code: '23514', message: 'whatever' }] }).passed);
    assert.match(graded(test, { kind: 'behaviour', seen: [{ ran: false, code: '23505', message: 'duplicate (SQLSTATE 23505)' }] }).message, /refused with SQLSTATE 23514, but PostgreSQL answered: duplicate/);
    assert.match(graded(test, { kind: 'behaviour', seen: [] }).message, /was not tried/);
  });

  it('orders lock modes by their strength', () => {
    const test: CheckTest = { kind: 'ddl', on: 'orders', strongest: 'ShareUpdateExclusiveLock', mayRewrite: false, mayScan: true };
    const outcome = (lock: 'RowExclusiveLock' | 'ShareUpdateExclusiveLock' | 'ShareLock', rewritten = false) =>
      graded(test, { kind: 'ddl', statements: [{ sql: 'ALTER …', lock, rewritten, rowsRead: 7 }] });
    assert.ok(outcome('RowExclusiveLock').passed);
    assert.ok(outcome('ShareUpdateExclusiveLock').passed);
    assert.match(outcome('ShareLock').message, /takes the lock SHARE on orders/);
    assert.match(outcome('RowExclusiveLock', true).message, /writes every row of orders anew/);
    assert.equal(sqlName('AccessExclusiveLock'), 'ACCESS EXCLUSIVE');
  });

  it('tells a wait, a surprising error and a wrong final state', () => {
    const test: CheckTest = { kind: 'interleave', orders: [{ title: 'Two', script: '', errors: ['40001'], waits: [], final: { query: '', rows: [{ n: '1' }] } }] };
    const failed = { actor: 'T2', line: 3, step: 'commit', kind: 'failed', code: '40001', message: 'could not serialize' } as const;
    const outcome = (facts: Extract<Facts, { kind: 'interleave' }>['orders'][number]) => graded(test, { kind: 'interleave', orders: [facts] });
    assert.ok(outcome({ steps: [failed], final: rows(['n'], ['1']) }).passed);
    assert.match(outcome({ steps: [failed], final: rows(['n'], ['2']) }).message, /in the end there is n = 2, which is not what should be left/);
    assert.match(outcome({ steps: [], final: rows(['n'], ['1']) }).message, /no transaction failed, but SQLSTATE 40001 should come/);
    assert.match(outcome({ steps: [{ actor: 'T2', line: 3, step: 'UPDATE t', kind: 'waits', for: ['T1'] }], final: undefined }).message, /T2 would wait at `UPDATE t` for T1/);
  });

  it('compares a cost with the reference, and lets a page pass where that costs nothing', () => {
    const test: CheckTest = { kind: 'cost', factors: { wal: 1.2, bytes: 1.2 } };
    const reference = { wal: 100_000, bytes: 0, statements: 1 };
    assert.ok(graded(test, { kind: 'cost', reference, answer: { wal: 120_000, bytes: 8192, statements: 9 } }).passed);
    assert.match(graded(test, { kind: 'cost', reference, answer: { wal: 120_001, bytes: 0, statements: 1 } }).message, /Your answer: 120,001 bytes of write-ahead log; 120,000 are enough/);
    assert.match(graded(test, { kind: 'cost', reference, answer: { wal: 1, bytes: 16_384, statements: 1 } }).message, /16,384 bytes more in tables and indexes; 8,192/);
  });

  it('counts findings of the listed rules only', () => {
    const test: CheckTest = { kind: 'lint', rules: ['one'] };
    assert.ok(graded(test, { kind: 'lint', findings: [{ rule: 'two', line: 1, message: 'M', severity: 'error' }] }).passed);
    assert.match(graded(test, { kind: 'lint', findings: [{ rule: 'one', line: 4, message: 'It locks.', severity: 'error' }] }).message, /Line 4, one: It locks\. Why\?/);
  });

  it('asks for a share of the seeds and keeps hidden ones to itself', () => {
    const test: CheckTest = { kind: 'sim', run: '', metrics: '', seeds: [1], hidden: [2], targets: { p99: { max: 30 } }, share: 0.5 };
    const run = (seed: number, p99: number, hidden = false) => ({ seed, hidden, metrics: { p99 } });
    assert.ok(graded(test, { kind: 'sim', runs: [run(1, 30), run(2, 31, true)] }).passed);
    assert.match(graded(test, { kind: 'sim', runs: [run(1, 31), run(2, 40, true)] }).message, /0 of 2 seeds meet every target\. Seed 1: p99 is 31, at most 30 is asked for/);
    assert.match(graded({ ...test, share: 1 }, { kind: 'sim', runs: [run(1, 3), run(77, 40, true)] }).message, /On a hidden seed: p99 is 40/);
    assert.match(graded({ ...test, share: 1 }, { kind: 'sim', runs: [{ seed: 1, hidden: false, metrics: {} }] }).message, /p99 is missing/);
  });

  it('holds a decision against its limits', () => {
    const test: CheckTest = { kind: 'decision', fields: {
      key: { oneOf: ['month', 'week'], minimum: undefined, maximum: undefined, words: undefined },
      days: { oneOf: undefined, minimum: 30, maximum: 90, words: undefined },
      reason: { oneOf: undefined, minimum: undefined, maximum: undefined, words: 3 },
    } };
    const outcome = (fields: Readonly<Record<string, unknown>>) => graded(test, { kind: 'decision', fields });
    assert.ok(outcome({ key: 'week', days: 30, reason: 'It is cheap.' }).passed);
    assert.match(outcome({ days: 30 }).message, /`key` is not decided/);
    assert.match(outcome({ key: 'year' }).message, /`key` is “year”, which does not meet the limits/);
    assert.match(outcome({ key: 'week', days: 91 }).message, /`days` is 91, more than 90/);
    assert.match(outcome({ key: 'week', days: 'many' }).message, /a number is asked for/);
    assert.match(outcome({ key: 'week', days: 31, reason: 'no' }).message, /shorter than 3 words/);
  });

  it('reads a decision as YAML and says what is wrong with it', async () => {
    const read = async (answer: string) => decisionCheck.alone?.({ answer, solution: '', fixture: '', lint: undefined, fresh: () => Promise.reject(new Error('no database is needed')) }, { kind: 'decision', fields: {} });
    assert.deepEqual(await read('a: 1'), { ok: true, value: { kind: 'decision', fields: { a: 1 } } });
    for (const bad of ['', 'just words', '- a', 'a: [', 'a: 1\na: 2']) assert.equal((await read(bad))?.ok, false, bad);
  });

  it('never blocks on words', () => {
    const test: CheckTest = { kind: 'text', rubric: ['Cost.', 'Gain.', 'When not.'], model: 'It costs.' };
    assert.match(graded(test, { kind: 'text', words: 0 }).message, /You wrote nothing yet\. Does your answer say: 1\. Cost\. 2\. Gain\. 3\. When not\. A model answer: It costs\./);
    assert.ok(graded(test, { kind: 'text', words: 0 }).passed);
  });
});
