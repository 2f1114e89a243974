import assert from 'node:assert/strict';
import { generatedName, removeCommand, splitAlterTable } from '../../../server/core/sql/alter-command';
import { tokensOf } from '../../../server/core/sql/find';
import { applyEdits } from '../../../server/core/text/span';

function split(text: string, count: number): { readonly head: string; readonly commands: readonly string[] } | undefined {
  const parts = splitAlterTable(tokensOf(text), count);
  return parts && { head: parts.head, commands: parts.commands.map(({ start, end }) => text.slice(start, end)) };
}

describe('splitAlterTable', () => {
  it('tells subcommands apart by commas outside of parentheses, brackets, literals and comments', () => {
    assert.deepEqual(split(`alter table t add a numeric(1, 2), /* , */ add b int[] default array[1, 2] -- ,\n, add c text default 'x,y'`, 3), {
      head: 'alter table t', commands: ['add a numeric(1, 2)', 'add b int[] default array[1, 2]', `add c text default 'x,y'`],
    });
  });
  it('keeps the head as it is written, without comments', () => {
    assert.equal(split('ALTER TABLE IF EXISTS ONLY "a,b" . "c.d" -- here\n DROP x', 1)?.head, 'ALTER TABLE IF EXISTS ONLY "a,b" . "c.d"');
    assert.equal(split('ALTER TABLE ONLY (s.t) DROP x', 1)?.head, 'ALTER TABLE ONLY (s.t)');
    assert.equal(split('ALTER TABLE db.s.t * DROP x', 1)?.head, 'ALTER TABLE db.s.t *');
    assert.equal(split('ALTER TABLE größe DROP x', 1)?.head, 'ALTER TABLE größe');
  });
  it('gives up where the number does not fit or it is another statement', () => {
    assert.equal(split('ALTER TABLE t DROP x, DROP y', 1), undefined);
    assert.equal(split('ALTER TABLE t DROP x,', 2), undefined);
    assert.equal(split('ALTER TABLE t', 0), undefined);
    assert.equal(split('ALTER VIEW v RENAME TO w', 1), undefined);
    assert.equal(split('', 1), undefined);
  });
});

describe('removeCommand', () => {
  const text = 'ALTER TABLE t DROP a, DROP b /* b */, DROP c';
  const without = (index: number): string | undefined => {
    const parts = splitAlterTable(tokensOf(text), 3);
    const edit = parts && removeCommand(parts, index);
    return edit && applyEdits(text, [edit]);
  };
  it('takes the comma along', () => {
    assert.equal(without(0), 'ALTER TABLE t DROP b /* b */, DROP c');
    assert.equal(without(1), 'ALTER TABLE t DROP a /* b */, DROP c');
    assert.equal(without(2), 'ALTER TABLE t DROP a, DROP b');
    assert.equal(without(3), undefined);
  });
  it('leaves the only one', () => {
    const parts = splitAlterTable(tokensOf('ALTER TABLE t DROP a'), 1);
    assert.ok(parts);
    assert.equal(removeCommand(parts, 0), undefined);
  });
});

describe('generatedName', () => {
  it('is quoted where it must be', () => {
    assert.equal(generatedName(['orders', 'user_id'], 'fkey'), 'orders_user_id_fkey');
    assert.equal(generatedName(['Orders'], 'check'), '"Orders_check"');
  });
  it('fits into 63 bytes and keeps its label', () => {
    assert.equal(generatedName(['x'.repeat(80), 'y'], 'idx'), `${'x'.repeat(59)}_idx`);
    assert.equal(generatedName(['ß'.repeat(40)], 'idx'), `"${'ß'.repeat(29)}_idx"`);
  });
});
