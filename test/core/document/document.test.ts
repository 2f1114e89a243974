import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { editDocument, openDocument, type OpenDocument } from '../../../server/core/document/document';
import { createStatementCache, type StatementCache } from '../../../server/core/document/statement-cache';

const fragments = [
  'SELECT 1;', "INSERT INTO t VALUES ('a;b');\n", '-- note\n', '/* c /* d */ */', '$$ a; b $$', "'", '"', '$$', '$x$', ';', '(', ')', '\n', '\r\n', '\r', ' ',
  '\\d t\n', '\\gset\n', '\\;', 'COPY t FROM stdin;\n', '1\t2\n\\.\n', 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN 1=1 THEN 1 END; END;\n',
  'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);\n', 'BEGIN ATOMIC', 'END', '/*', '*/', '🙂', 'é', "E'\\'", 'CREATE TABLE x (a int);\nSELECT 2;\n', '\n\n',
];

/** Numbers from 0 to below `limit`, the same for the same seed. */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function shape(document: OpenDocument): unknown {
  const { text, statements, trailingComments, segments, starts, trailingIgnores } = document;
  return {
    text, trailingComments, trailingIgnores, starts,
    segments: segments.map(({ statement, ...rest }) => ({ ...rest, kind: statement.kind, text: statement.text })),
    statements: statements.map(({ statement, ...place }) => ({ ...place, kind: statement.kind, text: statement.text })),
  };
}

describe('document', () => {
  let cache: StatementCache;
  before(async () => {
    cache = createStatementCache(await createParser());
  });

  for (let seed = 1; seed <= 30; seed++) {
    it(`gives after random edits what opening the text anew gives (seed ${seed})`, () => {
      const random = seeded(seed);
      const some = (): string => Array.from({ length: random(4) }, () => fragments[random(fragments.length)] ?? '').join('');
      let document = openDocument(Array.from({ length: seed % 2 === 0 ? 12 : 60 }, some).join(''), cache);
      for (let step = 0; step < 60; step++) {
        const start = random(document.text.length + 1);
        const end = Math.min(document.text.length, start + random(random(3) === 0 ? 40 : 3));
        const edit = { start, end, text: some() };
        const before = document.text;
        document = editDocument(document, edit, cache);
        assert.deepEqual(shape(document), shape(openDocument(document.text, cache)), JSON.stringify({ before, edit }));
      }
    });
  }

  it('keeps the very same statements before and behind an edit, and parses nothing to open a file', () => {
    let parsed = 0;
    const counting = createStatementCache({ parse: () => { parsed++; return { ok: true, statements: [] }; }, parsePlPgSql: () => undefined });
    const first = openDocument('SELECT 1;\nSELECT 2;\nSELECT 3;\nSELECT 4;\n', counting);
    const second = editDocument(first, first.text.replace('2', '22'), counting);
    assert.equal(parsed, 0);
    assert.deepEqual(second.statements.map(({ statement }) => statement.text), ['SELECT 1', 'SELECT 22', 'SELECT 3', 'SELECT 4']);
    for (const index of [0, 2, 3]) assert.equal(second.statements[index]?.statement, first.statements[index]?.statement);
    assert.deepEqual(second.statements[3]?.span, { start: 31, end: 39 });
  });

  it('opens a megabyte with 22,000 lines and answers edits in it', () => {
    const text = 'CREATE TABLE things (id bigint PRIMARY KEY, name text NOT NULL);\n-- a note\n'.repeat(14_000);
    const started = performance.now();
    const document = openDocument(text, cache);
    const took = performance.now() - started;
    assert.equal(document.statements.length, 14_000);
    assert.ok(took < 20_000, `took ${took} ms`);
    assert.equal(new Set(document.statements.map(({ statement }) => statement)).size, 1);
    const edited = editDocument(document, { start: 500, end: 500, text: ' ' }, cache);
    assert.equal(edited.statements.length, 14_000);
  });

  it('parses a tree again after it was dropped, and knows the error without it', async () => {
    const small = createStatementCache(await createParser(), { statementCharacters: 10_000, treeCharacters: 1 });
    const [a, b, c] = ['SELECT 1', 'SELECT 2', 'SELEC'].map((text) => small.statement('sql', text));
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    assert.deepEqual(Object.keys(a.tree ?? {}), ['SelectStmt']);
    assert.deepEqual(Object.keys(b.tree ?? {}), ['SelectStmt']);
    assert.deepEqual(Object.keys(a.tree ?? {}), ['SelectStmt']);
    assert.equal(a.error, undefined);
    assert.equal(c.tree, undefined);
    assert.deepEqual(c.error, { message: 'syntax error at or near "SELEC"', offset: 0 });
    assert.equal(small.statement('sql', 'SELECT 1'), a);
  });

  function dialectOf(text: string): string | undefined {
    return openDocument(text, cache).otherDialect?.name;
  }

  it('names another dialect only where PostgreSQL rejects the statement', () => {
    assert.equal(dialectOf('SELECT [dbo].[x].a FROM [dbo].[x]\nGO\n'), 'T-SQL');
    assert.equal(dialectOf('DECLARE @id INT = 1;'), 'T-SQL');
    assert.equal(dialectOf('SELECT 1;\nCREATE TABLE `a` (id INT) ENGINE=InnoDB;'), 'MySQL');
    assert.equal(dialectOf('DELIMITER //\nCREATE PROCEDURE x() BEGIN END //'), 'MySQL');
    assert.equal(dialectOf('PRAGMA foreign_keys=ON;'), 'SQLite');
    assert.equal(dialectOf('CREATE TABLE t (id integer PRIMARY KEY AUTOINCREMENT);'), 'SQLite');
    assert.equal(dialectOf('CREATE TABLE a (x NUMBER(10,2), y VARCHAR2(3) NOT);\n'), 'Oracle');
    for (const valid of [
      "SELECT '`a`', \"[dbo].[x]\", $$ PRAGMA x $$; -- AUTO_INCREMENT", 'CREATE TABLE a (x nvarchar(max), y varchar2(3), z number(1,2));',
      'SELECT a[b].c FROM t; SELECT FROM;', 'SELECT @ -1; SELEC', 'SELECT engine = memory FROM t',
    ]) assert.equal(dialectOf(valid), undefined, valid);
  });
});
