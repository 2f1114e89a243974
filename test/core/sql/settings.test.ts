import assert from 'node:assert/strict';
import { timeoutOf } from '../../../server/core/sql/settings';

describe('timeouts as PostgreSQL reads them', () => {
  it('are milliseconds without a unit', () => {
    assert.equal(timeoutOf('2000'), 2000);
    assert.equal(timeoutOf(' 0 '), 0);
  });

  it('have units', () => {
    assert.deepEqual(['5us', '5ms', '5s', '1.5min', '2 h', '1d'].map(timeoutOf), [0.005, 5, 5000, 90_000, 7_200_000, 86_400_000]);
  });

  it('are unknown in any other form', () => {
    assert.deepEqual(['', 'fast', '5 weeks', '5S', '-1', '{{ t }}'].map(timeoutOf), Array.from({ length: 6 }));
  });
});
