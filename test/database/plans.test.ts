import assert from 'node:assert/strict';
import { Client } from 'pg';
import { serverDatabase } from '../../server/adapters/postgres/server-database';
import type { OpenOptions, Session } from '../../server/core/database';
import { never } from '../../server/core/host';
import { buildReport } from '../../server/core/plan/build-report';
import { parsePlan } from '../../server/core/plan/parse-plan';
import type { Plan } from '../../server/core/plan/plan';
import { nodesOf } from '../../server/core/plan/plan';
import type { PlanReport } from '../../server/core/plan/report';
import { rowsOf, testEmbedded, valueOf } from './embedded';
import { describeOnServer } from './server';

const patient: OpenOptions = { statementTimeout: 120_000, access: 'rehearse' };

/** 60,000 orders of 2,000 customers; statistics are fresh except where a case wants them wrong. */
const data = `
CREATE TABLE customers (id int PRIMARY KEY, name text, region int);
INSERT INTO customers SELECT g, 'customer ' || g, g % 10 FROM generate_series(1, 2000) g;
CREATE TABLE orders (id int PRIMARY KEY, customer int, status text, total numeric, note text, meta jsonb);
INSERT INTO orders SELECT g, (g * 7919) % 2000 + 1, CASE WHEN g % 200 = 0 THEN 'open' ELSE 'done' END, (g * 37) % 1000, 'note ' || md5(g::text), jsonb_build_object('k', g % 500) FROM generate_series(1, 60000) g;
CREATE TABLE lines (order_id int, product int);
INSERT INTO lines SELECT g % 60000 + 1, g % 300 FROM generate_series(1, 60000) g;
CREATE INDEX orders_status ON orders (status);
CREATE TABLE tree (a int, b int);
INSERT INTO tree SELECT g % 100, g % 100 FROM generate_series(1, 40000) g;
CREATE INDEX tree_a ON tree (a);
ANALYZE customers, orders, lines, tree`;

interface Case {
  readonly sql: string;
  readonly settings?: readonly string[];
  /** Reasons that must be found; all others must not. */
  readonly reasons: readonly string[];
  /** Reasons that timings decide, which may show as well. */
  readonly also?: readonly string[];
}

