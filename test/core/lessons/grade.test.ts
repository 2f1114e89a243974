import assert from 'node:assert/strict';
import type { QueryResult } from '../../../server/core/database';
import type { CheckOutcome } from '../../../server/core/lessons/content';
import { grade } from '../../../server/core/lessons/grade';
import type { IndexFacts } from '../../../server/core/lessons/index-facts';
import type { CheckTest } from '../../../server/core/lessons/checks/kinds';
import type { Check } from '../../../server/core/lessons/lesson';
import { readPlanFacts } from '../../../server/core/lessons/plan-facts';

function check(test: CheckTest, say = 'Seen: {actual} What now?'): Check {
  return { id: 'c', title: 'The goal', say, test };
}

function index(columns: readonly string[], more: Partial<IndexFacts> = {}): IndexFacts {
  return { name: 'i', method: 'btree', columns, included: [], predicate: null, primary: false, valid: true, bytes: 8192, ...more };
}

function rows(columns: readonly string[], ...values: readonly (readonly (string | null)[])[]): QueryResult {
  return { columns: columns.map((name) => ({ name, type: 'text' })), rows: values, affected: undefined };
}

const byUser: CheckTest = { kind: 'index', on: 'orders', leading: ['user_id'], partial: false, maximumBytes: undefined };

function planTest(more: Partial<Extract<CheckTest, { kind: 'plan' }>>): CheckTest {
  return { kind: 'plan', query: undefined, forbidden: [], required: [], maximumPages: undefined, maximumRowsRead: undefined, ...more };
}

function gradeIndexes(...indexes: readonly IndexFacts[]): boolean {
  return grade(check(byUser), { kind: 'index', indexes }).passed;
}

function gradeRows(result: QueryResult): boolean {
  return grade(check({ kind: 'equals', query: '', rows: [{ a: '1', b: null }] }), { kind: 'rows', result }).passed;
}

function gradeState(result: QueryResult): CheckOutcome {
  return grade(check({ kind: 'state', query: '' }), { kind: 'rows', result });
}

