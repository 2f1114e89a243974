import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import type { OpenOptions, Session } from '../../server/core/database';
import { never, type SqlParser } from '../../server/core/host';
import { createHistory } from '../../server/core/migrations/history';
import { createCoach } from '../../server/core/coach';
import type { CatalogView } from '../../server/core/catalog/model';
import { typeChangeCost, writtenType, type TypeChangeCost } from '../../server/core/sql/type-change';
import { observe, run } from '../proofs/observe';
import { wholeFile } from '../rules/fixture';
import { testEmbedded, valueOf } from './embedded';

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

/** What PostgreSQL did, in the words of the prediction. */
async function observed(session: Session, statement: string, zone: string): Promise<TypeChangeCost> {
  const { rewrites, scans, error } = await observe(session, statement, `SET LOCAL TimeZone = '${zone}';`);
  if (error !== undefined) {
    assert.equal(error.code, '42804', error.message);
    return 'rejected';
  }
  assert.deepEqual(scans, []);
  return rewrites.length > 0 ? 'rewrite' : 'free';
}

describe('the cost of a type change', () => {
  const database = testEmbedded();
  let session: Session;
  let parser: SqlParser;
  let catalog: CatalogView;
  before(async () => {
    parser = await createParser();
    const file = { path: '/001.sql', document: createCoach({ parser }).open(declarations), parts: wholeFile(declarations, 'each') };
    catalog = createHistory([file]).atEnd();
    session = valueOf(await database.open(patient, never));
    await run(session, declarations);
  });
  after(() => database.dispose());

  function predicted(change: { from: string; to: string; using?: string; zone: string | undefined }): TypeChangeCost {
    const sql = `ALTER TABLE t ALTER a TYPE ${change.to}${change.using === undefined ? '' : ` USING ${change.using}`}, ALTER b TYPE ${change.from}`;
    const outcome = parser.parse(sql);
    assert.ok(outcome.ok);
    const [statement] = outcome.statements;
    const node = statement?.stmt;
    assert.ok(node !== undefined && 'AlterTableStmt' in node);
    const [to, from] = (node.AlterTableStmt.cmds ?? []).map((command) => ('AlterTableCmd' in command && command.AlterTableCmd.def !== undefined && 'ColumnDef' in command.AlterTableCmd.def ? command.AlterTableCmd.def.ColumnDef : undefined));
    const target = writtenType(to?.typeName);
    assert.ok(target);
    return typeChangeCost({ column: 'a', from: writtenType(from?.typeName), to: target, using: to?.raw_default, timeZone: change.zone, types: catalog });
  }

  for (const from of types) {
    it(`from ${from} to every other type`, async () => {
      await run(session, `DROP TABLE IF EXISTS t; CREATE TABLE t (a ${from}, b text)`);
      const [seen, said] = [new Map<string, TypeChangeCost>(), new Map<string, TypeChangeCost>()];
      for (const to of types) {
        for (const zone of /^timestamp/.test(from) && /^timestamp/.test(to) ? zones : ['UTC']) {
          const pair = `${from} → ${to} (${zone})`;
          const prediction = predicted({ from, to, zone });
          assert.notEqual(prediction, 'unknown', pair);
          said.set(pair, prediction);
          seen.set(pair, await observed(session, `ALTER TABLE t ALTER a TYPE ${to}`, zone));
        }
      }
      assert.deepEqual([...said], [...seen]);
    });
  }

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
  for (const { from, to, using } of withUsing) {
    it(`from ${from} to ${to} using ${using}`, async () => {
      await run(session, `DROP TABLE IF EXISTS t; CREATE TABLE t (a ${from}, b text)`);
      assert.equal(predicted({ from, to, using, zone: 'UTC' }), await observed(session, `ALTER TABLE t ALTER a TYPE ${to} USING ${using}`, 'UTC'));
    });
  }

  it('is not claimed where it depends on what nobody told', () => {
    assert.equal(predicted({ from: 'timestamp', to: 'timestamptz', zone: undefined }), 'unknown');
    assert.equal(predicted({ from: 'citext', to: 'text', zone: 'UTC' }), 'unknown');
    assert.equal(predicted({ from: 'timestamp', to: 'timestamptz(3)', zone: undefined }), 'rewrite');
    assert.equal(predicted({ from: 'timestamp', to: 'timestamp', zone: undefined }), 'free');
  });
});
