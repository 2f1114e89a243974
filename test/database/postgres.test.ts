import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { serverDatabase } from '../../server/adapters/postgres/server-database';
import type { OpenOptions, Session } from '../../server/core/database';
import { never } from '../../server/core/host';
import { rowsOf, valueOf } from './embedded';
import { describeOnServer } from './server';

const patient: OpenOptions = { statementTimeout: 60_000 };

async function failureOf(url: string): Promise<{ readonly message: string; readonly hint: string | undefined }> {
  const outcome = await serverDatabase(url).open(patient, never);
  assert.ok(!outcome.ok, 'the connection must fail');
  return outcome.error;
}

async function connections(admin: Client): Promise<number> {
  const { rows } = await admin.query(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'sql-coach'`);
  return rows[0].n;
}

for (const version of [15, 18] as const) {
  describeOnServer(version, 'a server', (server) => {
    let url: string;
    let admin: Client;
    before(async () => {
      url = await server().freshDatabase();
      admin = new Client({ connectionString: url });
      await admin.connect();
      await admin.query('CREATE TABLE orders AS SELECT g AS id, 1.50::numeric AS price FROM generate_series(1, 100) g');
    });
    after(() => admin.end());

    async function withSession(options: OpenOptions, use: (session: Session) => Promise<void>): Promise<void> {
      const session = valueOf(await serverDatabase(url).open(options, never));
      await use(session);
      await session.close();
    }

    it('is named without user and password', () => {
      const { name } = serverDatabase(url);
      assert.match(name, /^test_\d+_\d+ on 127\.0\.0\.1:\d+$/);
      assert.ok(!name.includes(server().password) && !name.includes(server().user));
    });

    it('answers in the text of PostgreSQL, with type names and places of errors', () =>
      withSession(patient, async (session) => {
        assert.equal(Math.floor(session.version / 10_000), version);
        const { columns, rows } = valueOf(await session.query(`SELECT 1.50::numeric AS n, true AS b, '{1,2}'::int[] AS a, $1::jsonb AS j, NULL::text AS e`, ['{"b":1}']));
        assert.deepEqual(rows, [['1.50', 't', '{1,2}', '{"b": 1}', null]]);
        assert.deepEqual(columns.map(({ name, type }) => `${name} ${type}`), ['n numeric', 'b bool', 'a _int4', 'j jsonb', 'e text']);
        const sql = `SELECT 'ä😀é', missing_column FROM orders`;
        const wrong = await session.query(sql);
        assert.ok(!wrong.ok);
        assert.equal(wrong.error.offset, sql.indexOf('missing_column'));
        assert.deepEqual(rowsOf(await session.query('SELECT count(*) FROM orders')), [['100']]);
      }));

    it('says who it is', () =>
      withSession(patient, async (session) => {
        assert.deepEqual(rowsOf(await session.query(`SELECT current_setting('application_name'), current_setting('transaction_read_only'), current_setting('lock_timeout')`)), [['sql-coach', 'on', '1s']]);
      }));

    for (const sql of ['INSERT INTO orders VALUES (101, 1)', 'CREATE TABLE t (a int)', 'SET TRANSACTION READ WRITE', 'EXPLAIN ANALYZE DELETE FROM orders']) {
      it(`refuses in a session that reads: ${sql}`, () =>
        withSession(patient, async (session) => {
          rowsOf(await session.query('SELECT 1'));
          const outcome = await session.query(sql);
          assert.ok(!outcome.ok);
          assert.match(outcome.error.message, /read-only transaction|transaction read-write mode must be set before any query/);
        }));
    }

    it('rolls back what a rehearsal did', async () => {
      await withSession({ ...patient, access: 'rehearse' }, async (session) => {
        assert.equal(valueOf(await session.query('DELETE FROM orders')).affected, 100);
        assert.deepEqual(rowsOf(await session.query('SELECT count(*) FROM orders')), [['0']]);
      });
      const { rows } = await admin.query('SELECT count(*)::int AS n FROM orders');
      assert.equal(rows[0].n, 100);
    });

    it('writes nothing after a COMMIT', () =>
      withSession({ ...patient, access: 'rehearse' }, async (session) => {
        const committed = await session.query('COMMIT');
        assert.ok(!committed.ok && committed.error.stopped === 'lost');
        const after = await session.query('DELETE FROM orders');
        assert.ok(!after.ok);
        assert.match(after.error.message, /ended the transaction/);
        assert.equal((await session.query('SELECT 1; COMMIT; DELETE FROM orders')).ok, false);
        assert.equal((await session.script('COMMIT; DELETE FROM orders')).ok, false);
      }));

    it('refuses several statements in one query', () =>
      withSession(patient, async (session) => {
        const outcome = await session.query('SELECT 1; COMMIT; DELETE FROM orders');
        assert.ok(!outcome.ok && outcome.error.code === '42601');
      }));

    it('ends a statement that takes too long', () =>
      withSession({ statementTimeout: 2000 }, async (session) => {
        const outcome = await session.query('SELECT pg_sleep(1000)');
        assert.ok(!outcome.ok);
        assert.deepEqual([outcome.error.stopped, outcome.error.code, outcome.error.message], ['timeout', '57014', 'Stopped after 2 s: the statement took too long.']);
        const next = await session.query('SELECT 1');
        assert.ok(!next.ok && next.error.stopped === 'timeout');
      }));

    it('cancels a running statement on the server', async () => {
      const cancel = { isCancellationRequested: false };
      const session = valueOf(await serverDatabase(url).open(patient, cancel));
      const [pid] = rowsOf(await session.query('SELECT pg_backend_pid()'))[0] ?? [];
      const running = session.query('SELECT pg_sleep(1000)');
      const busy = async (): Promise<boolean> => (await admin.query(`SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND wait_event = 'PgSleep'`, [pid])).rowCount === 1;
      while (!(await busy()));
      cancel.isCancellationRequested = true;
      const outcome = await running;
      assert.ok(!outcome.ok);
      assert.equal(outcome.error.stopped, 'cancelled');
      assert.equal(await busy(), false);
      await session.close();
    });

    it('does not wait long for a lock, and says who is in the way', async () => {
      await admin.query('BEGIN');
      await admin.query('LOCK TABLE orders');
      await withSession(patient, async (session) => {
        const outcome = await session.query('SELECT * FROM orders');
        assert.ok(!outcome.ok);
        assert.equal(outcome.error.code, '55P03');
        assert.match(outcome.error.hint ?? '', /Another session holds a lock/);
        assert.deepEqual(rowsOf(await session.query('SELECT 1')), [['1']]);
      });
      await admin.query('ROLLBACK');
    });

    it('reports a session that an administrator ended', async () => {
      const session = valueOf(await serverDatabase(url).open(patient, never));
      const [pid] = rowsOf(await session.query('SELECT pg_backend_pid()'))[0] ?? [];
      await admin.query('SELECT pg_terminate_backend($1)', [pid]);
      const outcome = await session.query('SELECT 1');
      assert.ok(!outcome.ok && outcome.error.stopped === 'lost');
      await session.close();
    });

    it('leaves no connection behind', async () => {
      await withSession(patient, async (session) => void rowsOf(await session.query('SELECT 1')));
      // The server notices a closed socket in its own time.
      while ((await connections(admin)) > 0);
      assert.equal(await connections(admin), 0);
    });

    it('refuses a wrong password without repeating it', async () => {
      const { message, hint } = await failureOf(url.replace(server().password, 's3cret-wr0ng'));
      assert.match(message, /refused the user or the password/);
      assert.ok(!`${message}${hint}`.includes('s3cret'));
    });

    it('tells a missing password, database and TLS from another', async () => {
      const { message } = await failureOf(url.replace(`:${server().password}`, ''));
      assert.match(message, /wants a password and none was given/);
      assert.match((await failureOf(url.replace(/\/test_.*/, '/nowhere'))).message, /database does not exist/);
      assert.match((await failureOf(`${url}?sslmode=require`)).message, /does not speak TLS/);
    });

    it('finds the password in the password file', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sql-coach-'));
      const { port, user, password } = server();
      writeFileSync(join(folder, 'passwords'), `127.0.0.1:${port}:*:${user}:${password}\n`, { mode: 0o600 });
      process.env['PGPASSFILE'] = join(folder, 'passwords');
      try {
        const session = valueOf(await serverDatabase(`postgresql://${user}@127.0.0.1:${port}/postgres`).open(patient, never));
        await session.close();
      } finally {
        delete process.env['PGPASSFILE'];
        rmSync(folder, { recursive: true });
      }
    });

    it('takes keyword strings', async () => {
      const { port, user, password } = server();
      const session = valueOf(await serverDatabase(`host=127.0.0.1 port=${port} user='${user}' password='${password}' dbname=postgres`).open(patient, never));
      assert.deepEqual(rowsOf(await session.query('SELECT current_database()')), [['postgres']]);
      await session.close();
    });
  });
}

