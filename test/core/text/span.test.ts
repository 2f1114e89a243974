import assert from 'node:assert/strict';
import { applyEdits, shiftEdit, shiftSpan } from '../../../server/core/text/span';

describe('applyEdits', () => {
  it('applies edits in any order', () => {
    assert.equal(applyEdits('abcdef', [{ start: 4, end: 5, text: 'X' }, { start: 0, end: 0, text: '<' }]), '<abcdXf');
  });
  it('refuses edits that overlap or leave the text', () => {
    assert.throws(() => applyEdits('abc', [{ start: 0, end: 2, text: '' }, { start: 1, end: 3, text: '' }]), RangeError);
    assert.throws(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }]), RangeError);
  });
});

describe('shiftSpan and shiftEdit', () => {
  it('move both ends', () => {
    assert.deepEqual(shiftSpan({ start: 1, end: 3 }, 10), { start: 11, end: 13 });
    assert.deepEqual(shiftEdit({ start: 1, end: 3, text: 'x' }, -1), { start: 0, end: 2, text: 'x' });
  });
});
