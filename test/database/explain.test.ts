import assert from 'node:assert/strict';
import { Client } from 'pg';
import { createParser } from '../../server/adapters/libpg-query';
import { serverDatabase } from '../../server/adapters/postgres/server-database';
import { createCoach } from '../../server/core/coach';
import type { Coach } from '../../server/core/coach';
import type { Database } from '../../server/core/database';
import { createExplainer } from '../../server/core/explain/explainer';
import type { Explainer } from '../../server/core/explain/explainer';
import type { ExplainOutcome, ExplainRequest } from '../../server/core/explain/request';
import { never } from '../../server/core/host';
import { createHistory } from '../../server/core/migrations/history';
import type { History } from '../../server/core/migrations/history';
import type { PlanFailure, PlanReport } from '../../server/core/plan/report';
import { testEmbedded } from './embedded';
import { describeOnServer } from './server';

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

function historyOf(files: Readonly<Record<string, string>>): History {
  return createHistory(Object.entries(files).map(([path, text]) => {
    const document = coach.open(text);
    return { path, document, parts: [{ direction: 'up' as const, start: 0, end: text.length, transaction: 'each' as const }] };
  }));
}

interface Options extends Partial<Omit<ExplainRequest, 'placed' | 'before'>> {
  readonly progress?: string[];
  readonly cancel?: { isCancellationRequested: boolean };
}

/** Explains the last statement of a file. */
function explainLast(explainer: Explainer, text: string, { progress = [], cancel = never, ...options }: Options = {}): Promise<ExplainOutcome> {
  const { statements } = coach.open(text);
  const placed = statements.at(-1);
  assert.ok(placed);
  return explainer.explain({ path: '/app/query.sql', history: undefined, timeout: 60_000, ...options, placed, before: statements.slice(0, -1) }, (message) => progress.push(message), cancel);
}

async function reportOf(explainer: Explainer, text: string, options: Options = {}): Promise<PlanReport> {
  const outcome = await explainLast(explainer, text, options);
  assert.ok(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.failure));
  return outcome.report;
}

async function failureOf(explainer: Explainer, text: string, options: Options = {}): Promise<PlanFailure> {
  const outcome = await explainLast(explainer, text, options);
  assert.ok(!outcome.ok, 'a failure was expected');
  return outcome.failure;
}

