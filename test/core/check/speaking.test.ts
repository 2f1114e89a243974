import assert from 'node:assert/strict';
import { speakingAfter, speakingIn } from '../../../server/core/check/speaking';

type Said = Parameters<typeof speakingIn>[0][number];

/** One that says what the letters name: f a finding, n a note, c a crash. */
function record(letters: string): Said {
  const one = (letter: string) => (letters.includes(letter) ? [{ rule: letter }] : []) as never;
  return { findings: one('f'), notes: one('n'), crashes: one('c') };
}

const records = (text: string) => text.split(' ').map(record);

describe('the places of what speaks', () => {
  const before = records('f - n - - fc n -');

  it('are those of a look at all, whatever gave way to what', () => {
    const known = speakingIn(before);
    assert.deepEqual(known, { found: [0, 5], noted: [2, 6], crashed: [5] });
    for (let first = 0; first <= before.length; first++) {
      for (let oldEnd = first; oldEnd <= before.length; oldEnd++) {
        for (const fresh of [[], records('-'), records('fn'), records('- c'), records('f fn - nc')]) {
          const now = [...before.slice(0, first), ...fresh];
          assert.deepEqual(speakingAfter(known, { first, oldEnd }, now), speakingIn([...now, ...before.slice(oldEnd)]));
        }
      }
    }
  });

  it('stay the same list where none of what it names gave way', () => {
    const known = speakingIn(before);
    const after = speakingAfter(known, { first: 4, oldEnd: 5 }, [...before.slice(0, 4), record('f')]);
    assert.equal(after.noted, known.noted);
    assert.equal(after.crashed, known.crashed);
    assert.deepEqual(after.found, [0, 4, 5]);
    // Another note at the same place is another one.
    const again = speakingAfter(known, { first: 2, oldEnd: 3 }, [...before.slice(0, 2), record('n')]);
    assert.notEqual(again.noted, known.noted);
  });
});
