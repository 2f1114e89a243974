import type { RehearsalReport, RehearsedLock, RehearsedStatement } from '../../server/core/trace/report';
import type { RehearsedFile } from '../../webview/rehearsal/protocol';

export const rehearsedFile: RehearsedFile = { uri: 'file:///project/migrations/007_next_release.sql', name: 'migrations/007_next_release.sql' };

export function rehearsed(line: number, text: string, more: Partial<RehearsedStatement> = {}): RehearsedStatement {
  return {
    kind: 'observed', place: { line, character: 0 }, text, locks: [], rewrites: [], scans: [], creates: [], drops: [],
    duration: 1.25, message: '', more: [], errorPlace: undefined, differences: [], ...more,
  };
}

export function lock(relation: string, mode: string, more: Partial<RehearsedLock> = {}): RehearsedLock {
  return { relation, mode, blocks: 'blocks writes; reads go on', own: false, ...more };
}

/** One statement of each kind. */
export function releaseReport(more: Partial<RehearsalReport> = {}): RehearsalReport {
  return {
    summary: '4 statements ran, 1 failed, 1 skipped; strongest lock: ACCESS EXCLUSIVE on customers; 1 difference to the prediction',
    source: 'embedded PostgreSQL 18, after 6 migrations',
    statements: [
      rehearsed(2, 'CREATE INDEX orders_placed_at_idx\n  ON orders (placed_at)', { locks: [lock('orders', 'SHARE')], scans: ['orders'], creates: ['orders_placed_at_idx'], duration: 48.2 }),
      rehearsed(5, 'ALTER TABLE customers ALTER COLUMN country TYPE varchar(2)', {
        locks: [lock('customers', 'ACCESS EXCLUSIVE', { blocks: 'blocks every read and write' })], rewrites: ['customers'], differences: ['predicted rewrite of public.customers_country_idx, seen none'],
      }),
      rehearsed(6, 'CREATE TABLE coupons (id bigint PRIMARY KEY)', { creates: ['coupons', 'coupons_pkey'] }),
      rehearsed(7, 'CREATE INDEX CONCURRENTLY coupons_idx ON coupons (id)', { kind: 'unwatched', locks: [lock('coupons', 'SHARE UPDATE EXCLUSIVE', { own: true })], creates: ['coupons_idx'] }),
      rehearsed(9, 'ALTER TABLE reviews ADD COLUMN body no_such_type', {
        kind: 'failed', duration: undefined, message: 'type "no_such_type" does not exist', more: ['Perhaps it is in an extension.'], errorPlace: { line: 9, character: 36 },
      }),
      rehearsed(11, '\\echo done', { kind: 'skipped', duration: undefined, message: 'a command of psql, not SQL' }),
    ],
    problems: [{ path: '/project/migrations/004_items.sql', line: 6, message: 'relation "products" does not exist' }],
    notes: ['Times are those of a database that holds only what the migrations insert.'],
    ...more,
  };
}
