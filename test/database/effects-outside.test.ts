import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import { createCatalog, type Catalog } from '../../server/core/catalog/catalog';
import { applyStatement } from '../../server/core/catalog/from-ddl';
import { createCoach, type Coach } from '../../server/core/coach';
import { effectsOf, type Effects } from '../../server/core/effects/effects';
import { schema } from './effects-rows';
import { valueOf } from './embedded';
import { describeOnServer, serverVersions } from './server';
import { openWriting, type WritingSession } from './writing-session';

interface Row {
  readonly sql: string;
  readonly since: number;
  /** Tables whose lock is seen while somebody else holds them. */
  readonly relations: readonly string[];
}

const row = (sql: string, relations: readonly string[], since = 13): Row => ({ sql, relations, since });

/** Never inside a transaction, so that nobody can look at their locks after them. */
const rows: readonly Row[] = [
  row('CREATE INDEX CONCURRENTLY x ON users (email)', ['users']),
  row('DROP INDEX CONCURRENTLY users_login', ['users']),
  row('REINDEX INDEX CONCURRENTLY users_login', ['users']),
  row('REINDEX TABLE CONCURRENTLY users', ['users']),
  row('REINDEX (CONCURRENTLY) TABLE users', ['users'], 14),
  row('REINDEX TABLE events', ['events_1', 'events_rest'], 14),
  row('REINDEX INDEX events_user', ['events_1'], 14),
  row('REINDEX SCHEMA public', ['users', 'orders']),
  row('REINDEX SCHEMA CONCURRENTLY public', ['users']),
  row('VACUUM', ['users', 'totals', 'derived']),
  row('VACUUM users', ['users']),
  row('VACUUM (FULL) users', ['users']),
  row('VACUUM FULL users, orders', ['users', 'orders']),
  row('VACUUM (FULL off) users', ['users']),
  row('VACUUM events', ['events', 'events_1', 'events_rest']),
  row('VACUUM (ANALYZE) base', ['base']),
  row('VACUUM base', ['derived'], 18),
  row('CLUSTER events USING events_user', ['events', 'events_1'], 15),
  row('ALTER TABLE logs DETACH PARTITION logs_1 CONCURRENTLY', ['logs'], 14),
  row('CREATE DATABASE x', []),
  row('DROP DATABASE x', []),
  row(`ALTER SYSTEM SET work_mem = '5MB'`, []),
  row(`CREATE TABLESPACE x LOCATION '/nowhere'`, []),
  row('DROP TABLESPACE x', []),
  row('DISCARD ALL', []),
  row(`COMMIT PREPARED 'x'`, []),
  row(`ROLLBACK PREPARED 'x'`, []),
  row('ALTER DATABASE postgres SET TABLESPACE pg_default', []),
  row('CLUSTER', []),
];

/** Only inside a transaction. */
const inside: readonly string[] = ['LOCK TABLE users', 'SAVEPOINT s', 'RELEASE s', 'ROLLBACK TO s', 'DECLARE c CURSOR FOR SELECT 1'];

let coach: Coach;
let catalog: Catalog;
before(async () => {
  coach = createCoach({ parser: await createParser() });
  catalog = createCatalog();
  for (const [index, { statement }] of coach.open(schema).statements.entries()) applyStatement(catalog, statement, { file: 'schema.sql', statement: index });
});

function predict(sql: string, pgVersion: number): Effects {
  const [placed] = coach.open(sql).statements;
  assert.ok(placed?.statement.tree, sql);
  return effectsOf(placed.statement, catalog, { pgVersion });
}

interface Sessions {
  readonly holder: WritingSession;
  readonly runner: WritingSession;
  readonly observer: WritingSession;
}

/**
 * The mode in which a statement asks for a table that somebody holds. EXCLUSIVE lets those by who only look it up (ACCESS SHARE). The statement waits for it until it is cancelled, and has done nothing to it.
 */
async function modeAskedFor({ holder, runner, observer }: Sessions, sql: string, relation: string): Promise<string> {
  const pid = valueOf(await runner.query('SELECT pg_backend_pid()')).rows[0]?.[0] ?? '';
  valueOf(await holder.query('BEGIN'));
  valueOf(await holder.query(relation === 'totals' ? 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals' : `LOCK TABLE ONLY ${relation} IN EXCLUSIVE MODE`));
  const end: { said?: string } = {};
  const running = runner.query(sql).then((outcome) => {
    end.said = outcome.ok ? 'it ended' : outcome.error.message;
  });
  const asked = `SELECT mode FROM pg_locks WHERE pid = $1 AND NOT granted AND locktype = 'relation' AND relation = $2::regclass`;
  let mode: string | null | undefined;
  while (mode === undefined && end.said === undefined) mode = valueOf(await observer.query(asked, [pid, relation])).rows[0]?.[0];
  valueOf(await observer.query('SELECT pg_cancel_backend($1)', [pid]));
  await running;
  valueOf(await holder.query('ROLLBACK'));
  assert.ok(mode, `${sql}: ${end.said}`);
  return mode;
}

for (const version of serverVersions) {
  describeOnServer(version, 'effects outside of a transaction', (server) => {
    let sessions: Sessions;
    before(async () => {
      const url = await server().freshDatabase();
      const [holder, runner, observer] = await Promise.all([openWriting(url), openWriting(url), openWriting(url)]);
      sessions = { holder, runner, observer };
      // A statement that waits for something else is no reason to wait for ever.
      valueOf(await runner.query(`SET statement_timeout = '120s'`));
      for (const { statement } of coach.open(schema).statements) valueOf(await runner.query(statement.text));
    });
    after(() => Promise.all(Object.values(sessions).map((session: WritingSession) => session.close())));

    for (const { sql, relations } of rows.filter(({ since }) => since <= version)) {
      it(sql, async () => {
        const predicted = predict(sql, version);
        assert.equal(predicted.transaction, 'forbidden');
        valueOf(await sessions.runner.query('BEGIN'));
        const refused = await sessions.runner.query(sql);
        valueOf(await sessions.runner.query('ROLLBACK'));
        assert.equal(refused.ok ? 'accepted' : refused.error.code, '25001');
        for (const relation of relations) {
          const told = predicted.locks.find((lock) => lock.relation.name === relation)?.mode;
          assert.equal(told, await modeAskedFor(sessions, sql, relation), relation);
        }
      });
    }

    for (const sql of inside) {
      it(`${sql}, which needs one`, async () => {
        assert.equal(predict(sql, version).transaction, 'required');
        const refused = await sessions.runner.query(sql);
        assert.equal(refused.ok ? 'accepted' : refused.error.code, '25P01');
      });
    }
  });
}