describe('EXPLAIN on the embedded PostgreSQL', () => {
  const embedded = testEmbedded();
  let opened = 0;
  const counting: Database = { name: embedded.name, kind: embedded.kind, open: (options, cancel) => { opened++; return embedded.open(options, cancel); } };
  const explainer = createExplainer({ embedded: counting });
  after(async () => {
    await explainer.dispose();
    await embedded.dispose();
  });

  let shop: History;
  before(() => {
    shop = historyOf({
      '/m/001.sql': `BEGIN; CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, note text); COMMIT; ALTER TABLE orders OWNER TO shop_owner; GRANT SELECT ON orders TO reader, "Writer";`,
      '/m/002.sql': `SET ROLE nobody_there; CREATE INDEX CONCURRENTLY orders_customer ON orders (customer); CREATE EXTENSION postgis; CREATE EXTENSION pg_trgm; SELECT broken_here;`,
      '/m/003.sql': `CREATE TABLE regions (id int PRIMARY KEY, name text); INSERT INTO regions SELECT g, 'r' || g FROM generate_series(1, 50) g; ALTER TABLE orders ADD COLUMN region int;`,
    });
  });

  it('plans on the tables of the migrations and says that they are empty', async () => {
    const progress: string[] = [];
    const report = await reportOf(explainer, 'SELECT * FROM orders WHERE customer = 7', { history: shop, progress });
    assert.match(report.verdict, /^The tables are empty here/);
    assert.equal(report.costly, undefined);
    assert.equal(report.source, 'embedded PostgreSQL 18, tables of 3 migrations');
    assert.equal(report.analyzed, false);
    assert.ok(JSON.stringify(report.root).includes('orders_customer'));
    assert.deepEqual(progress, ['starting PostgreSQL', 'replaying migrations, 1 of 3', 'explaining']);
  });

  it('tells which statements of the migrations failed, with file and line', async () => {
    const { notes } = await reportOf(explainer, 'SELECT 1 FROM orders', { history: shop });
    const note = notes.find((text) => text.startsWith('Some statements of the migrations failed')) ?? '';
    assert.match(note, /\/m\/002\.sql:1: extension "postgis" is not available/);
    assert.match(note, /\/m\/002\.sql:1: column "broken_here" does not exist/);
    assert.ok(!note.includes('001.sql'), note);
  });

  it('reuses the replayed database, also for more migrations at the end', async () => {
    const before = opened;
    await reportOf(explainer, 'SELECT * FROM regions', { history: shop });
    const longer = createHistory([...shop.files, ...historyOf({ '/m/004.sql': 'CREATE TABLE late (a int)' }).files]);
    await reportOf(explainer, 'SELECT * FROM late', { history: longer });
    assert.equal(opened, before);
    assert.match((await failureOf(explainer, 'SELECT * FROM late', { history: shop })).message, /^Relation "late" does not exist/);
    assert.equal(opened, before + 1);
  });

  it('leaves nothing behind from one statement to the next', async () => {
    await reportOf(explainer, `SET search_path = pg_catalog; CREATE TABLE public.mine (a int); SELECT * FROM public.mine`, { history: shop });
    assert.match((await failureOf(explainer, 'SELECT * FROM mine', { history: shop })).message, /^Relation "mine" does not exist/);
    const analyzed = await reportOf(explainer, 'DELETE FROM regions', { history: shop, analyze: true });
    assert.ok(analyzed.analyzed && analyzed.notes.includes('It ran and was rolled back.'));
    assert.equal((await reportOf(explainer, 'SELECT * FROM regions', { history: shop, analyze: true })).root.actualRows, 50);
  });

  it('knows statistics of tables that migrations fill', async () => {
    const report = await reportOf(explainer, 'SELECT * FROM regions', { history: shop });
    assert.equal(report.root.estimatedRows, 50);
    const mixed = await reportOf(explainer, 'SELECT * FROM regions r JOIN orders o ON o.region = r.id', { history: shop });
    assert.ok(mixed.notes.some((note) => note.startsWith('orders has no rows here')), mixed.notes.join('\n'));
  });

  it('replays only what comes before a statement of a migration', async () => {
    const text = `ALTER TABLE orders ADD COLUMN flag bool; CREATE INDEX CONCURRENTLY orders_flag ON orders (flag); UPDATE orders SET flag = true WHERE flag IS NULL`;
    const report = await reportOf(explainer, text, { history: shop, path: '/m/003.sql' });
    assert.equal(report.root.type, 'Update');
    assert.match((await failureOf(explainer, 'SELECT * FROM regions', { history: shop, path: '/m/003.sql' })).message, /^Relation "regions" does not exist/);
  });

  it('applies SET of the file', async () => {
    const report = await reportOf(explainer, `SET enable_seqscan = off; SET ROLE someone; SELECT * FROM regions`, { history: shop });
    assert.ok(report.notes.some((note) => note.includes('enable_seqscan = off')));
    assert.ok(report.notes.some((note) => note === 'SET role before the statement was not applied.'));
  });

  for (const [text, note] of [
    ['SELECT * FROM orders WHERE customer = $1 AND note = $2', /values of the placeholders are not known/],
    ['SELECT * FROM orders WHERE customer = :customer OR region = :customer', /values of the placeholder are not known/],
    ['SELECT * FROM orders WHERE customer = ? LIMIT ?', /values of the placeholders/],
    ['SELECT * FROM orders WHERE customer = %s', /values of the placeholder /],
    ['SELECT $1, id FROM orders WHERE id = $2', /values of the placeholders/],
    ['EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM orders', /says EXPLAIN itself/],
    ['explain analyze verbose -- now\n SELECT * FROM orders', /says EXPLAIN itself/],
  ] as const) {
    it(`explains ${text}`, async () => {
      const report = await reportOf(explainer, text, { history: shop });
      assert.ok(report.notes.some((line) => note.test(line)), report.notes.join('\n'));
      assert.ok(JSON.stringify(report.root).includes('"relation":"orders"'));
    });
  }

  for (const [text, message] of [
    ['CREATE TABLE t (a int)', /PostgreSQL makes no plan for this statement \(CREATE TABLE\)\./],
    ['DO $$ BEGIN END $$', /DO block has no plan of its own/],
    ['CALL refresh()', /procedure/],
    ['VACUUM', /makes no plan/],
    ['COMMIT', /controls the session/],
    ['COPY orders TO stdout', /COPY has no plan/],
    ['EXECUTE something', /prepared elsewhere/],
    ['SELECT * FORM orders', /cannot read the statement: syntax error at or near "FORM"/],
    ['SELECT * FROM ${table_name} WHERE id = 1', /stands for a name/],
    ['\\d orders', /not SQL/],
  ] as const) {
    it(`refuses ${text}`, async () => {
      const failure = await failureOf(explainer, text, { history: shop });
      assert.match(failure.message, message);
      assert.match(failure.action, /\.$/);
    });
  }

  it('places the error of PostgreSQL in the statement', async () => {
    const text = `SELECT 'ä😀', wrong_column FROM orders`;
    const { span, message, action } = await failureOf(explainer, text, { history: shop });
    assert.deepEqual(span && text.slice(span.start, span.end), 'wrong_column');
    assert.match(message, /^Column "wrong_column" does not exist\.$/);
    assert.match(action, /no such column/);
    const masked = 'SELECT :a, wrong_column FROM orders WHERE id = :b';
    const second = await failureOf(explainer, masked, { history: shop });
    assert.deepEqual(second.span && masked.slice(second.span.start, second.span.end), 'wrong_column');
    const wrapped = 'EXPLAIN (ANALYZE) SELECT id FROM nowhere';
    const third = await failureOf(explainer, wrapped, { history: shop });
    assert.deepEqual(third.span && wrapped.slice(third.span.start, third.span.end), 'nowhere');
  });

  it('stops a run that takes too long and works again', async () => {
    const failure = await failureOf(explainer, 'SELECT count(*) FROM generate_series(1, 100000000000)', { history: shop, analyze: true, timeout: 3000 });
    assert.match(failure.message, /^Stopped after 3 s\./);
    assert.equal((await reportOf(explainer, 'SELECT * FROM regions', { history: shop })).root.estimatedRows, 50);
  });

  it('stops at a cancel, during a run and during the replay, and works again', async () => {
    const cancel = { isCancellationRequested: false };
    const running = explainLast(explainer, 'SELECT count(*) FROM generate_series(1, 100000000000)', { history: shop, analyze: true, cancel, progress: { push: (message: string) => { if (message === 'explaining') cancel.isCancellationRequested = true; return 0; } } as unknown as string[] });
    const outcome = await running;
    assert.ok(!outcome.ok);
    assert.match(outcome.failure.message, /^Cancelled\./);
    const slow = historyOf({ '/m/001.sql': 'CREATE TABLE a (b int); SELECT count(*) FROM generate_series(1, 100000000000)' });
    const again = { isCancellationRequested: false };
    const replaying = explainLast(explainer, 'SELECT * FROM a', { history: slow, cancel: again, progress: { push: (message: string) => { if (message === 'starting PostgreSQL') again.isCancellationRequested = true; return 0; } } as unknown as string[] });
    const second = await replaying;
    assert.ok(!second.ok);
    assert.match(second.failure.message, /Cancelled/);
    assert.equal((await reportOf(explainer, 'SELECT * FROM regions', { history: shop })).root.estimatedRows, 50);
  });

  it('explains without any migration', async () => {
    const report = await reportOf(explainer, 'SELECT * FROM generate_series(1, 10) g WHERE g > 3');
    assert.equal(report.source, 'embedded PostgreSQL 18');
    assert.match((await failureOf(explainer, 'SELECT * FROM nothing')).action, /No migration that was found creates it/);
  });
});

