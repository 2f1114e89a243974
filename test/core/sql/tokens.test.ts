import assert from 'node:assert/strict';
import { loadModule, scanSync } from 'libpg-query';
import { closingIndex, findKeyword, findKeywordHere, identifiersIn, listItems, parenthesesAfter, spanOfName, spanOfNode, tokensOf } from '../../../server/core/sql/find';
import { foldIdentifier, formatName, parseNameList, quoteIdentifier } from '../../../server/core/sql/names';
import { split } from '../../../server/core/sql/split';
import { endOfLine, tokenize } from '../../../server/core/sql/tokens';

describe('tokens', () => {
  before(() => loadModule());

  for (const sql of [
    "SELECT a.b, \"A\"\"b\", U&\"d\\0061\", 'it''s', E'it\\'s', B'01', X'1f', U&'x' FROM t WHERE a->>'b' <> $1::int[1:2] AND b @> c",
    "x := 1; a => 2, 1..2, 1.5e-3, .5, 0x1F, 1_000, $tag$ $$ $tag$ $$x$$ a$b é_ñ /* a /* b */ c */ -- end\n+ -1 *-2 @-3 <=-4 a!=-b",
  ]) {
    it(`ends where PostgreSQL's do: ${sql.slice(0, 20)}…`, () => {
      const bytes = Buffer.from(sql);
      const theirs = scanSync(sql).tokens.map(({ start, end }) => bytes.subarray(start, end).toString());
      assert.deepEqual(tokenize(sql).map(({ start, end }) => sql.slice(start, end)), theirs);
    });
  }

  it('flags what is never closed and reads any characters', () => {
    for (const sql of ["'a", '"a', "E'a\\'", '$x$ a $y$', '/* /* */', "U&'"]) {
      assert.deepEqual(tokenize(sql).map(({ end, unclosed }) => ({ end, unclosed })), [{ end: sql.length, unclosed: true }], sql);
    }
    for (let code = 0; code < 0x300; code++) {
      const text = `${String.fromCharCode(code)}a`;
      assert.ok(tokenize(text).every(({ start, end }) => end > start && end <= text.length));
    }
    assert.equal(tokenize("N'n'").length, 1);
    assert.equal(tokenize('\ud800\0{\\').length, 4);
  });

  it('finds keywords, parentheses, names and list items', () => {
    const sql = 'CREATE INDEX CONCURRENTLY "i" ON s.t USING btree (lower(a), b /* on */ DESC) WHERE (c ON d)';
    const tokens = tokensOf(sql);
    const textOf = (span: { start: number; end: number } | undefined): string | undefined => span && sql.slice(span.start, span.end);
    assert.deepEqual(findKeyword(tokens, 0, 'index', 'concurrently'), { start: 7, end: 25 });
    assert.equal(findKeyword(tokens, 0, 'index', 'on'), undefined);
    assert.equal(findKeywordHere(tokens, sql.indexOf('USING'), 'on'), undefined);
    assert.equal(findKeyword(tokens, sql.indexOf('USING'), 'on')?.start, sql.lastIndexOf('ON'));
    const list = parenthesesAfter(tokens, 40);
    assert.equal(textOf(list), '(lower(a), b /* on */ DESC)');
    assert.ok(list !== undefined);
    assert.deepEqual(listItems(tokens, list).map(textOf), ['lower(a)', 'b /* on */ DESC']);
    assert.equal(textOf(spanOfNode({ location: sql.indexOf('lower') }, tokens)), 'lower(a)');
    assert.equal(textOf(spanOfNode({}, tokens)), 'CREATE');
    assert.equal(spanOfNode({ location: -1 }, tokens), undefined);
    assert.equal(textOf(spanOfName(sql.indexOf('s.t'), tokens)), 's.t');
    assert.deepEqual(identifiersIn(tokens, { start: 26, end: 36 }).map(({ name }) => name), ['i', 'on', 's', 't']);
    assert.equal(closingIndex(tokensOf('(a'), 0), undefined);
  });

  it('writes and reads names as PostgreSQL does', () => {
    assert.deepEqual(['a', 'A', 'a b', 'user', 'name', 'between', '', 'é', 'a"b', '1a'].map(quoteIdentifier), [
      'a', '"A"', '"a b"', '"user"', 'name', '"between"', '""', '"é"', '"a""b"', '"1a"',
    ]);
    assert.equal(formatName({ schema: 'S', name: 'order' }), '"S"."order"');
    assert.equal(foldIdentifier('AÉ'), 'aÉ');
    assert.equal(foldIdentifier('é'.repeat(40)), 'é'.repeat(31));
    assert.deepEqual(parseNameList('A, "B c".d, U&"\\0041"'), [{ name: 'a' }, { schema: 'B c', name: 'd' }, { name: 'A' }]);
    for (const wrong of ['', 'a,', 'a b', 'a..b', '"a', "'a'"]) assert.equal(parseNameList(wrong), undefined, wrong);
  });

  it('looks for the end of a line no further than asked', () => {
    assert.deepEqual([endOfLine('ab\ncd', 0), endOfLine('abcd', 1), endOfLine('abcd\n', 1, 3), endOfLine('ab\ncd', 0, 4)], [2, 4, 3, 2]);
  });

  it('reads a statement on one long line in time that grows with its length', function () {
    // Looking from each token to the end of the line would take minutes.
    this.timeout(30_000);
    const text = `SELECT ${Array.from({ length: 100_000 }, (_, n) => `x${n}`).join(' + ')} FROM t;`;
    assert.deepEqual(split(text).pieces.map(({ span }) => span), [{ start: 0, end: text.length - 1 }]);
  });
});
