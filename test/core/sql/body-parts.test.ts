import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { createStatementCache, type StatementCache } from '../../../server/core/document/statement-cache';
import { statementBody, type StatementBody } from '../../../server/core/sql/body-parts';
import { readQuoted } from '../../../server/core/sql/body-text';
import { withVariables } from '../../../server/core/sql/body-variables';
import { tokenize } from '../../../server/core/sql/tokens';
import { walk } from '../../../server/core/sql/walk';

let cache: StatementCache;
before(async () => {
  cache = createStatementCache(await createParser());
});

function bodyOf(sql: string): StatementBody {
  const body = statementBody(cache.statement('sql', sql));
  assert.ok(body !== undefined, sql);
  return body;
}

/** The parts as they stand in the file. */
function parts(sql: string): readonly string[] {
  return bodyOf(sql).parts.map(({ kind, before, statement, placeOf }) => `${kind}: ${sql.slice(placeOf(before), placeOf(statement.text.length))}`);
}

const block = (text: string): string => `DO $$ ${text}$$`;

describe('text in quotes', () => {
  const read = (literal: string) => {
    const [token] = tokenize(literal);
    assert.ok(token !== undefined);
    return readQuoted(literal, token);
  };

  for (const [literal, text] of [
    ['$$a$b$$', 'a$b'], ["$x$a'b$x$", "a'b"], ['$$$$', ''], ["'ab'", 'ab'], ["''", ''], ["'a''b'''", "a'b'"], ["'a\\b'", 'a\\b'],
    [String.raw`E'a\'b''c\\d\n\te'`, "a'b'c\\d\n\te"], [String.raw`e'\x41\u00e4\101\U0001F600!'`, 'A\u00e4A\u{1F600}!'],
  ] as const) {
    it(`reads ${literal}, each character at its place`, () => {
      const quoted = read(literal);
      assert.equal(quoted?.text, text);
      assert.equal(quoted.placeOf(text.length), literal.length - (/^\$[a-z]*\$/.exec(literal)?.[0].length ?? 1));
      for (const [offset, character] of [...text].entries()) {
        if (!/[a-d!]/.test(character) || text.length !== [...text].length) continue;
        assert.equal(literal.charAt(quoted.placeOf(offset)), character, `${offset}`);
      }
    });
  }

  it('takes a replacement only where the text stands as it is read', () => {
    const plain = read("'a''bc'");
    assert.deepEqual([plain?.takes({ start: 2, end: 4 }, 'x'), plain?.takes({ start: 0, end: 2 }, 'x'), plain?.takes({ start: 2, end: 4 }, "'"), plain?.takes({ start: 4, end: 4 }, 'x')], [true, false, false, true]);
    const dollars = read('$q$abc$q$');
    assert.deepEqual([dollars?.takes({ start: 0, end: 1 }, "'"), dollars?.takes({ start: 0, end: 1 }, '$q$')], [true, false]);
  });

  it('does not read what it cannot follow', () => {
    assert.equal(read("U&'\\0041'"), undefined);
    assert.equal(read("'open"), undefined);
  });
});

