import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import type { OpenOptions, Session } from '../../server/core/database';
import { never, type SqlParser } from '../../server/core/host';
import { createHistory } from '../../server/core/migrations/history';
import { createCoach } from '../../server/core/coach';
import type { CatalogView } from '../../server/core/catalog/model';
import { typeChangeCost, writtenType, type TypeChangeCost } from '../../server/core/sql/type-change';
import { run, type Observed } from '../proofs/observe';
import { wholeFile } from '../rules/fixture';
import { testEmbedded, valueOf } from './embedded';
import { describeOnServer } from './server';
import { openWriting, type WritingSession } from './writing-session';

const patient: OpenOptions = { statementTimeout: 120_000 };
const declarations = `
  CREATE TYPE mood AS ENUM ('calm'); CREATE TYPE temper AS ENUM ('calm');
  CREATE DOMAIN anything AS int; CREATE DOMAIN positive AS int CHECK (value > 0); CREATE DOMAIN present AS int NOT NULL;
  CREATE DOMAIN label AS varchar(20); CREATE DOMAIN short_label AS label CHECK (length(value) < 5); CREATE DOMAIN tag AS short_label;
  CREATE DOMAIN price AS numeric(10,2);`;

const types = [
  'smallint', 'int', 'bigint', 'oid', 'numeric', 'numeric(10)', 'numeric(10,2)', 'numeric(12,2)', 'numeric(12,3)', 'real', 'double precision', 'money',
  'text', 'varchar', 'varchar(10)', 'varchar(20)', 'char', 'char(5)', 'char(10)', 'bpchar', '"char"', 'name', 'bytea', 'boolean', 'date',
  'timestamp', 'timestamp(3)', 'timestamp(6)', 'timestamptz', 'timestamptz(3)', 'timestamptz(6)', 'time', 'time(3)', 'time(6)', 'timetz', 'timetz(3)', 'timetz(6)',
  'interval', 'interval(3)', 'interval year', 'interval day', 'interval hour to minute', 'interval day to second', 'interval day to second(3)', 'interval second(6)',
  'uuid', 'json', 'jsonb', 'xml', 'inet', 'cidr', 'macaddr', 'macaddr8', 'bit(5)', 'bit(8)', 'bit varying', 'bit varying(5)', 'bit varying(8)',
  'int[]', 'bigint[]', 'text[]', 'varchar[]', 'varchar(10)[]', 'varchar(20)[]', 'numeric(10,2)[]', 'numeric[]', 'int4range', 'int8range', 'tsvector', 'point', 'box', 'regclass',
  'mood', 'temper', 'anything', 'positive', 'present', 'label', 'short_label', 'tag', 'price',
];
const zones = ['UTC', 'Etc/GMT', 'Europe/Paris'];

/** Changes the type of `t.a`, says what it cost, and takes it back. */
const tryChange = `
  CREATE FUNCTION try_change(change text, zone text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE
    file oid := (SELECT relfilenode FROM pg_class WHERE oid = 't'::regclass);
  BEGIN
    PERFORM set_config('TimeZone', zone, true);
    EXECUTE 'ALTER TABLE t ALTER a TYPE ' || change;
    RAISE EXCEPTION SQLSTATE 'TRY00' USING MESSAGE = CASE WHEN file = (SELECT relfilenode FROM pg_class WHERE oid = 't'::regclass) THEN 'free' ELSE 'rewrite' END;
  EXCEPTION
    WHEN SQLSTATE 'TRY00' THEN RETURN SQLERRM;
    WHEN datatype_mismatch THEN RETURN 'rejected';
  END $$`;

const withUsing: readonly { readonly from: string; readonly to: string; readonly using: string }[] = [
  { from: 'varchar(10)', to: 'varchar(20)', using: 'a' }, { from: 'varchar(10)', to: 'varchar(20)', using: 't.a' }, { from: 'varchar(10)', to: 'varchar(20)', using: '(a)' },
  { from: 'varchar(10)', to: 'varchar(20)', using: 'a::varchar(20)' }, { from: 'varchar(10)', to: 'varchar(20)', using: 'a::varchar' }, { from: 'varchar(10)', to: 'text', using: 'a::text' },
  { from: 'varchar(10)', to: 'text', using: 'a::varchar(20)' }, { from: 'varchar(10)', to: 'varchar(10)', using: 'b' }, { from: 'text', to: 'int', using: 'a::int' },
  { from: 'text', to: 'uuid', using: 'CAST(a AS uuid)' }, { from: 'text', to: 'text', using: 'lower(a)' }, { from: 'text', to: 'text', using: `a COLLATE "C"` },
  { from: 'timestamp', to: 'timestamptz', using: `a AT TIME ZONE 'UTC'` }, { from: 'timestamp', to: 'timestamptz', using: 'a::timestamptz' }, { from: 'int', to: 'bigint', using: 'a::bigint' },
  { from: 'int', to: 'anything', using: 'a::anything' }, { from: 'int', to: 'positive', using: 'a::positive' }, { from: 'positive', to: 'int', using: 'a' }, { from: 'numeric(10,2)', to: 'numeric', using: 'a::numeric' },
  { from: 'mood', to: 'temper', using: 'a::text::temper' }, { from: 'int', to: 'text', using: `'x'` }, { from: 'varchar(10)', to: 'text', using: `a || ''` },
  { from: 'int[]', to: 'int[]', using: 'a' }, { from: 'varchar(10)[]', to: 'varchar[]', using: 'a::varchar[]' },
];