const cases: readonly Case[] = [
  { sql: `SELECT * FROM orders WHERE id = 7`, reasons: [] },
  { sql: `SELECT * FROM orders`, reasons: [] },
  { sql: `SELECT * FROM orders WHERE customer = 7`, reasons: ['selective-seq-scan'] },
  { sql: `SELECT * FROM orders WHERE lower(status) = 'open'`, reasons: ['expression-on-column'] },
  { sql: `SELECT * FROM orders WHERE note LIKE '%abc%'`, reasons: ['leading-wildcard'] },
  { sql: `SELECT * FROM orders WHERE meta ->> 'k' = '7'`, reasons: ['jsonb-text-filter'] },
  { sql: `SELECT * FROM orders WHERE status = 'done' AND total = 37`, settings: ['enable_seqscan = off'], reasons: ['index-filters-most', 'settings-force-plan'] },
  { sql: `SELECT * FROM orders WHERE total = 1001 ORDER BY id LIMIT 3`, settings: ['enable_seqscan = off', 'enable_bitmapscan = off'], reasons: ['order-by-limit-wrong-index', 'settings-force-plan'] },
  { sql: `SELECT * FROM orders ORDER BY id OFFSET 50000 LIMIT 10`, reasons: ['large-offset'] },
  { sql: `SELECT * FROM orders ORDER BY note`, settings: [`work_mem = '1MB'`], reasons: ['sort-spill'] },
  { sql: `SELECT * FROM orders ORDER BY note LIMIT 5`, reasons: ['sort-for-limit'] },
  { sql: `SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer = c.id WHERE o.id <= 500`, settings: ['enable_hashjoin = off', 'enable_mergejoin = off', 'enable_memoize = off', 'enable_material = off', 'enable_indexscan = off', 'enable_bitmapscan = off'], reasons: ['nested-loop-inner-scan', 'settings-force-plan'], also: ['selective-seq-scan'] },
  { sql: `SELECT a.id FROM customers a, customers b WHERE a.region = 1 AND b.region = 2`, reasons: ['cartesian'] },
  { sql: `SELECT name, (SELECT count(*) FROM tree t WHERE t.a = c.region AND t.b > c.id) FROM customers c`, reasons: ['correlated-subplan', 'index-filters-most'], also: ['row-misestimate'] },
  { sql: `SELECT count(*) FROM customers WHERE id NOT IN (SELECT order_id FROM lines)`, settings: [`work_mem = '64kB'`], reasons: ['not-in-unhashed'], also: ['correlated-subplan', 'window-spill'] },
  { sql: `SELECT count(*) FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.note > 'note 1'`, settings: [`work_mem = '64kB'`, 'hash_mem_multiplier = 1', 'enable_mergejoin = off', 'enable_nestloop = off'], reasons: ['hash-batches', 'settings-force-plan'] },
  { sql: `SELECT note, count(*) FROM orders GROUP BY note`, settings: [`work_mem = '64kB'`, 'hash_mem_multiplier = 1', 'enable_sort = off'], reasons: ['aggregate-spill', 'settings-force-plan'] },
  { sql: `WITH recent AS MATERIALIZED (SELECT * FROM orders) SELECT * FROM recent WHERE customer = 7`, reasons: ['cte-fence'], also: ['window-spill'] },
  { sql: `SELECT * FROM tree WHERE a = 5 AND b = 5`, reasons: ['row-misestimate'] },
  { sql: `SELECT a.id FROM customers a JOIN customers b ON a.id < b.id AND a.region > b.region + 8`, settings: ['enable_indexscan = off', 'enable_bitmapscan = off', 'enable_indexonlyscan = off'], reasons: ['join-filter-discards', 'settings-force-plan'], also: ['nested-loop-inner-scan', 'row-misestimate'] },
  { sql: `SELECT id FROM orders WHERE status = 'done' AND total < 500 FOR UPDATE`, reasons: [] },
  { sql: `SELECT id FROM orders WHERE note = 'nothing' FOR UPDATE`, reasons: ['selective-seq-scan', 'lock-rows-wide'] },
  { sql: `UPDATE orders SET total = 0 WHERE customer = 7`, reasons: ['selective-seq-scan'] },
];

async function planOf(session: Session, { sql, settings = [] }: Case, options = 'ANALYZE, VERBOSE, BUFFERS, SETTINGS'): Promise<Plan> {
  rowsOf(await session.query('SAVEPOINT before_case'));
  for (const setting of settings) rowsOf(await session.query(`SET LOCAL ${setting}`));
  const [row] = rowsOf(await session.query(`EXPLAIN (${options}, FORMAT JSON) ${sql}`));
  rowsOf(await session.query('ROLLBACK TO before_case'));
  const parsed = parsePlan(row?.[0] ?? '');
  assert.ok(parsed.ok);
  return parsed.plan;
}

function report(plan: Plan, sql: string): PlanReport {
  return buildReport({ plan, statement: sql, source: 'a test' });
}

