import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import { createExpectedTokens } from '../../server/adapters/expected-tokens';
import type { SqlParser } from '../../server/core/host';
import { walk } from '../../server/core/sql/walk';

function create(body: string): string {
  return `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$${body}$$`;
}

describe('libpg-query', function () {
  this.timeout(300_000);
  let parser: SqlParser;
  before(async () => {
    parser = await createParser();
  });

  function works(): void {
    assert.equal(parser.parse('SELECT 1').ok, true);
  }

  it('gives locations in UTF-16 units, also behind emoji and in later statements', () => {
    const sql = "SELECT 'é🙂', answer;\r\nSELECT '漢', ARRAY[other];";
    const outcome = parser.parse(sql);
    assert.ok(outcome.ok);
    const found: string[] = [];
    for (const { stmt } of outcome.statements) {
      assert.ok(stmt !== undefined);
      walk(stmt, (tag, node) => {
        if (tag === 'ColumnRef' && 'location' in node && typeof node.location === 'number') found.push(sql.slice(node.location).slice(0, 6));
      });
    }
    assert.deepEqual(found, ['answer', 'other]']);
    const [first, second] = outcome.statements;
    assert.equal(first?.stmt_len, sql.indexOf(';'));
    assert.equal(second?.stmt_location, sql.lastIndexOf('SELECT'));
    assert.equal(sql.slice(second?.stmt_location, (second?.stmt_location ?? 0) + (second?.stmt_len ?? 0)), "SELECT '漢', ARRAY[other]");
  });

  it('gives the error where it stands, in UTF-16 units', () => {
    const sql = "SELECT '🙂🙂é' FRM";
    assert.deepEqual(parser.parse(`${sql} t`), { ok: false, message: 'syntax error at or near "t"', offset: sql.length + 1 });
    assert.deepEqual(parser.parse("SELECT '🙂"), { ok: false, message: 'unterminated quoted string at or near "\'🙂"', offset: 7 });
    const atEnd = parser.parse("SELECT '🙂' +");
    assert.ok(!atEnd.ok);
    assert.equal(atEnd.offset, 13);
  });

  it('names NUL and broken surrogates with their place', () => {
    assert.deepEqual(parser.parse('SELECT 1; \0 SELECT'), { ok: false, message: 'A NUL character (U+0000) cannot be part of SQL text', offset: 10 });
    const outcome = parser.parse("SELECT '🙂\ud83d'");
    assert.ok(!outcome.ok);
    assert.match(outcome.message, /surrogate/);
    assert.equal(outcome.offset, 10);
  });

  it('reads over comments where the grammar looks a token ahead', () => {
    const rest = [
      'SELECT * FROM t WHERE a NOT /* é🙂 */ IN (1)', 'SELECT * FROM t WHERE a NOT -- é🙂\n BETWEEN 1 AND 2', "SELECT a NOT /* x /* y */ */ LIKE 'b--c' FROM t",
      'SELECT a FROM t ORDER BY a NULLS /* é */ FIRST', 'CREATE TABLE t (at timestamp WITH /* é */ TIME ZONE)', "SELECT U&'d\\0061t' /* é */ UESCAPE '\\'",
    ];
    for (const sql of rest) {
      const outcome = parser.parse(`${sql};\nSELECT '🙂', answer`);
      assert.ok(outcome.ok, sql);
      assert.equal(outcome.statements.length, 2);
      assert.equal(outcome.statements[1]?.stmt_location, sql.length + 2);
      const found: number[] = [];
      if (outcome.statements[1]?.stmt) walk(outcome.statements[1].stmt, (tag, node) => {
        if (tag === 'ColumnRef' && 'location' in node && typeof node.location === 'number') found.push(node.location);
      });
      assert.deepEqual(found, [sql.length + ";\nSELECT '🙂', ".length]);
    }
  });

  it('still rejects what is wrong beside its comments, where it stands', () => {
    const sql = 'SELECT a NOT /* é🙂 */ IN (1) FRM t';
    assert.equal(parser.parse(sql).ok, false);
    for (const wrong of ['SELECT a NOT /* b IN (1)', 'SELECT /* é🙂 */ FRM FRM FRM', "SELECT a NOT '/* */' IN (1)"]) assert.equal(parser.parse(wrong).ok, false, wrong);
    assert.deepEqual(parser.parse('SELECT /* é🙂 */ 1 +'), { ok: false, message: 'syntax error at end of input', offset: 20 });
  });

  it('accepts empty text and comments as no statement', () => {
    for (const sql of ['', '  ', '-- x', ';']) assert.deepEqual(parser.parse(sql), { ok: true, statements: [] });
  });

  it('survives nesting without end, many times in a row', () => {
    for (const deep of ['('.repeat(100_000) + '1' + ')'.repeat(100_000), '1' + '+1'.repeat(100_000), 'NOT '.repeat(100_000) + 'true', '(SELECT '.repeat(2900) + '1' + ')'.repeat(2900)]) {
      for (let round = 0; round < 3; round++) {
        const outcome = parser.parse(`SELECT ${deep}`);
        assert.ok(!outcome.ok);
        assert.match(outcome.message, /nested too deeply|memory exhausted/);
        works();
      }
    }
    for (let round = 0; round < 40; round++) assert.equal(parser.parse(`SELECT 1${'+1'.repeat(20_000)}`).ok, false);
    works();
  });

  it('reads a statement of ten megabytes and refuses longer ones', () => {
    assert.equal(parser.parse(`SELECT '${'x'.repeat(10_000_000)}'`).ok, true);
    works();
    const outcome = parser.parse(`SELECT '${'x'.repeat(13_000_000)}'`);
    assert.ok(!outcome.ok);
    assert.match(outcome.message, /too long/);
    works();
    const rows = parser.parse(`INSERT INTO t VALUES ${"(1,'abc',3),".repeat(800_000)}(1)`);
    assert.ok(!rows.ok);
    assert.match(rows.message, /too large/);
    works();
  });

  it('walks trees thousands of levels deep', () => {
    const outcome = parser.parse(`SELECT 1${'+1'.repeat(3000)}`);
    assert.ok(outcome.ok);
    const tree = outcome.statements[0]?.stmt;
    assert.ok(tree !== undefined);
    let deepest = 0;
    let constants = 0;
    walk(tree, (tag, _, ancestors) => {
      deepest = Math.max(deepest, ancestors.length);
      if (tag === 'A_Const') constants++;
    });
    assert.equal(constants, 3001);
    assert.equal(deepest, 3002);
  });

  it('reads PL/pgSQL, and gives undefined where it cannot', () => {
    assert.match(JSON.stringify(parser.parsePlPgSql(create('BEGIN PERFORM 1; END'))), /PLpgSQL_stmt_perform/);
    assert.equal(parser.parsePlPgSql(create('BEGIN PERFORM 1 END')), undefined);
    assert.equal(parser.parsePlPgSql('SELECT \0'), undefined);
  });

  it('explains an error only where the second grammar stops at the same place', async () => {
    const tokens = createExpectedTokens();
    const sql = 'UPDATE t a = 1';
    const outcome = parser.parse(sql);
    assert.ok(!outcome.ok);
    assert.deepEqual(await tokens.expectedAt(sql, outcome.offset), ['a name']);
    assert.deepEqual(await tokens.expectedAt(sql, 0), []);
    assert.deepEqual(await tokens.expectedAt('SELECT 1', 0), []);
    assert.equal((await tokens.expectedAt('SELECT * FROM t whree a = 1', 22)).includes('WHERE'), false);
  });
});
