import assert from 'node:assert/strict';
import { nearest } from '../../../server/core/rules/nearest';

describe('nearest', () => {
  it('finds what was meant', () => {
    assert.equal(nearest('select-sta', ['select-star', 'syntax-error']), 'select-star');
    assert.equal(nearest('ban-drop-colum', ['ban-drop-column', 'select-star']), 'ban-drop-column');
  });
  it('keeps silent where nothing is close', () => {
    assert.equal(nearest('wash-the-dishes', ['select-star', 'syntax-error']), undefined);
    assert.equal(nearest('', ['select-star']), undefined);
  });
});
