import assert from 'node:assert/strict';
import { migrationParts, movedParts, type PartOptions } from '../../../server/core/migrations/parts';
import { makeCoach } from '../check/coach';
import type { FrameworkName } from '../../../server/core/migrations/unit';

/** Parts as `direction transaction: text`. */
function parts(framework: FrameworkName, text: string, path = '/m/1_a.sql', options: PartOptions = {}): readonly string[] {
  return migrationParts(framework, { path, text }, options).map(({ direction, transaction, start, end }) => `${direction} ${transaction}: ${text.slice(start, end).trim()}`);
}

describe('parts of a migration file', () => {
  it('a plain file is one part, run nobody knows how', () => {
    assert.deepEqual(parts('plain', 'select 1;'), ['up unknown: select 1;']);
    assert.deepEqual(parts('plain', 'select 1;', '/m/1_a.sql', { configured: 'one' }), ['up one: select 1;']);
  });

  it('a file that undoes is a down part', () => {
    for (const path of ['/m/1_a.down.sql', '/m/1_a/down.sql', '/m/1_a_down.sql', '/m/U1__a.sql', '/m/1_rollback.sql', '/m/1.undo.sql']) {
      assert.deepEqual(parts('plain', 'select 1;', path), ['down unknown: select 1;'], path);
    }
    assert.deepEqual(parts('plain', 'select 1;', '/m/1_shutdown.sql'), ['up unknown: select 1;']);
  });

  it('Flyway wraps a file unless its configuration or a statement says otherwise', () => {
    const path = '/m/V1__a.sql';
    assert.deepEqual(parts('flyway', 'select 1;', path), ['up one: select 1;']);
    assert.deepEqual(parts('flyway', 'select 1;', path, { sides: new Map([[`${path}.conf`, 'executeInTransaction=false\n']]) }), ['up each: select 1;']);
    assert.deepEqual(parts('flyway', 'create index concurrently i on t (a);', path), ['up each: create index concurrently i on t (a);']);
    assert.deepEqual(parts('flyway', 'select 1;', '/m/afterMigrate.sql'), []);
  });

  it('several statements sent as one string are one transaction, a single one is not', () => {
    for (const [framework, path] of [['golang-migrate', '/m/1_a.up.sql'], ['prisma', '/m/1_a/migration.sql']] as const) {
      assert.deepEqual(parts(framework, '-- a; b\nselect 1;', path), ['up each: -- a; b\nselect 1;']);
      assert.deepEqual(parts(framework, 'select 1; select 2', path), ['up one: select 1; select 2']);
    }
    assert.deepEqual(parts('golang-migrate', 'select 1;', '/m/1_a.down.sql'), ['down each: select 1;']);
  });

  it('goose has sections and a mark for no transaction', () => {
    const text = '-- comment\n-- +goose Up\n-- +goose StatementBegin\nselect 1;\n-- +goose StatementEnd\n-- +goose Down\nselect 2;';
    assert.deepEqual(parts('goose', text), ['up one: -- +goose Up\n-- +goose StatementBegin\nselect 1;\n-- +goose StatementEnd', 'down one: -- +goose Down\nselect 2;']);
    assert.deepEqual(parts('goose', '-- +goose NO TRANSACTION\n-- +goose Up\nselect 1; select 2;'), ['up each: -- +goose Up\nselect 1; select 2;']);
  });

  it('dbmate marks each section', () => {
    assert.deepEqual(parts('dbmate', '-- migrate:up transaction:false\nselect 1;\n-- migrate:down\nselect 2;'), [
      'up each: -- migrate:up transaction:false\nselect 1;', 'down one: -- migrate:down\nselect 2;',
    ]);
    assert.deepEqual(parts('dbmate', '-- migrate:up transaction:false\nselect 1; select 2;'), ['up one: -- migrate:up transaction:false\nselect 1; select 2;']);
  });

  it('sqlx only looks at the start of the file', () => {
    assert.deepEqual(parts('sqlx', '-- no-transaction\nselect 1;'), ['up each: -- no-transaction\nselect 1;']);
    assert.deepEqual(parts('sqlx', '\n-- no-transaction\nselect 1;'), ['up one: -- no-transaction\nselect 1;']);
  });

  it('diesel reads metadata.toml', () => {
    const sides = new Map([['/m/1_a/metadata.toml', 'run_in_transaction = false\n']]);
    assert.deepEqual(parts('diesel', 'select 1;', '/m/1_a/up.sql', { sides }), ['up each: select 1;']);
    assert.deepEqual(parts('diesel', 'select 1;', '/m/1_a/down.sql'), ['down one: select 1;']);
    assert.deepEqual(parts('diesel', 'select 1;', '/m/1_a/data.sql'), []);
  });

  it('Drizzle, knex, node-pg-migrate and Supabase wrap', () => {
    for (const framework of ['drizzle', 'knex', 'node-pg-migrate', 'supabase'] as const) assert.deepEqual(parts(framework, 'select 1;'), ['up one: select 1;']);
    assert.deepEqual(parts('node-pg-migrate', '-- Up Migration\nselect 1;\n-- Down Migration\nselect 2;'), [
      'up one: -- Up Migration\nselect 1;', 'down one: -- Down Migration\nselect 2;',
    ]);
  });

  it('Atlas has a mark for no transaction', () => {
    assert.deepEqual(parts('atlas', '-- atlas:txmode none\n\nselect 1;'), ['up each: -- atlas:txmode none\n\nselect 1;']);
    assert.deepEqual(parts('atlas', 'select 1;'), ['up one: select 1;']);
  });

  it('Liquibase has a part for each changeset', () => {
    const text = '--liquibase formatted sql\n\n--changeset me:1\nselect 1;\n--rollback select 2;\n--changeset me:2 runInTransaction:false\nselect 3;';
    assert.deepEqual(parts('liquibase', text), [
      'up one: --changeset me:1\nselect 1;\n--rollback select 2;', 'up each: --changeset me:2 runInTransaction:false\nselect 3;',
    ]);
  });

  it('Alembic has a part for each revision, and says BEGIN itself', () => {
    const text = 'CREATE TABLE alembic_version (v text);\n\nBEGIN;\n\n-- Running upgrade  -> a1\n\nselect 1;\n\nCOMMIT;\n\nBEGIN;\n\n-- Running upgrade a1 -> b2\n\nselect 2;\n\nCOMMIT;\n';
    const cut = text.lastIndexOf('BEGIN;');
    assert.deepEqual(parts('alembic', text), [`up each: ${text.slice(0, cut).trim()}`, `up each: ${text.slice(cut).trim()}`]);
    assert.deepEqual(parts('alembic', 'BEGIN;\n\n-- Running downgrade b -> a\nselect 1;'), ['down each: BEGIN;\n\n-- Running downgrade b -> a\nselect 1;']);
  });

  it('what a file says of itself is stronger than the configuration', () => {
    assert.deepEqual(parts('goose', '-- +goose NO TRANSACTION\n-- +goose Up\nselect 1;', '/m/1.sql', { configured: 'one' }), ['up each: -- +goose Up\nselect 1;']);
    assert.deepEqual(parts('flyway', 'select 1;', '/m/V1__a.sql', { configured: 'each' }), ['up each: select 1;']);
    assert.deepEqual(parts('golang-migrate', 'select 1; select 2;', '/m/1_a.up.sql', { configured: 'each' }), ['up each: select 1; select 2;']);
  });

  it('survives any text', () => {
    for (const framework of ['plain', 'goose', 'liquibase', 'alembic', 'prisma', 'dbmate'] as const) {
      for (const text of ['', '\u0000', "'", '-- +goose', '$$', '\ud800', '-- changeset', 'BEGIN;\n-- Running upgrade', '-- migrate:up']) {
        for (const { start, end } of migrationParts(framework, { path: '/m/1/migration.sql', text })) assert.ok(start >= 0 && start <= end && end <= text.length);
      }
    }
  });

  it('moves with an edit as if the file were read again, and asks for that only where the edit may tell of parts', async () => {
    const coach = await makeCoach();
    const markers = ['-- +goose Up', '-- +goose Down', '-- migrate:up', '-- migrate:down', '-- Up Migration', '-- Down Migration', '--changeset me:1', '--changeset me:2 runInTransaction:false', '-- Running upgrade 1 -> 2', '-- Running downgrade 2 -> 1'];
    const others = ['CREATE TABLE a (b int);', 'SELECT 1;', '-- a comment', 'BEGIN;', 'COMMIT;', 'CREATE INDEX CONCURRENTLY i ON a (b);', '', 'SELECT 2; -- +goose Down', '-- atlas:txmode none'];
    const inserted = ['x', '\n', '-', ';', 'x y', '', ' '];
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    const path: Readonly<Partial<Record<FrameworkName, string>>> = { flyway: '/m/V1__a.sql', 'golang-migrate': '/m/1_a.up.sql', prisma: '/m/1/migration.sql', diesel: '/m/1/up.sql' };
    let moved = 0;
    for (const framework of ['goose', 'dbmate', 'node-pg-migrate', 'liquibase', 'alembic', 'flyway', 'golang-migrate', 'prisma', 'sqlx', 'atlas', 'plain'] as const) {
      const read = (text: string) => migrationParts(framework, { path: path[framework] ?? '/m/1_a.sql', text });
      for (let round = 0; round < 60; round++) {
        let document = coach.open(Array.from({ length: 12 }, () => (random(4) === 0 ? pick(markers) : pick(others))).join('\n'));
        let known = read(document.text);
        for (let edit = 0; edit < 10; edit++) {
          const start = random(document.text.length + 1);
          const next = coach.edit(document, { start, end: Math.min(document.text.length, start + pick([0, 0, 1, 3])), text: pick(inserted) });
          const after = movedParts(known, document, next);
          if (after !== undefined) {
            moved += 1;
            assert.deepEqual(after, read(next.text), `${framework}\n${document.text}\n=>\n${next.text}`);
          }
          known = read(next.text);
          document = next;
        }
      }
    }
    assert.ok(moved > 500, `${moved} edits`);
  });
});