interface Change {
  readonly from: string;
  readonly to: string;
  readonly using?: string;
  readonly zone: string | undefined;
}

let parser: SqlParser;
let catalog: CatalogView;
before(async () => {
  parser = await createParser();
  const file = { path: '/001.sql', document: createCoach({ parser }).open(declarations), parts: wholeFile(declarations, 'each') };
  catalog = createHistory([file]).atEnd();
});

function predicted({ from, to, using, zone }: Change): TypeChangeCost {
  const sql = `ALTER TABLE t ALTER a TYPE ${to}${using === undefined ? '' : ` USING ${using}`}, ALTER b TYPE ${from}`;
  const outcome = parser.parse(sql);
  assert.ok(outcome.ok, sql);
  const node = outcome.statements[0]?.stmt;
  assert.ok(node !== undefined && 'AlterTableStmt' in node);
  const [target, source] = (node.AlterTableStmt.cmds ?? []).map((item) => {
    const definition = 'AlterTableCmd' in item ? item.AlterTableCmd.def : undefined;
    return definition !== undefined && 'ColumnDef' in definition ? definition.ColumnDef : undefined;
  });
  const type = writtenType(target?.typeName);
  assert.ok(type);
  return typeChangeCost({ column: 'a', from: writtenType(source?.typeName), to: type, using: target?.raw_default, timeZone: zone, types: catalog });
}

function compareOn(session: () => Observed): void {
  async function observed(from: string, changes: readonly { readonly change: string; readonly zone: string }[]): Promise<readonly string[]> {
    await run(session(), `DROP TABLE IF EXISTS t; CREATE TABLE t (a ${from}, b text)`);
    const rows = await session().query(`SELECT try_change(c ->> 'change', c ->> 'zone') FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e (c, n) ORDER BY n`, [JSON.stringify(changes)]);
    return valueOf(rows).rows.map(([cost]) => cost ?? '');
  }

  for (const from of types) {
    it(`from ${from} to every other type`, async () => {
      const pairs = types.flatMap((to) => (from.startsWith('timestamp') && to.startsWith('timestamp') ? zones : ['UTC']).map((zone) => ({ from, to, zone, change: to })));
      const seen = await observed(from, pairs);
      const say = (cost: string | undefined, index: number) => `${from} → ${pairs[index]?.to} (${pairs[index]?.zone}): ${cost}`;
      assert.equal(seen.length, pairs.length);
      assert.deepEqual(pairs.map(predicted).map(say), seen.map(say));
    });
  }

  for (const { from, to, using } of withUsing) {
    it(`from ${from} to ${to} using ${using}`, async () => {
      const seen = await observed(from, [{ change: `${to} USING ${using}`, zone: 'UTC' }]);
      assert.deepEqual([predicted({ from, to, using, zone: 'UTC' })], seen);
    });
  }
}

describe('the cost of a type change', () => {
  it('is not claimed where it depends on what nobody told', () => {
    assert.equal(predicted({ from: 'timestamp', to: 'timestamptz', zone: undefined }), 'unknown');
    assert.equal(predicted({ from: 'citext', to: 'text', zone: 'UTC' }), 'unknown');
    assert.equal(predicted({ from: 'timestamp', to: 'timestamptz(3)', zone: undefined }), 'rewrite');
    assert.equal(predicted({ from: 'timestamp', to: 'timestamp', zone: undefined }), 'free');
  });
});

describe('the cost of a type change on the embedded PostgreSQL', () => {
  const database = testEmbedded();
  let session: Session;
  before(async () => {
    session = valueOf(await database.open(patient, never));
    await run(session, declarations);
    valueOf(await session.query(tryChange));
  });
  after(() => database.dispose());
  compareOn(() => session);
});

// The embedded PostgreSQL is an 18; the oldest server at hand shows that the rules did not change in between.
describeOnServer(15, 'the cost of a type change', (server) => {
  let session: WritingSession;
  before(async () => {
    session = await openWriting(await server().freshDatabase());
    await run(session, declarations);
    valueOf(await session.query(tryChange));
  });
  after(() => session.close());
  compareOn(() => session);
});
