import assert from 'node:assert/strict';
import { nameOfWords, nextVersions } from '../../../server/core/migrations/next-versions';
import type { FrameworkName } from '../../../server/core/migrations/unit';
import { orderMigrations } from '../../../server/core/migrations/order';

const now = Date.UTC(2026, 2, 4, 5, 6, 7);

/** Names that are there in the order in which they run, and the two that follow. */
const names: readonly (readonly [FrameworkName, readonly string[], string, string, string])[] = [
  ['plain', ['001_a.sql', '099_b.sql'], '100', '101', '_'],
  ['plain', ['9.sql', '10.sql'], '11', '12', '_'],
  ['plain', ['2024-01-31-a.sql'], '2026-03-04', '2026-03-05', '-'],
  ['plain', ['20270228_a.sql'], '20270301', '20270302', '_'],
  ['plain', ['20240131_120000_a.sql'], '20260304_050607', '20260304_050608', '_'],
  ['plain', ['1.2.9_a.sql'], '1.2.10', '1.2.11', '_'],
  ['plain', ['v007-a-b.sql'], 'v008', 'v009', '-'],
  ['flyway', ['V1__a.sql', 'V1.9__b.sql', 'R__views.sql'], 'V1.10', 'V1.11', '__'],
  ['flyway', ['V2024_01_31_1200__a.sql'], 'V2026_03_04_0506', 'V2026_03_04_0507', '__'],
  ['flyway', ['V20240131120000__a.sql'], 'V20260304050607', 'V20260304050608', '__'],
  ['golang-migrate', ['000001_a.up.sql', '000001_a.down.sql'], '000002', '000003', '_'],
  ['golang-migrate', ['1700000000_a.up.sql'], '1772600767', '1772600768', '_'],
  ['node-pg-migrate', ['1700000000000_a-b.sql'], '1772600767000', '1772600767001', '_'],
  ['sqlx', ['20240131120000_a.sql'], '20260304050607', '20260304050608', '_'],
  ['sqlx', ['20991231235959_a.sql'], '21000101000000', '21000101000001', '_'],
  ['diesel', ['2024-01-31-120000_a/up.sql'], '2026-03-04-050607', '2026-03-04-050608', '_'],
  ['diesel', ['2024-01-31-120000-0000_a/up.sql'], '2026-03-04-050607-0000', '2026-03-04-050608-0000', '_'],
  ['prisma', ['20240131120000_a/migration.sql'], '20260304050607', '20260304050608', '_'],
];

describe('versions of new migrations', () => {
  for (const [framework, there, first, second, separator] of names) {
    it(`${framework}: ${there.join(', ')}`, () => {
      const paths = there.map((name) => `/p/migrations/${name}`);
      const next = nextVersions(framework, paths, { count: 2, now });
      assert.deepEqual([next?.versions, next?.separator], [[first, second], separator]);
      const ending = paths[0]?.slice(paths[0].lastIndexOf('/')).replace(/^\/(?=.*\d)[^/]*?(?=\.up\.sql|\.sql)/, '') ?? '';
      const fresh = (next?.versions ?? []).map((version) => (/^\/(?:up|migration)\.sql$/.test(ending) ? `/p/migrations/${version}${separator}z${ending}` : `/p/migrations/${version}${separator}z${ending}`));
      const order = orderMigrations(framework, [...fresh.toReversed(), ...paths].map((path) => ({ path }))).map(({ path }) => path).filter((path) => !/\/R__|\.down\.sql$/.test(path));
      assert.deepEqual(order.slice(-2), fresh, 'they run last');
    });
  }

  it('has none where names begin with no number', () => {
    assert.equal(nextVersions('plain', ['/p/migrations/a.sql'], { count: 1, now }), undefined);
    assert.equal(nextVersions('plain', [], { count: 1, now }), undefined);
  });

  it('makes words for names of files', () => {
    assert.equal(nameOfWords('validate "Order Items"_fkey', '_'), 'validate_order_items_fkey');
    assert.equal(nameOfWords('Größe_x', '-'), 'größe-x');
  });
});