describe('grade', () => {
  it('finds an index by its leading columns, not by its name', () => {
    const outcome = gradeIndexes;
    assert.equal(outcome(index(['user_id', 'created_at'])), true);
    assert.equal(outcome(index(['created_at', 'user_id'])), false);
    assert.equal(outcome(index(['user_id'], { predicate: "(status = 'x'::text)" })), false);
    assert.equal(outcome(index(['user_id'], { method: 'hash' })), false);
    assert.equal(outcome(index(['user_id'], { valid: false })), false);
    assert.equal(outcome(index(['user_id'], { primary: true })), false);
  });

  it('limits the size of an index and asks for a condition', () => {
    const test: CheckTest = { ...byUser, partial: true, maximumBytes: 10_000 };
    const outcome = (more: Partial<IndexFacts>) => grade(check(test), { kind: 'index', indexes: [index(['user_id'], more)] }).passed;
    assert.equal(outcome({ predicate: '(a)' }), true);
    assert.equal(outcome({}), false);
    assert.equal(outcome({ predicate: '(a)', bytes: 16_384 }), false);
  });

  it('says what was seen in the place of {actual}', () => {
    const { message } = grade(check(byUser), { kind: 'index', indexes: [index(['created_at'], { included: ['id'] })] });
    assert.equal(message, 'Seen: Index on orders: (created_at) INCLUDE (id), 8 kB. What now?');
    assert.equal(grade(check(byUser), { kind: 'index', indexes: [] }).message, 'Seen: orders has no index but its primary key. What now?');
  });

  it('judges a plan by its nodes, pages and rows', () => {
    const plan = { nodes: ['Limit', 'Index Scan'], scan: 'Index Scan', rows: 20, scanned: 20, pages: 22, estimate: 20 };
    const outcome = (more: Partial<Extract<CheckTest, { kind: 'plan' }>>) => grade(check(planTest(more)), { kind: 'plan', plan }).passed;
    assert.equal(outcome({ forbidden: ['Sort'], required: ['Index Scan'], maximumPages: 22, maximumRowsRead: 20 }), true);
    assert.equal(outcome({ forbidden: ['Index Scan'] }), false);
    assert.equal(outcome({ required: ['Sort'] }), false);
    assert.equal(outcome({ maximumPages: 21 }), false);
    assert.equal(outcome({ maximumRowsRead: 19 }), false);
  });

  it('compares rows that a query must return, NULL included', () => {
    const outcome = gradeRows;
    assert.equal(outcome(rows(['a', 'b'], ['1', null])), true);
    assert.equal(outcome(rows(['a', 'b'], ['1', ''])), false);
    assert.equal(outcome(rows(['a', 'b'], ['1', null], ['1', null])), false);
    assert.equal(outcome(rows(['a'], ['1'])), false);
    assert.equal(outcome(rows(['a', 'b'])), false);
  });

  it('takes every row of a state query as a violation', () => {
    const outcome = gradeState;
    assert.equal(outcome(rows(['a'])).passed, true);
    assert.match(outcome(rows(['a'], ['1'], ['2'])).message, /2 rows break it: a = 1 \| a = 2/);
  });

  it('compares results as bags, or in order where asked', () => {
    const outcome = (ordered: boolean, learner: QueryResult | undefined) =>
      grade(check({ kind: 'result', reference: '', ordered, tolerance: 0, variants: [] }), { kind: 'result', cases: [{ property: undefined, failure: undefined, learner, reference: rows(['a'], ['1'], ['2'], ['2']) }] });
    assert.equal(outcome(false, rows(['a'], ['2'], ['1'], ['2'])).passed, true);
    assert.match(outcome(true, rows(['a'], ['2'], ['1'], ['2'])).message, /order is not/);
    assert.match(outcome(false, rows(['a'], ['1'], ['2'])).message, /1 row is missing, such as a = 2/);
    assert.match(outcome(false, rows(['a'], ['1'], ['2'], ['2'], [null])).message, /too many, such as a = NULL/);
    assert.match(outcome(false, rows(['b'], ['1'])).message, /Columns asked for: a\. Yours: b/);
    assert.match(outcome(false, undefined).message, /has no query/);
  });

  it('fails a check whose question PostgreSQL refused, with what it said', () => {
    const outcome = grade(check(byUser), { kind: 'error', message: 'PostgreSQL answered: no' });
    assert.deepEqual(outcome, { id: 'c', passed: false, message: 'The goal: PostgreSQL answered: no' });
  });
});

describe('readPlanFacts', () => {
  it('adds up rows over loops and takes pages from the root', () => {
    const plan = {
      'Node Type': 'Nested Loop', 'Actual Rows': 6, 'Actual Loops': 1, 'Plan Rows': 5, 'Shared Hit Blocks': 7, 'Shared Read Blocks': 2,
      Plans: [
        { 'Node Type': 'Seq Scan', 'Relation Name': 'a', 'Actual Rows': 2, 'Actual Loops': 1, 'Rows Removed by Filter': 8 },
        { 'Node Type': 'Index Scan', 'Scan Direction': 'Backward', 'Relation Name': 'b', 'Actual Rows': 3, 'Actual Loops': 2 },
      ],
    };
    assert.deepEqual(readPlanFacts(JSON.stringify([{ Plan: plan }])), {
      nodes: ['Nested Loop', 'Seq Scan', 'Index Scan'], scan: 'Seq Scan', rows: 6, scanned: 16, pages: 9, estimate: 5,
    });
  });

  it('gives nothing for what is not a plan', () => {
    for (const text of ['', '{', 'null', '[]', '[1]', '{"Plan":1}']) assert.equal(readPlanFacts(text), undefined);
  });
});