describe('connections that cannot work', () => {
  it('name a port where nothing listens', async () => {
    const probe = createServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const { port } = probe.address() as AddressInfo;
    await new Promise((done) => probe.close(done));
    const { message, hint } = await failureOf(`postgresql://someone:t0psecret@127.0.0.1:${port}/shop`);
    assert.equal(message, `Nothing accepts connections at shop on 127.0.0.1:${port}.`);
    assert.ok(!`${message}${hint}`.includes('t0psecret'));
  });

  it('name an unknown host', async () => {
    assert.match((await failureOf('postgresql://u:p@no-such-host.invalid/shop')).message, /is not known|could not be looked up/);
  });

  it('name a server that is something else', async () => {
    const other = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { message } = await failureOf(`postgresql://u:t0psecret@127.0.0.1:${(other.address() as AddressInfo).port}/shop`);
    assert.ok(!message.includes('t0psecret'));
    other.close();
  });

  for (const [text, message] of [
    ['', /starts neither with postgresql:\/\//],
    ['mysql://u:t0psecret@h/d', /starts neither with postgresql:\/\//],
    ['postgresql://u:t0p/secret@h:notaport/d', /cannot be read/],
    ['host=h password=t0psecret colour=red', /The keyword colour is not supported/],
    [`host=h password='t0psecret`, /single quotes/],
    ['postgresql://u:t0psecret@127.0.0.1:1/d?sslmode=verify-ca', /sslrootcert/],
  ] as const) {
    it(`say what is wrong with ${text.replace('t0psecret', '…') || 'an empty text'}`, async () => {
      const failure = await failureOf(text);
      assert.match(`${failure.message} ${failure.hint}`, message);
      assert.ok(!failure.message.includes('t0p'));
    });
  }

  it('end at a cancel', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const cancel = { isCancellationRequested: false };
    const opening = serverDatabase(`postgresql://u:p@127.0.0.1:${(silent.address() as AddressInfo).port}/d`).open(patient, cancel);
    cancel.isCancellationRequested = true;
    const outcome = await opening;
    assert.ok(!outcome.ok && outcome.error.stopped === 'cancelled');
    silent.close();
  });
});