for (const version of [15, 18] as const) {
  describeOnServer(version, 'EXPLAIN on a server', (server) => {
    const explainer = createExplainer({ embedded: { name: 'none', kind: 'embedded', open: () => Promise.reject(new Error('The embedded PostgreSQL is not needed here')) } });
    let database: Database;
    let admin: Client;
    before(async () => {
      const url = await server().freshDatabase();
      database = serverDatabase(url);
      admin = new Client({ connectionString: url });
      await admin.connect();
      await admin.query(`CREATE TABLE orders AS SELECT g AS id, g % 100 AS customer, 'note ' || g AS note FROM generate_series(1, 50000) g; CREATE TABLE bare (a int); CREATE SEQUENCE numbers; ANALYZE orders`);
    });
    after(() => admin.end());
    const count = async (): Promise<number> => Number((await admin.query('SELECT count(*) FROM orders')).rows[0].count);

    it('plans without running', async () => {
      const report = await reportOf(explainer, `SELECT nextval('numbers'), * FROM orders WHERE note = 'x'`, { database });
      assert.equal(report.analyzed, false);
      assert.match(report.source, new RegExp(`^PostgreSQL ${version}\\.\\d+, test_`));
      assert.match(report.verdict, /^\d+ % of the estimated cost lies in Seq Scan on orders, which reads the whole table for 1 row\. Reads all of orders for 1 row\.$/);
      assert.equal((await admin.query('SELECT is_called FROM numbers')).rows[0].is_called, false);
    });

    it('measures, read only', async () => {
      const report = await reportOf(explainer, `SELECT count(*) FROM orders WHERE customer < 50`, { database, analyze: true });
      assert.ok(report.analyzed && report.root.actualRows === 1 && (report.executionTime ?? 0) > 0);
      const refused = await failureOf(explainer, `SELECT nextval('numbers') FROM orders`, { database, analyze: true });
      assert.match(refused.message, /read-only transaction/);
    });

    it('rehearses statements that change rows, and rolls back', async () => {
      const report = await reportOf(explainer, 'DELETE FROM orders WHERE customer = 1', { database, analyze: true });
      assert.equal(report.root.children[0]?.actualRows, 500);
      assert.ok(report.notes.some((note) => note.startsWith('It ran and was rolled back; sequences')));
      const inside = await reportOf(explainer, 'WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone', { database, analyze: true });
      assert.ok(inside.analyzed);
      assert.ok((await reportOf(explainer, 'SELECT * FROM orders WHERE id = 1 FOR UPDATE', { database, analyze: true })).analyzed);
      assert.equal(await count(), 50_000);
    });

    it('does not create the table of CREATE TABLE AS', async () => {
      const report = await reportOf(explainer, 'CREATE TABLE copied AS SELECT * FROM orders', { database, analyze: true });
      assert.equal(report.analyzed, false);
      assert.equal((await admin.query(`SELECT to_regclass('copied') AS t`)).rows[0].t, null);
    });

    it('plans placeholders of every style for any value', async () => {
      for (const text of ['SELECT * FROM orders WHERE id = $1', 'SELECT * FROM orders WHERE id = :id', 'SELECT $1, id FROM orders WHERE id = $2 LIMIT $3']) {
        const report = await reportOf(explainer, text, { database, analyze: true });
        assert.equal(report.analyzed, false);
        assert.ok(report.notes.includes('It has placeholders without values, so it was planned and not run.'));
      }
    });

    it('does not run what is estimated to take very long', async () => {
      const report = await reportOf(explainer, 'SELECT * FROM orders a, orders b', { database, analyze: true });
      assert.equal(report.analyzed, false);
      assert.ok(report.notes.some((note) => note.startsWith('It was not run: its estimated cost is')));
    });

    it('says that a table is empty', async () => {
      assert.match((await reportOf(explainer, 'SELECT * FROM bare', { database })).verdict, /^The tables are empty here/);
    });

    it('stops a run that takes too long', async () => {
      const failure = await failureOf(explainer, 'SELECT pg_sleep(1000)', { database, analyze: true, timeout: 3000 });
      assert.equal(failure.message, 'Stopped after 3 s: the statement took too long.');
    });
  });
}
