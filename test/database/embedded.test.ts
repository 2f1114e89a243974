import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import type { OpenOptions, Session } from '../../server/core/database';
import { never, silent } from '../../server/core/host';
import { rowsOf, testEmbedded, valueOf } from './embedded';

const patient: OpenOptions = { statementTimeout: 60_000 };

describe('embedded PostgreSQL', () => {
  const database = testEmbedded();
  let session: Session;
  before(async () => {
    session = valueOf(await database.open(patient, never));
  });
  after(() => database.dispose());

  it('answers in the text of PostgreSQL, with type names', async () => {
    const { columns, rows } = valueOf(await session.query(`SELECT 1.50::numeric AS n, true AS b, '{1,2}'::int[] AS a, '{"b":1,"a":2}'::json AS j, NULL::text AS e`));
    assert.deepEqual(rows, [['1.50', 't', '{1,2}', '{"b":1,"a":2}', null]]);
    assert.deepEqual(columns.map(({ name, type }) => `${name} ${type}`), ['n numeric', 'b bool', 'a _int4', 'j json', 'e text']);
    assert.equal(Math.floor(session.version / 10_000), 18);
  });

  it('names types of the user', async () => {
    valueOf(await session.script(`CREATE TYPE mood AS ENUM ('calm')`));
    assert.equal(valueOf(await session.query(`SELECT 'calm'::mood AS m`)).columns[0]?.type, 'mood');
  });

  it('takes parameters as text and reports changed rows', async () => {
    valueOf(await session.script('CREATE TABLE parameter_test (id int, flag bool, data jsonb)'));
    const inserted = valueOf(await session.query('INSERT INTO parameter_test VALUES ($1, $2, $3), ($1 + 1, NULL, $3)', ['41', 'true', '{"a": 1}']));
    assert.equal(inserted.affected, 2);
    const read = valueOf(await session.query('SELECT * FROM parameter_test WHERE id = $1', ['41']));
    assert.deepEqual(read.rows, [['41', 't', '{"a": 1}']]);
    assert.equal(read.affected, undefined);
  });

  it('gives the results of every statement of a script', async () => {
    const results = valueOf(await session.script(`SELECT 1; CREATE TEMP TABLE several (a int); INSERT INTO several VALUES (1), (2); SELECT a FROM several`));
    assert.deepEqual(results.map(({ rows, affected }) => [rows, affected]), [[[['1']], undefined], [[], undefined], [[], 2], [[['1'], ['2']], undefined]]);
  });

  it('places errors in UTF-16, also after characters outside the basic plane', async () => {
    const sql = `SELECT 'ä😀é', missing_column`;
    const outcome = await session.query(sql);
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.code, '42703');
    assert.equal(outcome.error.offset, sql.indexOf('missing_column'));
    assert.equal(outcome.error.stopped, undefined);
    assert.deepEqual(rowsOf(await session.query('SELECT 2')), [['2']]);
  });

  it('refuses several statements in one query', async () => {
    const outcome = await session.query('SELECT 1; SELECT 2');
    assert.ok(!outcome.ok && outcome.error.code === '42601');
  });

  it('knows letters beyond ASCII and looks names up in public', async () => {
    assert.deepEqual(rowsOf(await session.query(`SELECT lower('ÄÉ'), current_setting('search_path')`)), [['äé', '"$user", public']]);
  });

  for (const extension of ['pg_trgm', 'citext', 'hstore', 'uuid-ossp', 'pgcrypto', 'btree_gist', 'btree_gin', 'ltree', 'fuzzystrmatch', 'unaccent']) {
    it(`creates the extension ${extension}`, async () => {
      valueOf(await session.script(`CREATE EXTENSION "${extension}"`));
    });
  }

  it('uses functions of extensions', async () => {
    const [row] = rowsOf(await session.query(`SELECT similarity('word', 'two words') > 0.3, encode(digest('a', 'sha256'), 'hex'), unaccent('Hôtel'), uuid_generate_v4() IS NOT NULL`));
    assert.deepEqual(row, ['t', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', 'Hotel', 't']);
  });

  it('runs CREATE INDEX CONCURRENTLY outside of a transaction', async () => {
    valueOf(await session.script('CREATE TABLE concurrent_test (id int)'));
    valueOf(await session.query('CREATE INDEX CONCURRENTLY concurrent_test_id ON concurrent_test (id)'));
  });
});

describe('sessions of the embedded PostgreSQL', () => {
  const database = testEmbedded();
  after(() => database.dispose());

  it('are each an empty database', async () => {
    const first = valueOf(await database.open(patient, never));
    valueOf(await first.script('CREATE TABLE secret (a int); CREATE ROLE someone; ALTER DATABASE postgres SET search_path TO nowhere'));
    await first.close();
    const second = valueOf(await database.open(patient, never));
    const [row] = rowsOf(await second.query(`SELECT to_regclass('public.secret'), (SELECT count(*) FROM pg_roles WHERE rolname = 'someone'), current_setting('search_path')`));
    assert.deepEqual(row, [null, '0', '"$user", public']);
    await second.close();
  });

  it('answer after their end with the reason', async () => {
    const session = valueOf(await database.open(patient, never));
    await session.close();
    const outcome = await session.query('SELECT 1');
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.stopped, 'lost');
    assert.equal(outcome.error.message, 'The session is closed.');
  });

  it('end when a statement runs too long, and the next one works', async () => {
    const session = valueOf(await database.open({ statementTimeout: 200 }, never));
    const outcome = await session.query('SELECT count(*) FROM generate_series(1, 100000000000)');
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.stopped, 'timeout');
    assert.match(outcome.error.message, /^Stopped after 200 ms\./);
    const again = await session.query('SELECT 1');
    assert.ok(!again.ok && again.error.stopped === 'timeout');
    const next = valueOf(await database.open(patient, never));
    assert.deepEqual(rowsOf(await next.query('SELECT 1')), [['1']]);
    await next.close();
  });

  it('end when a statement waits for a lock for too long', async () => {
    const limits = { statementTimeout: 60_000 };
    const session = valueOf(await database.open(limits, never));
    for (const sql of ['CREATE TABLE locked (a int)', 'BEGIN', 'LOCK TABLE locked', `PREPARE TRANSACTION 'holds the lock'`]) valueOf(await session.query(sql));
    limits.statementTimeout = 300;
    const outcome = await session.script('SELECT * FROM locked');
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.stopped, 'timeout');
    const next = valueOf(await database.open(patient, never));
    assert.deepEqual(rowsOf(await next.query('SELECT 1')), [['1']]);
    await next.close();
  });

  it('end at a cancel in the middle of a statement', async () => {
    const cancel = { isCancellationRequested: false };
    const session = valueOf(await database.open(patient, cancel));
    const running = session.query('SELECT count(*) FROM generate_series(1, 100000000000)');
    cancel.isCancellationRequested = true;
    const outcome = await running;
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.stopped, 'cancelled');
  });

  it('are not opened for a caller who has cancelled', async () => {
    const outcome = await database.open(patient, { isCancellationRequested: true });
    assert.ok(!outcome.ok && outcome.error.stopped === 'cancelled');
  });

  it('end when nobody uses them', async () => {
    const quick = testEmbedded({ idleTimeout: 10, sessions: 1 });
    const session = valueOf(await quick.open(patient, never));
    // There is one place only: it is free once the first session has ended.
    valueOf(await quick.open(patient, never));
    const outcome = await session.query('SELECT 1');
    assert.ok(!outcome.ok);
    assert.match(outcome.error.message, /ended after 10 ms without use/);
    await quick.dispose();
  });

  it('wait for a free place', async () => {
    const single = testEmbedded({ sessions: 1 });
    const first = valueOf(await single.open(patient, never));
    const progress: string[] = [];
    const waiting = single.open({ ...patient, progress: (message) => progress.push(message) }, never);
    await first.close();
    valueOf(await waiting);
    assert.deepEqual(progress, ['waiting for another run of the embedded PostgreSQL to finish', 'starting PostgreSQL']);
    await single.dispose();
  });

  it('say so when the files are missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sql-coach-'));
    const missing = embeddedDatabase({ folder, log: silent });
    const outcome = await missing.open(patient, never);
    assert.ok(!outcome.ok);
    assert.match(outcome.error.message, /missing from this installation/);
    await missing.dispose();
    rmSync(folder, { recursive: true });
  });

  it('end with a reason when the engine breaks, and the next one works', async () => {
    const session = valueOf(await database.open(patient, never));
    valueOf(await session.script('CREATE FUNCTION endless(int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN endless($1 + 1); END $$'));
    const outcome = await session.script('SELECT 1; SELECT endless(1)');
    assert.ok(!outcome.ok);
    assert.match(outcome.error.message, /stack/);
    if (outcome.error.stopped) {
      const again = await session.query('SELECT 1');
      assert.ok(!again.ok && again.error.message === outcome.error.message);
    }
    const next = valueOf(await database.open(patient, never));
    assert.deepEqual(rowsOf(await next.query('SELECT 1')), [['1']]);
    await next.close();
    await session.close();
  });

  it('refuse COPY from a client that sends no data', async () => {
    const session = valueOf(await database.open({ statementTimeout: 30_000 }, never));
    valueOf(await session.script('CREATE TABLE copied (a int)'));
    const outcome = await session.script('COPY copied FROM stdin');
    assert.ok(!outcome.ok);
    await session.close();
  });
});
