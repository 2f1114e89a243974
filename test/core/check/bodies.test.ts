import assert from 'node:assert/strict';
import { drain, type CheckRequest, type Coach } from '../../../server/core/coach';
import type { Finding } from '../../../server/core/rules/finding';
import type { RegisteredRule, RuleContext } from '../../../server/core/rules/rule';
import { applyEdits } from '../../../server/core/text/span';
import { check, makeCoach } from './coach';

const routine = (text: string, rest = 'RETURNS void LANGUAGE plpgsql'): string => `CREATE FUNCTION f(id bigint, wanted text) ${rest} AS $$\n${text}\n$$;`;
const block = (text: string): string => `DO $$\n${text}\n$$;`;

describe('rules in bodies', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  const setup = 'CREATE TABLE t (id bigint PRIMARY KEY, name text, n int);\n';
  const found = (sql: string, rest: Parameters<typeof check>[2] = {}): readonly string[] =>
    check(coach, sql, rest).findings.map(({ rule, span }) => `${rule}: ${sql.slice(span.start, span.end)}`);
  const some = (sql: string, ...rules: readonly string[]): readonly string[] => found(sql).filter((line) => rules.some((rule) => line.startsWith(`${rule}:`)));

  it('look at statements, queries, expressions and literals of EXECUTE', () => {
    const sql = routine("DECLARE n int := (SELECT 1 FROM t WHERE name = NULL); r record;\nBEGIN\n  SELECT t.n INTO n FROM t WHERE name <> NULL;\n  FOR r IN SELECT 1 FROM t WHERE n = NULL LOOP NULL; END LOOP;\n  IF wanted = NULL THEN EXECUTE 'DELETE FROM t WHERE name = NULL'; END IF;\n  RAISE NOTICE 'x %', n = NULL;\nEND");
    assert.deepEqual(some(setup + sql, 'null-comparison'), ['name = NULL', 'name <> NULL', 'n = NULL', 'wanted = NULL', 'name = NULL', 'n = NULL'].map((text) => `null-comparison: ${text}`));
  });

  it('take what has the name of a variable for no column', () => {
    const body = 'BEGIN RETURN QUERY SELECT a.n FROM t a JOIN t b ON a.id = b.id WHERE a.name = wanted AND b.n = f.id; END';
    assert.deepEqual(some(setup + routine(body, 'RETURNS SETOF int LANGUAGE plpgsql'), 'unqualified-column-multi-table', 'non-sargable-predicate'), []);
    assert.deepEqual(some(`${setup}${routine('SELECT a.n FROM t a JOIN t b ON a.id = b.id WHERE a.name = wanted', 'RETURNS int LANGUAGE sql')}`, 'unqualified-column-multi-table'), []);
    assert.deepEqual(some(`${setup}CREATE FUNCTION g(wanted text) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a.n FROM t a JOIN t b ON a.id = b.id WHERE a.name = wanted; END;`, 'unqualified-column-multi-table'), []);
    assert.deepEqual(some(`${setup}CREATE FUNCTION g(missing text) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a.n FROM t a JOIN t b ON a.id = b.id WHERE a.name = NULL; END;`, 'null-comparison'), ['null-comparison: a.name = NULL']);
  });

  it('tell locks where a block runs, not where a function is only defined', () => {
    const parts = { history: undefined, parts: [{ direction: 'up' as const, start: 0, end: 10_000, transaction: 'one' as const }] };
    const statement = 'BEGIN CREATE INDEX i ON other (name); END';
    assert.ok(found(block(statement), parts).includes('require-concurrent-index-creation: CREATE INDEX'));
    assert.ok(found(block(`BEGIN IF true THEN ${statement.slice(6, -4)} END IF; END`), parts).includes('require-concurrent-index-creation: CREATE INDEX'));
    assert.deepEqual(found(routine(statement), parts).filter((line) => line.startsWith('require-concurrent')), []);
    assert.deepEqual(found(block('BEGIN CREATE TABLE other (id bigint PRIMARY KEY, name text); CREATE INDEX i ON other (name); END'), parts).filter((line) => line.startsWith('require-concurrent')), []);
  });

  it('know what a function changes is in use, unless it is temporary', () => {
    assert.deepEqual(some(setup + routine('BEGIN UPDATE t SET n = 1; END'), 'update-without-where'), ['update-without-where: UPDATE t']);
    assert.deepEqual(some(setup + routine('BEGIN CREATE TEMP TABLE x AS SELECT 1 AS n; UPDATE x SET n = 2; END'), 'update-without-where'), []);
    assert.deepEqual(some(setup + block('BEGIN UPDATE t SET n = 1; END'), 'update-without-where'), []);
  });

  it('say nothing of the rows that PERFORM throws away', () => {
    assert.deepEqual(some(setup + routine('BEGIN PERFORM * FROM t WHERE n = 1 LIMIT 1; SELECT * FROM t; END'), 'select-star', 'limit-without-order-by'), []);
  });

  it('are ignored by comments in the body, and say which of these ignore nothing', () => {
    const sql = setup + routine("BEGIN\n  -- sql-coach-ignore delete-without-where: all go\n  DELETE FROM t;\n  -- sql-coach-ignore null-comparison: on purpose\n  IF wanted = NULL THEN\n    PERFORM 1 = NULL;\n  END IF;\n  -- sql-coach-ignore delete-without-where, null-comparison: no more\n  DELETE FROM t WHERE n = 1;\nEND");
    assert.deepEqual(some(sql, 'delete-without-where', 'null-comparison', 'unused-ignore'), ['unused-ignore: delete-without-where', 'unused-ignore: null-comparison']);
  });

  it('fix what stands in the file as they saw it, and nothing else', () => {
    const fixes = (sql: string) => check(coach, sql, { levels: { 'function-search-path-mutable': 'off' } }).findings.flatMap((finding: Finding) => finding.fixes.map(({ edits }) => applyEdits(sql, edits).replace(setup, '')));
    assert.deepEqual(fixes(setup + routine("BEGIN IF wanted = NULL THEN NULL; END IF; END")), [routine('BEGIN IF wanted IS NULL THEN NULL; END IF; END')]);
    assert.deepEqual(fixes(`${setup}CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1 WHERE a = NULL';`), ["CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1 WHERE a IS NULL';"]);
    assert.deepEqual(fixes(`${setup}CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1 WHERE ''x'' = ''y'' OR a = NULL';`), ["CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1 WHERE ''x'' = ''y'' OR a IS NULL';"]);
    assert.deepEqual(fixes(`${setup}CREATE FUNCTION f() RETURNS bool LANGUAGE sql AS 'SELECT DISTINCT(''x''), 1 FROM t';`), ["CREATE FUNCTION f() RETURNS bool LANGUAGE sql AS 'SELECT DISTINCT ''x'', 1 FROM t';"]);
  });

  it('leave one mistake of a body at its place, and go on', () => {
    const sql = `${routine('BEGIN\n  DELETE FROM t WHERE n = NULL;\n  SELECT 1 FORM x y;\n  SELECT 2 FORM x y;\nEND')}\nSELECT 1 = NULL;`;
    const { findings } = check(coach, sql, { levels: { 'function-search-path-mutable': 'off' } });
    assert.deepEqual(findings.map(({ rule, span }) => [rule, span.start]), [['null-comparison', sql.indexOf('n = NULL')], ['syntax-error', sql.indexOf('x y')], ['null-comparison', sql.lastIndexOf('1 = NULL')]]);
  });

  it('are asked again only about what changed', async () => {
    const seen: string[] = [];
    const probe: RegisteredRule = { id: 'probe', group: 'correctness', severity: 'info', since: '0', fix: 'none', doc: 'x', messages: { here: 'x' }, visit: {
      DeleteStmt: (_, context: RuleContext) => {
        seen.push(context.statement.text);
        void context.relation({ name: 't' });
        context.report({ span: { start: 0, end: 6 }, message: 'here' });
      },
    } };
    const own = await makeCoach([probe]);
    const memory: NonNullable<CheckRequest['memory']> = { last: undefined };
    const configuration = { pgVersion: 18, levels: new Map() };
    const read = (sql: string) => {
      seen.length = 0;
      const { findings } = drain(own.check({ file: '/a.sql', document: own.open(sql), configuration, history: undefined, parts: undefined, transaction: 'unknown', memory }));
      return { seen: [...seen], at: findings.map(({ span }) => sql.slice(span.start, span.end + 8)) };
    };
    const text = (made: string, deletes: string) => `CREATE TABLE t (id int${made});\n${routine(`BEGIN\n${deletes}\nEND`)}`;
    assert.deepEqual(read(text('', 'DELETE FROM t; DELETE FROM u;')), { seen: ['DELETE FROM t', 'DELETE FROM u'], at: ['DELETE FROM t;', 'DELETE FROM u;'] });
    assert.deepEqual(read(text('', ' DELETE FROM t; DELETE FROM w;')), { seen: ['DELETE FROM w'], at: ['DELETE FROM t;', 'DELETE FROM w;'] });
    assert.deepEqual(read(text(', n int', ' DELETE FROM t; DELETE FROM w;')).seen, ['DELETE FROM t', 'DELETE FROM w'], 'both read the table');
    assert.deepEqual(read(text(', n int', ' DELETE FROM t; DELETE FROM w; ')).seen, []);
  });
});
