import assert from 'node:assert/strict';
import { allEdits, editText, unedited } from '../../../server/core/text/edited-text';
import { applyEdits, type Edit } from '../../../server/core/text/span';

const first = 'abcdefghij';

function run(...rounds: (readonly Edit[])[]) {
  return rounds.reduce(editText, unedited(first));
}

describe('edited text', () => {
  it('says in edits of the first text what several rounds made of it', () => {
    const edited = run([{ start: 2, end: 4, text: 'XYZ' }, { start: 8, end: 8, text: '+' }], [{ start: 3, end: 4, text: '' }, { start: 0, end: 0, text: '<' }], [{ start: 1, end: 2, text: 'A' }]);
    assert.equal(edited.text, '<AbXZefgh+ij');
    const edits = allEdits(edited, first.length);
    assert.equal(applyEdits(first, edits), edited.text);
    assert.deepEqual(edits, [{ start: 0, end: 1, text: '<A' }, { start: 2, end: 4, text: 'XZ' }, { start: 8, end: 8, text: '+' }]);
  });

  it('joins what touches, and leaves nothing of what was written and taken away again', () => {
    assert.deepEqual(allEdits(run([{ start: 5, end: 5, text: 'new' }], [{ start: 5, end: 8, text: '' }]), first.length), []);
    assert.deepEqual(allEdits(run([{ start: 5, end: 6, text: 'x' }], [{ start: 6, end: 7, text: 'y' }]), first.length), [{ start: 5, end: 7, text: 'xy' }]);
    assert.deepEqual(allEdits(run([{ start: 0, end: 10, text: '' }]), first.length), [{ start: 0, end: 10, text: '' }]);
    assert.deepEqual(allEdits(editText(unedited(''), [{ start: 0, end: 0, text: 'a' }]), 0), [{ start: 0, end: 0, text: 'a' }]);
  });

  it('refuses edits that overlap or leave the text', () => {
    assert.throws(() => run([{ start: 0, end: 2, text: '' }, { start: 1, end: 3, text: '' }]), RangeError);
    assert.throws(() => run([{ start: 9, end: 11, text: '' }]), RangeError);
  });
});