function readsPlans(open: () => Promise<Session>): void {
  let session: Session;
  before(async () => {
    session = await open();
    // A plan with parallel workers is another test; here all databases make the same ones.
    rowsOf(await session.query('SET max_parallel_workers_per_gather = 0'));
    rowsOf(await session.query('SET jit = off'));
  });
  after(() => session.close());

  for (const one of cases) {
    it(`tells ${one.reasons.join(' and ') || 'nothing'} of ${one.sql}`, async () => {
      const plan = await planOf(session, one);
      // Long enough to matter however fast the machine is, and planned at once however busy it is.
      const found = report({ ...plan, planningTime: 0, executionTime: Math.max(10, plan.executionTime ?? 0) }, one.sql);
      const ids = [...new Set(found.reasons.map(({ id }) => id))].filter((id) => !one.also?.includes(id));
      assert.deepEqual(ids.toSorted(), one.reasons.toSorted(), JSON.stringify(plan.root, null, 1));
      assert.match(found.verdict, /^\S.*\.$/s);
    });

    it(`shares out all of the cost of ${one.sql}`, async () => {
      const plan = await planOf(session, one, 'VERBOSE, SETTINGS');
      const { root, costly, analyzed } = report(plan, one.sql);
      const all = [root];
      for (const node of all) all.push(...node.children);
      const sum = all.reduce((total, node) => total + node.ownCost, 0);
      assert.ok(Math.abs(sum - plan.root.totalCost) <= plan.root.totalCost * 0.001 + 0.1, `${sum} of ${plan.root.totalCost}`);
      assert.ok(all.every(({ share }) => share >= 0 && share <= 1));
      assert.ok(costly === undefined || all.some(({ id }) => id === costly));
      assert.equal(analyzed, false);
    });
  }

  it('accounts for the time of the execution, and for no more', async () => {
    for (const one of cases.filter(({ sql }) => sql.startsWith('SELECT') || sql.startsWith('WITH'))) {
      const plan = await planOf(session, one);
      const { root } = report(plan, one.sql);
      const all = [root];
      for (const node of all) all.push(...node.children);
      const sum = all.reduce((total, node) => total + (node.ownTime ?? 0), 0);
      assert.ok(sum <= (plan.executionTime ?? 0) * 1.02 + 0.05, `${one.sql}: ${sum} of ${plan.executionTime}`);
      assert.ok(sum >= (plan.root.actual?.time ?? 0) * 0.9 - 0.05, `${one.sql}: ${sum} of ${plan.root.actual?.time}`);
    }
  });

  it('reads a plan without timing', async () => {
    const plan = await planOf(session, { sql: 'SELECT count(*) FROM orders', reasons: [] }, 'ANALYZE, TIMING OFF, SUMMARY OFF');
    assert.equal(plan.root.actual?.time, undefined);
    assert.equal(report(plan, '').root.ownTime, undefined);
  });
}

describe('plans of the embedded PostgreSQL', () => {
  const database = testEmbedded();
  after(() => database.dispose());
  readsPlans(async () => {
    const session = valueOf(await database.open(patient, never));
    valueOf(await session.script(data));
    rowsOf(await session.query('BEGIN'));
    return session;
  });
});

for (const version of [15, 18] as const) {
  describeOnServer(version, 'plans of a server', (server) => {
    let url: string;
    before(async () => {
      url = await server().freshDatabase();
      const admin = new Client({ connectionString: url });
      await admin.connect();
      await admin.query(data);
      await admin.end();
    });
    readsPlans(async () => valueOf(await serverDatabase(url).open(patient, never)));

    it('gives the time of parallel workers to the nodes that they run', async () => {
      const session = valueOf(await serverDatabase(url).open(patient, never));
      for (const setting of ['parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'min_parallel_table_scan_size = 0', 'max_parallel_workers_per_gather = 2', 'jit = off']) rowsOf(await session.query(`SET ${setting}`));
      const plan = await planOf(session, { sql: `SELECT customer, sum(length(md5(note || total))) FROM orders WHERE md5(note) < 'f' GROUP BY customer`, reasons: [] });
      await session.close();
      const gather = [...nodesOf(plan.root)].find(({ type }) => type.startsWith('Gather'));
      assert.ok(gather && (gather.workersLaunched ?? 0) > 0, 'the plan must be parallel');
      const { root } = report(plan, '');
      const all = [root];
      for (const node of all) all.push(...node.children);
      const sum = all.reduce((total, node) => total + (node.ownTime ?? 0), 0);
      assert.ok(sum <= (plan.executionTime ?? 0) * 1.02, `${sum} of ${plan.executionTime}`);
      const below = all.filter(({ id }) => id.startsWith(`${gather.id}.`)).reduce((total, node) => total + (node.ownTime ?? 0), 0);
      assert.ok(below > (gather.actual?.time ?? 0) * 0.5, `${below} of ${gather.actual?.time}`);
    });
  });
}
