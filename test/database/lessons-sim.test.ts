import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import type { Session } from '../../server/core/database';
import { never } from '../../server/core/host';
import { rowsOf, testEmbedded, valueOf } from './embedded';
import { gradeAnswer, limit } from './lesson-lab';

const pool = readFileSync('lessons/sim/pool.sql', 'utf8');

describe('the simulation of a pool', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  let session: Session;
  before(async () => {
    database = testEmbedded({ profile: 'lessons' });
    session = valueOf(await database.open({ statementTimeout: limit }, never));
    valueOf(await session.script(pool));
  });
  after(() => database.dispose());
  const metrics = async (call: string) => {
    valueOf(await session.query(`SELECT sim.pool(${call})`));
    const result = valueOf(await session.query('SELECT * FROM sim.pool_metrics'));
    return Object.fromEntries(result.columns.map(({ name }, index) => [name, Number(result.rows[0]?.[index])]));
  };

  it('is short enough to be read by a learner', () => {
    assert.ok(pool.trimEnd().split('\n').length <= 80);
    assert.ok(!/random\(\)|now\(\)|clock_timestamp/.test(pool));
  });

  it('gives the same for a seed, and something else for another', async () => {
    const one = await metrics('1, 4, 20, 10, 38');
    assert.deepEqual(await metrics('1, 4, 20, 10, 38'), one);
    assert.notDeepEqual(await metrics('2, 4, 20, 10, 38'), one);
    assert.equal(one['requests'], 10_000);
  });

  it('runs 10,000 requests in a fraction of the two seconds that a learner may wait', async () => {
    const processor = process.cpuUsage();
    await metrics('1, 4, 20, 10, 38');
    const { user, system } = process.cpuUsage(processor);
    assert.ok((user + system) / 1e6 < 2, `${(user + system) / 1e6} s of processor time`);
  });

  it('spreads its numbers evenly', async () => {
    const rows = rowsOf(await session.query('SELECT floor(sim.rand(seed, n) * 10), count(*) FROM generate_series(1, 5) seed, generate_series(1, 10000) n GROUP BY 1 ORDER BY 1'));
    assert.equal(rows.length, 10);
    for (const [tenth, count] of rows) assert.ok(Math.abs(Number(count) - 5000) < 400, `${tenth}: ${count}`);
  });

  it('behaves as queues do', async () => {
    const idle = await metrics('1, 10, 100, 10, 40');
    assert.equal(idle['rejected_percent'], 0);
    assert.ok((idle['waited'] ?? 99) < 2, JSON.stringify(idle));
    const full = await metrics('1, 2, 10, 10, 40');
    assert.ok(Math.abs((full['rejected_percent'] ?? 0) - 50) < 3, 'two servers do half of the work of four');
    const longQueue = await metrics('1, 2, 1000, 10, 40');
    assert.ok((longQueue['p99'] ?? 0) > 10 * (full['p99'] ?? 0), 'a longer queue makes waits longer, not servers faster');
    const none = await metrics('1, 1, 0, 10, 40');
    assert.equal(none['waited'], 0);
    assert.ok(rowsOf(await session.query('SELECT 1 FROM sim.request a JOIN sim.request b ON a.id < b.id AND a.finished > b.started + 1 LIMIT 1')).length === 0, 'one server works on one request at a time');
  });

  it('never has more waiting than the queue holds, nor more at work than there are servers', async () => {
    await metrics('3, 3, 5, 10, 45');
    const rows = rowsOf(await session.query(`
      SELECT max((SELECT count(*) FROM sim.request o WHERE o.arrived < r.arrived - 1 AND o.started > r.arrived + 1)),
             max((SELECT count(*) FROM sim.request o WHERE o.started < r.arrived - 1 AND o.finished > r.arrived + 1))
      FROM sim.request r WHERE r.id % 50 = 0`));
    assert.ok(Number(rows[0]?.[0]) <= 5, String(rows));
    assert.ok(Number(rows[0]?.[1]) <= 3, String(rows));
  });

  it('refuses sizes without sense', async () => {
    for (const call of ['1, 0, 5, 10, 40', '1, 1, -1, 10, 40', '1, 1, 1, 0, 40', '1, 1, 1, 10, 40, 0']) {
      const outcome = await session.query(`SELECT sim.pool(${call})`);
      assert.ok(!outcome.ok && outcome.error.code === '22023', call);
    }
  });

  it('is graded over open and hidden seeds', async () => {
    const check = `
sim:
  run: "SELECT sim.pool({seed}, (SELECT servers FROM choice), (SELECT queue FROM choice), 10, 38)"
  metrics: SELECT rejected_percent, p99 FROM sim.pool_metrics
  seeds: [1, 2]
  hidden: [11]
  targets: { rejected_percent: { max: 1 }, p99: { max: 150 } }`;
    const lab = { database, fixture: `${pool}\nCREATE TABLE choice (servers int, queue int);`, check };
    assert.match((await gradeAnswer(lab, 'INSERT INTO choice VALUES (6, 20)')).message, /3 of 3 seeds meet every target/);
    assert.match((await gradeAnswer(lab, 'INSERT INTO choice VALUES (3, 1000)')).message, /0 of 3 seeds meet every target\. Seed 1: rejected_percent is [\d.]+, at most 1 is asked for; p99 is \d+, at most 150/);
  });
});
