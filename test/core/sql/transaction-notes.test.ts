import assert from 'node:assert/strict';
import type { Note, TransactionState } from '../../../server/core/rules/rule';
import { transactionsOf } from '../../../server/core/sql/transaction-notes';

interface Said {
  readonly said: string;
}

function noted(...list: readonly (readonly [string, TransactionState, number?])[]): readonly Note[] {
  return list.map(([text, transaction, unit = 0], number) => ({
    number, transaction, unit, direction: 'up', value: text === 'BEGIN' ? { control: 'begin' } : text === 'END' ? { control: 'end' } : { said: text },
  }));
}

function inWords(notes: readonly Note[]): readonly string[] {
  return transactionsOf<Said>(notes).map(({ explicit, notes: inside }) => `${explicit ? 'BEGIN ' : ''}${inside.map(({ value }) => value.said).join(' ')}`);
}

describe('transactions of what rules noted', () => {
  it('go from BEGIN to COMMIT', () => {
    assert.deepEqual(inWords(noted(['a', 'outside'], ['BEGIN', 'outside'], ['b', 'inside'], ['c', 'inside'], ['END', 'inside'], ['d', 'outside'], ['BEGIN', 'outside'], ['e', 'inside'])), ['BEGIN b c', 'BEGIN e']);
  });

  it('are one for a file that is run in one, and end where the file ends it', () => {
    assert.deepEqual(inWords(noted(['a', 'inside'], ['b', 'inside'])), ['a b']);
    assert.deepEqual(inWords(noted(['a', 'inside'], ['END', 'inside'], ['b', 'outside'])), ['a']);
  });

  it('do not nest', () => {
    assert.deepEqual(inWords(noted(['BEGIN', 'outside'], ['a', 'inside'], ['BEGIN', 'inside'], ['b', 'inside'])), ['BEGIN a b']);
  });

  it('are another one in another part of the file', () => {
    assert.deepEqual(inWords(noted(['a', 'inside', 0], ['b', 'inside', 1])), ['a', 'b']);
  });

  it('are none where nobody told', () => {
    assert.deepEqual(inWords(noted(['a', 'unknown'], ['b', 'unknown'])), []);
  });
});
