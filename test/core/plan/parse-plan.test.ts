import assert from 'node:assert/strict';
import { buildReport } from '../../../server/core/plan/build-report';
import { parsePlan } from '../../../server/core/plan/parse-plan';
import type { Plan } from '../../../server/core/plan/plan';
import { printPlan } from '../../../server/core/plan/print-plan';
import { counted, kilobytes, milliseconds, percent, wholeNumber } from '../../../server/core/plan/words';

function planOf(value: unknown): Plan {
  const parsed = parsePlan(JSON.stringify(value));
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.message);
  return parsed.plan;
}

/** Own cost and own time of every node, by id. */
function owns(plan: Plan): Readonly<Record<string, readonly (number | undefined)[]>> {
  const { root } = buildReport({ plan, statement: '', source: '' });
  const all = [root];
  for (const node of all) all.push(...node.children);
  return Object.fromEntries(all.map(({ id, ownCost, ownTime }) => [id, [ownCost, ownTime]]));
}

function ran(time: number, loops = 1) {
  return { 'Actual Total Time': time, 'Actual Loops': loops, 'Actual Rows': 1 };
}

const scan = { 'Node Type': 'Seq Scan', 'Relation Name': 'orders', Alias: 'o', 'Startup Cost': 0, 'Total Cost': 10, 'Plan Rows': 1, 'Plan Width': 4 };

describe('reading a plan', () => {
  for (const [text, message] of [
    ['', /^The plan is not JSON: /],
    ['{', /^The plan is not JSON: /],
    ['null', /an object with "Plan" was expected/],
    ['[]', /an object with "Plan" was expected/],
    ['"Utility Statement"', /utility statement/],
    ['["Utility Statement"]', /utility statement/],
    ['[{"Plan": 7}]', /has no "Plan"/],
    ['[{"Plan": {}}]', /Node 0 of the plan has no "Node Type"/],
    ['[{"Plan": {"Node Type": "Sort", "Plans": [{"Node Type": "Sort", "Plans": [{}]}]}}]', /Node 0\.0\.0 of the plan has no "Node Type"/],
  ] as const) {
    it(`says what is wrong with ${text || 'nothing'}`, () => {
      const parsed = parsePlan(text);
      assert.ok(!parsed.ok);
      assert.match(parsed.message, message);
    });
  }

  it('refuses a plan that is nested too deep, without overflowing', () => {
    const text = `[{"Plan": ${'{"Node Type": "Sort", "Plans": ['.repeat(3000)}{"Node Type": "Result"}${']}'.repeat(3000)}}]`;
    const parsed = parsePlan(text);
    assert.ok(!parsed.ok);
    assert.match(parsed.message, /nested deeper than 400/);
  });

  it('takes whatever stands in the fields', () => {
    for (const odd of [null, -1, 'text', [], {}, true, 1e300]) {
      for (const name of ['Startup Cost', 'Total Cost', 'Plan Rows', 'Actual Rows', 'Actual Loops', 'Actual Total Time', 'Plans', 'Workers', 'Filter', 'Sort Key', 'Relation Name', 'Strategy', 'Join Type', 'Subplan Name', 'Parent Relationship', 'Hash Batches', 'Sort Space Type', 'Shared Hit Blocks']) {
        const plan = planOf([{ Plan: { ...scan, 'Actual Loops': 1, 'Actual Rows': 1, 'Actual Total Time': 1, [name]: odd }, 'Execution Time': odd, Triggers: odd, JIT: odd, Settings: odd }]);
        const report = buildReport({ plan, statement: 'SELECT 1', source: 'a test' });
        assert.ok(printPlan(report).includes('Seq Scan'));
      }
    }
  });

  it('names nodes as the text form does', () => {
    const types = [
      [{ 'Node Type': 'Aggregate', Strategy: 'Hashed', 'Partial Mode': 'Finalize' }, 'Finalize HashAggregate'],
      [{ 'Node Type': 'Hash Join', 'Join Type': 'Left' }, 'Hash Left Join'],
      [{ 'Node Type': 'Hash Join', 'Join Type': 'Inner' }, 'Hash Join'],
      [{ 'Node Type': 'Nested Loop', 'Join Type': 'Anti' }, 'Nested Loop Anti Join'],
      [{ 'Node Type': 'Index Scan', 'Scan Direction': 'Backward' }, 'Index Scan Backward'],
      [{ 'Node Type': 'Seq Scan', 'Parallel Aware': true }, 'Parallel Seq Scan'],
      [{ 'Node Type': 'ModifyTable', Operation: 'Delete' }, 'Delete'],
      [{ 'Node Type': 'SetOp', Strategy: 'Hashed', Command: 'Except' }, 'HashSetOp Except'],
    ] as const;
    for (const [node, name] of types) assert.equal(planOf([{ Plan: node }]).root.type, name);
  });

  it('keeps what it does not know', () => {
    const report = buildReport({ plan: planOf([{ Plan: { ...scan, 'Fact of PostgreSQL 30': 'new' } }]), statement: '', source: '' });
    assert.deepEqual(report.root.properties, [{ name: 'Fact of PostgreSQL 30', value: 'new' }]);
  });
});

