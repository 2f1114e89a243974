import assert from 'node:assert/strict';
import { detectFramework } from '../../../server/core/migrations/framework';
import { orderMigrations } from '../../../server/core/migrations/order';
import { isSideFile, sideFilesOf } from '../../../server/core/migrations/source-file';
import type { FrameworkName } from '../../../server/core/migrations/unit';

/** Paths to texts, and side files to texts. */
interface Layout {
  readonly framework: FrameworkName;
  readonly files: Readonly<Record<string, string>>;
  readonly sides?: Readonly<Record<string, string>>;
}

const layouts: Readonly<Record<string, Layout>> = {
  'files with nothing special': { framework: 'plain', files: { '/m/001.sql': 'select 1', '/m/002.sql': 'select 2' } },
  'no files': { framework: 'plain', files: {} },
  'Flyway names': { framework: 'flyway', files: { '/db/V1__init.sql': '', '/db/V1.1__more.sql': '', '/db/R__views.sql': '', '/db/U1__init.sql': '' } },
  'up and down files with a number': { framework: 'golang-migrate', files: { '/m/000001_a.up.sql': '', '/m/000001_a.down.sql': '' } },
  'goose comments': { framework: 'goose', files: { '/m/00001_a.sql': '-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;' } },
  'dbmate comments': { framework: 'dbmate', files: { '/db/20240101_a.sql': '-- migrate:up\nselect 1;\n\n-- migrate:down\n' } },
  'sqlx in the manifest': { framework: 'sqlx', files: { '/p/migrations/20240101_a.sql': '' }, sides: { '/p/Cargo.toml': '[dependencies]\nsqlx = "0.8"\n' } },
  'sqlx by one file without transaction': { framework: 'sqlx', files: { '/p/1_a.sql': '-- no-transaction\nselect 1', '/p/2_b.sql': '', '/p/3_c.sql': '' } },
  'diesel folders': { framework: 'diesel', files: { '/p/migrations/2019-01-01-123456_a/up.sql': '', '/p/migrations/2019-01-01-123456_a/down.sql': '' } },
  'Prisma folders': { framework: 'prisma', files: { '/p/prisma/migrations/20240101000000_a/migration.sql': '' } },
  'a Drizzle journal': { framework: 'drizzle', files: { '/d/0000_a.sql': '' }, sides: { '/d/meta/_journal.json': '{"entries":[]}' } },
  'Drizzle breakpoints': { framework: 'drizzle', files: { '/d/0000_a.sql': 'select 1;\n--> statement-breakpoint\nselect 2;' } },
  'node-pg-migrate comments': { framework: 'node-pg-migrate', files: { '/m/1700000000000_a.sql': '-- Up Migration\nselect 1;\n-- Down Migration\nselect 2;' } },
  'knex in the manifest': { framework: 'knex', files: { '/p/migrations/20240101_a.sql': '' }, sides: { '/p/package.json': '{"dependencies":{"knex":"3"}}' } },
  'the folder of Supabase': { framework: 'supabase', files: { '/p/supabase/migrations/20240101000000_a.sql': '' } },
  'the checksum file of Atlas': { framework: 'atlas', files: { '/m/20240101000000_a.sql': '' }, sides: { '/m/atlas.sum': 'h1:x' } },
  'pairs of files with sums of Atlas': { framework: 'golang-migrate', files: { '/m/1_a.up.sql': '-- atlas:nolint\nDROP TABLE a;', '/m/1_a.down.sql': '' }, sides: { '/m/atlas.sum': 'h1:x' } },
  'Liquibase formatted SQL': { framework: 'liquibase', files: { '/m/a.sql': '--liquibase formatted sql\n--changeset me:1\nselect 1;' } },
  'Alembic output': { framework: 'alembic', files: { '/m/out.sql': "BEGIN;\n\n-- Running upgrade  -> a1\n\nUPDATE alembic_version SET version_num='a1';\n\nCOMMIT;" } },
};

describe('detecting the migration framework', () => {
  for (const [name, { framework, files, sides }] of Object.entries(layouts)) {
    it(`${name}: ${framework}`, () => {
      const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
      assert.equal(detectFramework(sources, new Map(Object.entries(sides ?? {}))), framework);
    });
  }

  it('does not follow one stray file', () => {
    const sources = ['/m/001.sql', '/m/002.sql', '/m/V1__a.sql'].map((path) => ({ path, text: '' }));
    assert.equal(detectFramework(sources), 'plain');
  });
});

