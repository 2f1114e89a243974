import assert from 'node:assert/strict';
import { loadModule, parseSync } from 'libpg-query';
import { split } from '../../../server/core/sql/split';

function texts(text: string): readonly string[] {
  return split(text).pieces.map(({ kind, span }) => (kind === 'sql' ? '' : `${kind}: `) + text.slice(span.start, span.end));
}

describe('split', () => {
  before(() => loadModule());

  it('agrees with PostgreSQL on where statements begin and end', () => {
    const text = [
      "SELECT ';', \";\", $$;$$, $a$ $$;$b$ $a$, E'\\';', U&'\\003b;', B'01', X'ff', N';' -- ;\n/* ; /* ; */ ; */;;",
      '🙂é AS x;'.replace('🙂é AS x', 'SELECT 1 AS "🙂é"'), 'SELECT 1\r\n;\rSELECT 2',
      ';CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE a WHEN 1 THEN 2 END; SELECT 3; END',
      ';CREATE OR REPLACE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; DELETE FROM u)', ";SELECT E'a'\n'\\';'", ';BEGIN;END;SELECT 1.5e3,.5,1_000,0xFF,$1',
    ].join('');
    const bytes = Buffer.from(text);
    const expected = (parseSync(text).stmts ?? []).map(({ stmt_location: from = 0, stmt_len: length }) =>
      bytes.subarray(from, length === undefined ? bytes.length : from + length).toString());
    const trimmed = expected.map((statement) => {
      const [piece] = split(statement).pieces;
      return statement.slice(piece?.span.start, piece?.span.end);
    });
    assert.deepEqual(texts(text), trimmed);
    assert.equal(trimmed.length, 10);
  });

  it('cuts psql commands and COPY data out', () => {
    const text = '\\set x 1\nCOPY t (a) FROM stdin;\n1;\'\n\\.\nSELECT 1 \\gset\nSELECT 2\\; SELECT 3;\n\\echo it\'s\r\nSELECT 4;';
    assert.deepEqual(texts(text), [
      'psql: \\set x 1', 'COPY t (a) FROM stdin', "copy-data: 1;'\n\\.", 'SELECT 1', 'psql: \\gset', 'SELECT 2', 'SELECT 3', "psql: \\echo it's", 'SELECT 4',
    ]);
    assert.deepEqual(texts('COPY t FROM stdin;\nSELECT 1;'), ['COPY t FROM stdin', 'SELECT 1']);
    assert.deepEqual(texts('COPY (SELECT stdin FROM stdin) TO stdout;\nSELECT 1;\n\\.\n'), ['COPY (SELECT stdin FROM stdin) TO stdout', 'SELECT 1', 'psql: \\.']);
  });

  for (const [what, broken] of [
    ['quote', "SELECT 'a"], ['identifier', 'SELECT "a'], ['dollar quote', 'DO $x$ BEGIN'], ['comment', 'SELECT 1 /* a'],
    ['body', 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1'], ['rule', 'CREATE RULE r AS ON INSERT TO t DO (SELECT 1'],
  ] as const) {
    it(`goes on behind an open ${what}`, () => {
      assert.deepEqual(texts(`SELECT 0;\n${broken};\n\n-- next\nSELECT 2;\nSELECT 3;\n`), ['SELECT 0', broken, 'SELECT 2', 'SELECT 3']);
    });
  }

  it('gives comments to the statement below unless a blank line parts them', () => {
    const text = '-- file\n\n-- above\n/* more */ SELECT 1 /* in */ + 1 -- tail\n; -- same line\nSELECT 2; -- last\n';
    const { pieces, trailingComments } = split(text);
    assert.deepEqual(pieces.map(({ full }) => text.slice(full.start, full.end)), [
      '-- above\n/* more */ SELECT 1 /* in */ + 1 -- tail\n;', 'SELECT 2;',
    ]);
    const comments = pieces.map((piece) => piece.comments.map(({ start, end }) => text.slice(start, end)));
    assert.deepEqual(comments, [['-- file', '-- above', '/* more */', '/* in */', '-- tail'], ['-- same line']]);
    assert.deepEqual(trailingComments.map(({ start, end }) => text.slice(start, end)), ['-- last']);
  });

  it('does not let the open parenthesis of a rule take the statements after it, however many', () => {
    const rule = 'CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1;';
    assert.deepEqual(texts(`${rule}\nCREATE TABLE a ();`), [rule.slice(0, -1), 'CREATE TABLE a ()']);
    assert.equal(split(`${rule}\n`.repeat(20_000)).pieces.length, 20_000);
  });

  it('reads empty files, a byte order mark, stray semicolons and any characters', () => {
    assert.deepEqual(texts(''), []);
    assert.deepEqual(texts(' ;; \n'), []);
    assert.deepEqual(texts('\ufeffSELECT 1;'), ['SELECT 1']);
    assert.deepEqual(texts('SELECT \0 1; \ud800;\u00a0;'), ['SELECT \0 1', '\ud800', '\u00a0']);
    assert.deepEqual(split('SELECT 1').pieces.map(({ terminated }) => terminated), [false]);
  });

  for (const marker of ['-- migrate:down', '--migrate:down transaction:false', '-- +goose Down', '-- Down Migration', '--changeset me:2', '-- changeset me:a-2 runInTransaction:false']) {
    it(`ends a statement without a semicolon before ${marker}`, () => {
      const text = `CREATE TABLE a (id int)\n-- why\n\n${marker}\nDROP TABLE a`;
      const { pieces } = split(text);
      assert.deepEqual(pieces.map(({ span, terminated }) => [text.slice(span.start, span.end), terminated]), [['CREATE TABLE a (id int)', false], ['DROP TABLE a', false]]);
    });
  }

  it('goes on over other comments', () => {
    for (const comment of ['-- migrate:upwards', '-- goose down', '-- changeset of last week', '/* -- migrate:down */', '-- about +goose Down']) assert.equal(split(`SELECT\n${comment}\n1`).pieces.length, 1, comment);
  });
});
