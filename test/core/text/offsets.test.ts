import assert from 'node:assert/strict';
import { editLines, endOfLine, indexLines, offsetAt, positionAt } from '../../../server/core/text/line-index';
import { findLoneSurrogate, mapCodePoints, mapUtf8, utf8ByteLength } from '../../../server/core/text/utf8';

describe('line index', () => {
  const text = 'a\r\nbé🙂\rc\n\nd';

  it('counts \\n, \\r\\n and \\r as one line end each, there and back', () => {
    const index = indexLines(text);
    assert.deepEqual([...index.starts], [0, 3, 8, 10, 11]);
    for (let offset = 0; offset <= text.length; offset++) {
      if (offset === 2) continue;
      assert.equal(offsetAt(index, positionAt(index, offset)), offset);
    }
    assert.deepEqual(positionAt(index, 7), { line: 1, character: 4 });
    assert.equal(endOfLine(index, 0), 1);
    assert.equal(endOfLine(index, 3), 10);
  });

  it('moves positions outside the text to its nearest end', () => {
    const index = indexLines(text);
    assert.equal(offsetAt(index, { line: 0, character: 99 }), 1);
    assert.equal(offsetAt(index, { line: 99, character: 0 }), text.length);
    assert.equal(offsetAt(index, { line: -1, character: 5 }), 0);
    assert.deepEqual(positionAt(index, 99), { line: 4, character: 1 });
    assert.deepEqual(positionAt(indexLines(''), 3), { line: 0, character: 0 });
  });

  it('gives after any edit what counting the new text gives', () => {
    const pieces = ['', 'a', '\n', '\r', '\r\n', 'b\n\r', '\n\n'];
    for (const before of ['', 'ab', 'a\r\nb\rc\n\nd', '\r\r\n\n', 'x\n']) {
      for (let start = 0; start <= before.length; start++) {
        for (let end = start; end <= before.length; end++) {
          for (const inserted of pieces) {
            const after = before.slice(0, start) + inserted + before.slice(end);
            assert.deepEqual(editLines(indexLines(before), { start, end, text: inserted }, after), indexLines(after), JSON.stringify({ before, start, end, inserted }));
          }
        }
      }
    }
  });
});

describe('utf8', () => {
  for (const text of ['plain', `é🙂漢${'a🙂'.repeat(700)}é`, '']) {
    it(`maps bytes and code points of ${JSON.stringify(text.slice(0, 8))} (${text.length} units)`, () => {
      const bytes = mapUtf8(text);
      const points = mapCodePoints(text);
      let offset = 0;
      let byte = 0;
      for (const [point, character] of [...text].entries()) {
        assert.equal(bytes.toUtf16(byte), offset);
        assert.equal(points.toUtf16(point), offset);
        byte += Buffer.byteLength(character);
        assert.equal(bytes.toUtf16(byte - 1), offset);
        offset += character.length;
      }
      assert.equal(bytes.toUtf16(byte), text.length);
      assert.equal(bytes.toUtf16(byte + 9), text.length);
      assert.equal(bytes.toUtf16(-1), 0);
      assert.equal(utf8ByteLength(text), byte);
    });
  }

  it('finds halves of surrogate pairs that stand alone', () => {
    assert.equal(findLoneSurrogate('a🙂'), undefined);
    assert.equal(findLoneSurrogate('a🙂\ud83d'), 3);
    assert.equal(findLoneSurrogate('\ude42'), 0);
  });
});