describe('parts of bodies', () => {
  it('finds every kind of statement and expression at its place', () => {
    const sql = block(`<<top>>
DECLARE
  a int := 1 + 2; b CONSTANT text NOT NULL DEFAULT lower('X'); c CURSOR (k int) FOR SELECT x FROM t WHERE y = k;
  d t%ROWTYPE; e numeric(10, 2)[];
BEGIN
  SELECT x, y INTO STRICT a, top.b FROM t WHERE z = a;
  INSERT INTO t VALUES (1) RETURNING x INTO a;
  a := (SELECT count(*) FROM t); d.f = a + 1; e[1] := 2 * a;
  IF a > 1 THEN PERFORM f(a); ELSIF a < 0 THEN NULL; ELSE RAISE NOTICE 'x %, %', a + 1, f(b, 2) USING HINT = 'y' || b; END IF;
  CASE a WHEN 1, 2 THEN NULL; ELSE NULL; END CASE;
  CASE WHEN a IS NULL THEN NULL; END CASE;
  <<outer_loop>> FOR i IN REVERSE 10..a + 1 BY 2 LOOP EXIT outer_loop WHEN i = 5; END LOOP outer_loop;
  FOR d IN SELECT * FROM t LOOP CONTINUE; END LOOP;
  FOR d IN c(a + 1) LOOP NULL; END LOOP;
  FOR d IN EXECUTE 'SELECT 1 FROM t' USING a + 1 LOOP NULL; END LOOP;
  WHILE a < 10 LOOP a := a + 1; END LOOP;
  FOREACH a SLICE 0 IN ARRAY e || 1 LOOP NULL; END LOOP;
  EXECUTE format('SELECT %s', a) INTO a USING b || 'x', 2 + 3;
  OPEN c FOR SELECT 1 + 1; FETCH NEXT FROM c INTO a; CLOSE c;
  GET DIAGNOSTICS a = ROW_COUNT;
  ASSERT a = 1, 'no ' || b;
  CALL p(a); COMMIT;
  BEGIN DELETE FROM t; EXCEPTION WHEN OTHERS OR SQLSTATE '22012' THEN ROLLBACK; END;
  RETURN;
END top`);
    assert.equal(bodyOf(sql).error, undefined);
    assert.deepEqual(parts(sql), [
      'expression: 1 + 2', "expression: lower('X')", 'query: SELECT x FROM t WHERE y = k',
      'statement: SELECT x, y INTO STRICT a, top.b FROM t WHERE z = a', 'statement: INSERT INTO t VALUES (1) RETURNING x INTO a',
      'expression: (SELECT count(*) FROM t)', 'expression: a + 1', 'expression: 2 * a', 'expression: a > 1', 'perform: PERFORM f(a)', 'expression: a < 0',
      'expression: a + 1', 'expression: f(b, 2)', "expression: 'y' || b", 'expression: 1, 2', 'expression: a IS NULL',
      'expression: a + 1', 'expression: i = 5', 'query: SELECT * FROM t', 'command: SELECT 1 FROM t', 'expression: a + 1', 'expression: a < 10', 'expression: a + 1',
      'expression: e || 1', "expression: format('SELECT %s', a)", "expression: b || 'x'", 'expression: 2 + 3', 'query: SELECT 1 + 1', 'expression: a = 1', "expression: 'no ' || b",
      'statement: CALL p(a)', 'statement: DELETE FROM t',
    ]);
    const { names, layout } = bodyOf(sql);
    assert.deepEqual(['a', 'b', 'c', 'k', 'd', 'e', 'i', 'found'].filter((name) => !names.variables.has(name)), []);
    assert.deepEqual([[...names.labels], layout?.controlsTransaction, layout?.computed.length, layout?.plain], [['top', 'outer_loop'], true, 1, false]);
  });

  it('reads bodies in single quotes and escapes, and SQL in SQL', () => {
    assert.deepEqual(parts(String.raw`CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS E'BEGIN\n IF a = \'x\' THEN RETURN 1 + 1; END IF; END'`), [String.raw`expression: a = \'x\'`, 'expression: 1 + 1']);
    assert.deepEqual(parts("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''a''; -- b\n SELECT 2;'"), ["statement: SELECT ''a''", 'statement: SELECT 2']);
    assert.deepEqual(parts("DO 'BEGIN EXECUTE ''DELETE FROM t WHERE a = ''''b''''''; END'"), ["command: DELETE FROM t WHERE a = ''''b''''"]);
    assert.deepEqual(parts('CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ $$'), []);
  });

  it('has none where there is no body that it can read', () => {
    for (const sql of ["CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'a', 'b'", "DO LANGUAGE plperl 'x'", 'SELECT 1', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1', "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN '\n'END'", String.raw`CREATE FUNCTION f() RETURNS int LANGUAGE sql AS U&'SELECT \0031'`]) {
      assert.equal(statementBody(cache.statement('sql', sql)), undefined, sql);
    }
  });

  // The mark stands where the mistake is.
  for (const [text, message] of [
    ['BEGIN SELECT 1 FORM ¦x y; END', 'syntax error at or near "x"'],
    ['BEGIN IF true THEN NULL; END¦; END', 'syntax error at or near ";"'],
    ['BEGIN IF true NULL¦; END IF; END', 'missing "THEN" at end of SQL expression'],
    ['BEGIN a := 1 +¦; END', 'syntax error at end of input'],
    ['BEGIN NULL ¦END', 'syntax error at or near "END"'],
    ['BEGIN FOR i IN 1..2 LOOP NULL; END ¦IF; END', 'syntax error at or near "IF"'],
    ['DECLARE a int; BEGIN SELECT 1 INTO a ¦INTO a; END', 'INTO specified more than once'],
    ['BEGIN PERFORM (1¦; END', 'mismatched parentheses'],
    ['BEGIN NULL; END; ¦SELECT 1', 'syntax error at or near "SELECT"'],
    ['DECLARE a ¦:= 1; BEGIN END', 'missing data type declaration'],
    ['BEGIN NULL;¦', 'syntax error at end of input'],
  ] as const) {
    it(`finds the mistake in ${text}`, () => {
      const marked = block(text);
      const { error } = bodyOf(marked.replace('¦', ''));
      assert.deepEqual(error, { message, offset: marked.indexOf('¦') });
    });
  }

  it('claims no mistake in what other tools fill in', () => {
    assert.equal(bodyOf(block('BEGIN {{ macro() }} END')).error, undefined);
    assert.equal(bodyOf(block('BEGIN UPDATE {{ table }} SET a = 1; END')).error, undefined);
    assert.equal(bodyOf(block('DECLARE a text := @extschema@; BEGIN END')).error, undefined);
  });
});

describe('variables in bodies', () => {
  const replaced = (sql: string, columnsFirst = false, columns: readonly string[] = []) => {
    const { tree } = cache.statement('sql', sql);
    assert.ok(tree !== undefined);
    const found: string[] = [];
    const names = { variables: new Set(['a', 'new', 'total', 't']), labels: new Set(['f']), columnsFirst };
    walk(withVariables(tree, names, (_, name) => columns.includes(name)), (tag, node) => {
      if (tag === 'ParamRef' && 'location' in node && typeof node.location === 'number') found.push(/^[\w."]+/.exec(sql.slice(node.location))?.[0] ?? '');
    });
    return found;
  };

  it('takes variables, fields and qualified parameters for parameters', () => {
    assert.deepEqual(replaced('SELECT b, new.x FROM x WHERE c = a AND d = f.total AND e = g.a AND x.a = 1'), ['new.x', 'a', 'f.total']);
    assert.deepEqual(replaced('INSERT INTO x (a) VALUES (a) ON CONFLICT (a) DO UPDATE SET a = excluded.a'), ['a']);
  });

  it('leaves aliases and output names what they are', () => {
    assert.deepEqual(replaced('SELECT sum(b) AS total FROM t WHERE t.c = 1 ORDER BY total'), []);
    assert.deepEqual(replaced('SELECT b FROM x ORDER BY total + 1'), ['total']);
  });

  it('lets known columns win in SQL, and leaves definitions alone', () => {
    assert.deepEqual(replaced('SELECT 1 FROM x WHERE a = 1 AND total = 2', true, ['a']), ['total']);
    assert.deepEqual(replaced('ALTER TABLE x ADD CHECK (a > 0)'), []);
  });
});
