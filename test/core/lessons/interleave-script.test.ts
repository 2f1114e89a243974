import assert from 'node:assert/strict';
import { readInterleaveScript } from '../../../server/core/lessons/interleave-script';

describe('readInterleaveScript', () => {
  it('reads who does what, with lines', () => {
    assert.deepEqual(readInterleaveScript('-- @T1 begin isolation level serializable\nSELECT 1;\n-- a comment\nSELECT 2;\n-- @T1 park\n\n-- @T2\nSELECT 3\n-- @T2 rollback\n-- @T1 commit'), {
      ok: true,
      steps: [
        { kind: 'begin', actor: 'T1', mode: 'isolation level serializable', line: 1 },
        { kind: 'sql', actor: 'T1', sql: 'SELECT 1', line: 2 },
        { kind: 'sql', actor: 'T1', sql: 'SELECT 2', line: 4 },
        { kind: 'park', actor: 'T1', line: 5 },
        { kind: 'sql', actor: 'T2', sql: 'SELECT 3', line: 8 },
        { kind: 'rollback', actor: 'T2', line: 9 },
        { kind: 'commit', actor: 'T1', line: 10 },
      ],
    });
  });

  it('says at which line a script cannot work', () => {
    const cases: readonly (readonly [string, number, RegExp])[] = [
      ['', 1, /no statements/],
      ['SELECT 1;', 1, /belongs to nobody/],
      ['-- @T1\nSELECT 1;', 2, /T1 never ends/],
      ['-- @T1 wait', 1, /`@T1 wait` is not known/],
      ['-- @T1 park', 1, /no open transaction to park/],
      ['-- @T1 commit', 1, /no transaction to end/],
      ['-- @T1\nSELECT 1;\n-- @T2\nSELECT 2;', 4, /T1 has an open transaction/],
      ['-- @T1\nSELECT 1;\n-- @T1 park\n-- @T1\nSELECT 2;', 5, /T1 is parked/],
      ['-- @T1 begin\n-- @T1 begin', 2, /has begun already/],
      ['-- @T1\n\\d\n', 2, /Only SQL runs here/],
    ];
    for (const [script, line, message] of cases) {
      const read = readInterleaveScript(script);
      assert.ok(!read.ok, script);
      assert.equal(read.line, line, script);
      assert.match(read.message, message);
    }
  });
});
