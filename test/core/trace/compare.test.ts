import assert from 'node:assert/strict';
import type { Effects } from '../../../server/core/effects/effects';
import type { LockMode } from '../../../server/core/effects/lock-mode';
import { agreement, differencesOf } from '../../../server/core/trace/compare';

const nothing = { locks: [], rewrites: [], scans: [], creates: [], drops: [] };

function locks(modes: Readonly<Record<string, LockMode>>): Effects['locks'] {
  return Object.entries(modes).map(([name, mode]) => ({ relation: { schema: 'public', name }, mode }));
}

function compare(predicted: Partial<Effects>, seen: Partial<Effects>, kind: 'observed' | 'unwatched' = 'observed'): readonly string[] {
  const told: Effects = { ...nothing, transaction: 'any', certainty: 'exact', ...predicted };
  return differencesOf(told, { kind, observed: { ...nothing, duration: 0, ...seen } }).map(({ message }) => message);
}

describe('a comparison of prediction and observation', () => {
  const t = [{ schema: 'public', name: 't' }];

  it('wants the same of an exact prediction', () => {
    assert.deepEqual(compare({ locks: locks({ a: 'ShareLock' }), rewrites: t }, { locks: locks({ a: 'ShareLock' }), rewrites: t }), []);
    assert.deepEqual(compare({ locks: locks({ a: 'ShareLock' }) }, { locks: locks({ a: 'AccessExclusiveLock', b: 'AccessShareLock' }) }), [
      'predicted ShareLock on public.a, seen AccessExclusiveLock', 'predicted no lock on public.b, seen AccessShareLock',
    ]);
    assert.deepEqual(compare({ rewrites: t, creates: t }, { scans: t, drops: t }), [
      'predicted rewrite of public.t, seen none', 'predicted no scan of public.t, seen one', 'predicted creation of public.t, seen none', 'predicted no drop of public.t, seen one',
    ]);
  });

  it('lets more happen than a prediction of at least this, but not less', () => {
    const certainty = 'at-least';
    assert.deepEqual(compare({ certainty, locks: locks({ a: 'ShareLock' }) }, { locks: locks({ a: 'ExclusiveLock', b: 'ShareLock' }), rewrites: t, drops: t }), []);
    assert.deepEqual(compare({ certainty, locks: locks({ a: 'ShareLock', b: 'ShareLock' }), scans: t }, { locks: locks({ a: 'RowShareLock' }) }), [
      'predicted ShareLock on public.a, seen RowShareLock', 'predicted ShareLock on public.b, seen none', 'predicted scan of public.t, seen none',
    ]);
  });

  it('takes a table that was written anew for one that was read, unless the prediction is exact', () => {
    assert.deepEqual(compare({ certainty: 'at-least', scans: t }, { rewrites: t }), []);
    assert.deepEqual(compare({ scans: t }, { rewrites: t }), ['predicted no rewrite of public.t, seen one', 'predicted scan of public.t, seen none']);
  });

  it('says nothing of what was not predicted, failed or was skipped', () => {
    assert.deepEqual(compare({ certainty: 'unknown', rewrites: t }, {}), []);
    const told: Effects = { ...nothing, rewrites: t, transaction: 'any', certainty: 'exact' };
    assert.deepEqual(differencesOf(told, { kind: 'skipped', reason: '' }), []);
  });

  it('looks outside of a transaction only at what can be seen there', () => {
    assert.deepEqual(compare({ locks: locks({ a: 'ShareUpdateExclusiveLock' }), scans: t, transaction: 'forbidden' }, {}, 'unwatched'), []);
    assert.deepEqual(compare({}, { rewrites: t }, 'unwatched'), ['predicted no rewrite of public.t, seen one', 'predicted that it can run in a transaction, but it was refused there']);
    assert.deepEqual(compare({ transaction: 'forbidden' }, {}), ['predicted that it cannot run in a transaction, but it ran in one']);
  });

  it('never rounds up to full agreement', () => {
    assert.equal(agreement({ compared: 100_000, differing: 1 }), '99.9 %');
    assert.equal(agreement({ compared: 10, differing: 0 }), '100 %');
    assert.equal(agreement({ compared: 0, differing: 0 }), 'nothing to compare');
  });
});