describe('ordering migrations', () => {
  /** The right order; the test gives it in reverse and sorted as text. */
  const orders: readonly (readonly [FrameworkName, readonly string[]])[] = [
    ['plain', ['1_a.sql', '2_b.sql', '10_c.sql', 'schema.sql']],
    ['plain', ['a/1.sql', 'a/2.sql', 'a/10.sql', 'b/1.sql']],
    ['plain', ['1.2.9.sql', '1.2.10.sql', '1.10.0.sql', '2.0.0.sql']],
    ['flyway', ['V1__a.sql', 'V1.1__b.sql', 'V1_2__c.sql', 'V1.10__d.sql', 'V2__e.sql', 'V20240101.1__f.sql', 'R__a.sql', 'R__b.sql', 'afterMigrate.sql']],
    ['golang-migrate', ['9_a.up.sql', '9_a.down.sql', '10_b.up.sql', '10_b.down.sql']],
    ['goose', ['00001_a.sql', '00002_b.sql', '20240101000000_c.sql']],
    ['diesel', ['00000000000000_setup/up.sql', '20180101000000_a/up.sql', '2019-01-01-000000_b/up.sql', '20190102000000_c/up.sql', '2019-01-03-000000-0000_d/up.sql', '2019-01-03-000000-0000_d/down.sql']],
    ['prisma', ['20240101000000_a/migration.sql', '20240102000000_b/migration.sql']],
    ['supabase', ['20230101_z.sql', '20240101000000_a.sql', '20240101000001_b.sql']],
  ];
  it('takes folders of releases by their number, whatever their files count from', () => {
    for (const framework of ['golang-migrate', 'plain', 'goose'] as const) {
      assert.deepEqual(ordered(framework, ['10/01_a.up.sql', '2/01_z.up.sql', '0/02_b.up.sql', '0/01_a.up.sql']), ['0/01_a.up.sql', '0/02_b.up.sql', '2/01_z.up.sql', '10/01_a.up.sql']);
    }
    assert.deepEqual(ordered('flyway', ['2/V1__a.sql', '1/V2__b.sql']), ['2/V1__a.sql', '1/V2__b.sql']);
  });

  for (const [framework, names] of orders) {
    it(`${framework}: ${names.slice(0, 3).join(', ')}, …`, () => {
      assert.deepEqual(ordered(framework, names.toReversed()), names);
      assert.deepEqual(ordered(framework, names.toSorted()), names);
    });
  }

  it('follows the journal of Drizzle', () => {
    const journal = JSON.stringify({ entries: [{ idx: 1, tag: '0001_a' }, { idx: 0, tag: '0000_z' }] });
    assert.deepEqual(ordered('drizzle', ['0001_a.sql', '0002_new.sql', '0000_z.sql'], new Map([['/m/meta/_journal.json', journal]])), ['0000_z.sql', '0001_a.sql', '0002_new.sql']);
  });

  for (const journal of ['', '{', 'null', '[]', '{"entries":3}', '{"entries":[null,4,{}]}']) {
    it(`orders by name where the journal is ${journal || 'empty'}`, () => {
      assert.deepEqual(ordered('drizzle', ['0001_a.sql', '0000_z.sql'], new Map([['/m/meta/_journal.json', journal]])), ['0000_z.sql', '0001_a.sql']);
    });
  }
});

describe('side files', () => {
  it('stand beside the migration or its folder', () => {
    assert.ok(sideFilesOf('/p/migrations/1_a/up.sql').includes('/p/migrations/1_a/metadata.toml'));
    assert.ok(sideFilesOf('/p/sql/V1__a.sql').includes('/p/sql/V1__a.sql.conf'));
    assert.ok(sideFilesOf('/p/drizzle/0000_a.sql').includes('/p/drizzle/meta/_journal.json'));
    assert.ok(sideFilesOf('/p/prisma/migrations/1_a/migration.sql').includes('/p/prisma/migrations/migration_lock.toml'));
    assert.ok(sideFilesOf('/p/migrations/1_a.sql').includes('/p/Cargo.toml'));
  });

  it('are known by their name', () => {
    for (const path of [...sideFilesOf('/p/m/1.sql'), ...sideFilesOf('/p/m/1/up.sql')]) assert.ok(isSideFile(path), path);
    assert.ok(!isSideFile('/p/m/1.sql'));
  });
});

function ordered(framework: FrameworkName, names: readonly string[], sides = new Map<string, string>()): readonly string[] {
  return orderMigrations(framework, names.map((name) => ({ path: `/m/${name}` })), sides).map(({ path }) => path.slice('/m/'.length));
}
