import { PGlite } from '@electric-sql/pglite';
import assert from 'node:assert/strict';
import { quoteIdentifier } from '../../server/core/sql/names';
import { volatilitiesOf, volatilityOf } from '../../server/core/sql/volatility';

describe('built-in knowledge agrees with PostgreSQL', function () {
  this.timeout(300_000);
  let database: PGlite;
  before(async () => {
    database = await PGlite.create();
  });
  after(() => database.close());

  it('on the volatility of every function that SQL can call', async () => {
    const { rows } = await database.query<{ name: string; count: number; letter: string }>(`
      SELECT proname AS name, pronargs AS count, provolatile::text AS letter FROM pg_proc
      WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^[a-z_][a-z0-9_]*$'
        AND NOT (proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[])
        AND prorettype <> ALL (ARRAY['internal', 'cstring', 'trigger', 'event_trigger', 'language_handler', 'index_am_handler',
          'table_am_handler', 'tsm_handler', 'fdw_handler']::regtype[]::oid[])`);
    assert.ok(rows.length > 2000);
    const letterOf = { immutable: 'i', stable: 's', volatile: 'v' };
    const wrong = rows.filter(({ name, count, letter }) => !volatilitiesOf(name, count).some((volatility) => letterOf[volatility] === letter));
    assert.deepEqual(wrong, []);
    assert.equal(volatilityOf('now', 0), 'stable');
    assert.equal(volatilityOf('random', 0), 'volatile');
    assert.equal(volatilityOf('lower', 1), 'immutable');
    assert.equal(volatilityOf('my_own', 0), undefined);
  });

  it('on which keywords need quotes', async () => {
    const { rows } = await database.query<{ word: string; quoted: string }>('SELECT word, quote_ident(word) AS quoted FROM pg_get_keywords()');
    assert.ok(rows.length > 400);
    assert.deepEqual(rows.filter(({ word, quoted }) => quoteIdentifier(word) !== quoted), []);
  });
});