describe('sharing out costs and times', () => {
  it('counts the inner side of a nested loop once per outer row', () => {
    const plan = planOf([{ Plan: { 'Node Type': 'Nested Loop', 'Total Cost': 1000, Plans: [
      { ...scan, 'Parent Relationship': 'Outer', 'Total Cost': 100, 'Plan Rows': 10 },
      { ...scan, 'Parent Relationship': 'Inner', 'Total Cost': 80 }] } }]);
    assert.deepEqual(owns(plan), { '0': [100, undefined], '0.0': [100, undefined], '0.1': [800, undefined] });
  });

  it('gives children of LIMIT only what LIMIT paid', () => {
    const plan = planOf([{ Plan: { 'Node Type': 'Limit', 'Total Cost': 1, Plans: [{ ...scan, 'Parent Relationship': 'Outer', 'Total Cost': 1000 }] } }]);
    assert.deepEqual(owns(plan), { '0': [0, undefined], '0.0': [1, undefined] });
  });

  it('multiplies times by loops', () => {
    const plan = planOf([{ Plan: { 'Node Type': 'Nested Loop', ...ran(50, 1), Plans: [
      { ...scan, 'Parent Relationship': 'Outer', ...ran(5, 1) },
      { ...scan, 'Parent Relationship': 'Inner', ...ran(0.04, 1000) }] } }]);
    assert.deepEqual(Object.values(owns(plan)).map(([, time]) => time), [5, 5, 40]);
  });

  it('takes the time of an InitPlan off the node that needed its value, in both spellings', () => {
    for (const [name, filter] of [['InitPlan 1', '(price < (InitPlan 1).col1)'], ['InitPlan 1 (returns $0)', '(price < $0)']]) {
      const plan = planOf([{ Plan: { 'Node Type': 'Aggregate', ...ran(30), Plans: [
        { 'Node Type': 'Result', 'Parent Relationship': 'InitPlan', 'Subplan Name': name, ...ran(20) },
        { ...scan, 'Parent Relationship': 'Outer', Filter: filter, ...ran(29) }] } }]);
      assert.deepEqual(Object.values(owns(plan)).map(([, time]) => time), [1, 20, 9]);
    }
  });

  it('gives what Gather waited for to the nodes of the slowest worker', () => {
    const plan = planOf([{ Plan: { 'Node Type': 'Gather', 'Workers Launched': 1, 'Workers Planned': 1, 'Actual Total Time': 100, 'Actual Loops': 1, 'Actual Rows': 1, Plans: [
      { ...scan, 'Parent Relationship': 'Outer', 'Actual Total Time': 60, 'Actual Loops': 2, 'Actual Rows': 1, Workers: [{ 'Worker Number': 0, 'Actual Total Time': 90, 'Actual Loops': 1, 'Actual Rows': 1 }] }] } }]);
    // Leader: 120 - 90 = 30 ms of scan. The worker needed 90: 60 of the 70 ms of Gather were waiting for it.
    assert.deepEqual(Object.values(owns(plan)).map(([, time]) => time), [10, 90]);
  });
});

describe('the report', () => {
  it('marks no node of empty tables and says why', () => {
    const report = buildReport({ plan: planOf([{ Plan: scan }]), statement: '', source: '', emptyTables: ['orders'] });
    assert.equal(report.costly, undefined);
    assert.match(report.verdict, /^The tables are empty here, so the costs say nothing about your data/);
  });

  it('names the node that costs most, in one sentence and in the tree', () => {
    const report = buildReport({ plan: planOf([{ Plan: { 'Node Type': 'Limit', 'Total Cost': 5000, Plans: [{ ...scan, 'Parent Relationship': 'Outer', 'Total Cost': 5000, Filter: '(o.id = 1)' }] } }]), statement: '', source: 'a test' });
    assert.equal(report.costly, '0.0');
    assert.match(report.verdict, /^100 % of the estimated cost lies in Seq Scan on orders o, which reads the whole table for 1 row\. Reads all of orders \(o\) for 1 row\.$/);
    const text = printPlan(report);
    assert.match(text, /└─ Seq Scan on orders o {2}cost 5,000, 100 %, about 1 row {3}<-- costs most/);
    assert.ok(text.endsWith('\n'));
  });

  it('counts in words', () => {
    assert.deepEqual([counted(1, 'row'), counted(0, 'row'), counted(0.6, 'row'), counted(1_234_567, 'row')], ['1 row', '0 rows', '1 row', '1,234,567 rows']);
    assert.deepEqual([milliseconds(0.0312), milliseconds(12.34), milliseconds(123.4), milliseconds(1234), milliseconds(61_000)], ['0.031 ms', '12.3 ms', '123 ms', '1.23 s', '61.0 s']);
    assert.deepEqual([percent(0), percent(0.004), percent(0.5), percent(0.996), percent(1)], ['0 %', 'less than 1 %', '50 %', '99 %', '100 %']);
    assert.deepEqual([kilobytes(512), kilobytes(4300), wholeNumber(999.6)], ['512 kB', '4.2 MB', '1,000']);
  });
});
