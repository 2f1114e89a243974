import assert from 'node:assert/strict';
import type { QualifiedName } from '../../../server/core/catalog/model';
import { blockedBy, detailsOf, lockName, summaryOf } from '../../../server/core/effects/describe';
import type { Effects } from '../../../server/core/effects/effects';
import { lockModes, type LockMode } from '../../../server/core/effects/lock-mode';

const named = (name: string): QualifiedName => ({ schema: 'public', name });
const display = ({ name }: QualifiedName) => name;
const holding = (locks: Readonly<Record<string, LockMode>>) => Object.entries(locks).map(([name, mode]) => ({ relation: named(name), mode }));
const nothing: Effects = { locks: [], rewrites: [], scans: [], creates: [], drops: [], transaction: 'any', certainty: 'exact' };

describe('effects in words', () => {
  it('gives every mode the manual\'s name and says what it blocks', () => {
    assert.deepEqual(lockModes.map(lockName), [
      'ACCESS SHARE', 'ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE',
    ]);
    assert.equal(new Set(lockModes.map(blockedBy)).size, lockModes.length);
    assert.equal(blockedBy('AccessExclusiveLock'), 'blocks every read and write');
  });

  it('sums a statement up in a line, the worst lock first', () => {
    const summary = (effects: Partial<Effects>) => summaryOf({ ...nothing, ...effects }, display);
    assert.equal(summary({ locks: holding({ orders: 'AccessExclusiveLock' }), rewrites: [named('orders')] }), 'locks orders: ACCESS EXCLUSIVE · rewrites');
    assert.equal(summary({ locks: holding({ orders: 'ShareLock' }), scans: [named('orders')] }), 'locks orders: SHARE · scans');
    assert.equal(
      summary({ locks: holding({ items: 'RowShareLock', orders: 'ShareUpdateExclusiveLock' }), scans: [named('orders')] }),
      'locks orders: SHARE UPDATE EXCLUSIVE, items: ROW SHARE · scans orders');
    assert.equal(
      summary({ locks: holding({ a: 'ShareLock', b: 'ShareLock', c: 'AccessExclusiveLock', d: 'ShareLock' }), rewrites: ['a', 'b', 'c'].map(named), certainty: 'at-least' }),
      'locks c: ACCESS EXCLUSIVE, a: SHARE +2 more · rewrites a, b, c · perhaps more');
  });

  it('has no line for what concerns nobody else', () => {
    assert.equal(summaryOf({ ...nothing, creates: [named('orders')] }, display), undefined);
    assert.equal(summaryOf({ ...nothing, certainty: 'at-least' }, display), undefined);
    const own = { ...nothing, locks: holding({ fresh: 'AccessExclusiveLock', users: 'ShareRowExclusiveLock' }), rewrites: [named('fresh')] };
    assert.equal(summaryOf(own, display, ({ name }) => name !== 'fresh'), 'locks users: SHARE ROW EXCLUSIVE');
    assert.equal(summaryOf(own, display, () => false), undefined);
  });

  it('admits what it does not know', () => {
    assert.equal(summaryOf({ ...nothing, certainty: 'unknown' }, display), 'effects not known');
    assert.deepEqual(detailsOf({ ...nothing, certainty: 'unknown' }, display), ['What it does is not known beforehand.']);
  });

  it('spells everything out, locks of one mode together', () => {
    const effects: Effects = {
      locks: holding({ items: 'ShareRowExclusiveLock', orders: 'AccessExclusiveLock', users: 'ShareRowExclusiveLock' }),
      rewrites: [named('orders')], scans: [named('users')], creates: [named('orders_a'), named('orders_b')], drops: [named('old')], transaction: 'forbidden', certainty: 'at-least',
    };
    assert.deepEqual(detailsOf(effects, display), [
      'ACCESS EXCLUSIVE on orders: blocks every read and write.',
      'SHARE ROW EXCLUSIVE on items, users: blocks writes and other schema changes; reads go on.',
      'Rewrites orders: a new file for the rows and for every index, while the lock is held.',
      'Scans users: every row is read while the lock is held.',
      'Creates orders_a, orders_b.',
      'Drops old.',
      'Cannot run inside a transaction.',
      'It may do more than this.',
    ]);
    assert.deepEqual(detailsOf(effects, display, ({ name }) => name === 'users').slice(0, 2), [
      'SHARE ROW EXCLUSIVE on users: blocks writes and other schema changes; reads go on.', 'Scans users: every row is read while the lock is held.',
    ]);
    assert.deepEqual(detailsOf({ ...nothing, transaction: 'required' }, display), ['Runs only inside a transaction.']);
  });
});
