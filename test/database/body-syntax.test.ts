import { PGlite } from '@electric-sql/pglite';
import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import { createStatementCache, type StatementCache } from '../../server/core/document/statement-cache';
import { statementBody } from '../../server/core/sql/body-parts';
import { tokenize } from '../../server/core/sql/tokens';

const body = `
<<top>>
DECLARE
  a int := 1 + 2; b CONSTANT text NOT NULL DEFAULT lower('X'); c CURSOR (k int) FOR SELECT id FROM t WHERE id = k;
  d t%ROWTYPE; e numeric(10, 2)[]; g refcursor; r record;
BEGIN
  SELECT x, y INTO STRICT a, d.id FROM t WHERE z = a;
  INSERT INTO t VALUES (1) RETURNING id INTO a;
  a := (SELECT count(*) FROM t); d.id = a + 1; e[1] := 2 * a;
  IF a > 1 THEN PERFORM f(a); ELSIF a < 0 THEN NULL; ELSE RAISE NOTICE 'x %, %', a + 1, f(b, 2) USING HINT = 'y' || b, DETAIL = 'z'; END IF;
  CASE a WHEN 1, 2 THEN NULL; ELSE NULL; END CASE;
  CASE WHEN a IS NULL THEN NULL; END CASE;
  <<around>> FOR i IN REVERSE 10..a + 1 BY 2 LOOP EXIT around WHEN i = 5; END LOOP around;
  FOR r IN SELECT * FROM t LOOP CONTINUE; END LOOP;
  FOR r IN c(a + 1) LOOP NULL; END LOOP;
  FOR r IN EXECUTE 'SELECT 1 FROM t' USING a + 1 LOOP NULL; END LOOP;
  WHILE a < 10 LOOP a := a + 1; END LOOP;
  FOREACH a SLICE 0 IN ARRAY e || 1 LOOP NULL; END LOOP;
  EXECUTE format('SELECT %s', a) INTO a USING b || 'x', 2 + 3;
  OPEN g FOR SELECT 1 + 1; FETCH NEXT FROM g INTO a; CLOSE g;
  GET DIAGNOSTICS a = ROW_COUNT;
  ASSERT a = 1, 'no ' || b;
  BEGIN DELETE FROM t WHERE id = 1; EXCEPTION WHEN OTHERS OR SQLSTATE '22012' THEN RAISE; END;
  RAISE division_by_zero; RAISE EXCEPTION SQLSTATE '22012';
  RETURN NEXT a; RETURN QUERY SELECT id FROM t; RETURN QUERY EXECUTE 'SELECT 1'; RETURN;
END top`;

const written = (text: string): string => `CREATE OR REPLACE FUNCTION probe() RETURNS SETOF int LANGUAGE plpgsql AS $$${text}$$`;

describe('mistakes in PL/pgSQL bodies', function () {
  this.timeout(300_000);
  let database: PGlite;
  let cache: StatementCache;
  before(async () => {
    database = await PGlite.create();
    await database.exec('CREATE TABLE t (id int); CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;');
    cache = createStatementCache(await createParser());
  });
  after(() => database.close());

  const verdict = async (sql: string): Promise<{ readonly code: string; readonly offset: number } | undefined> => {
    try {
      await database.exec(sql);
      return undefined;
    } catch (reason) {
      const { code = '', position = '0' } = reason as { readonly code?: string; readonly position?: string };
      return { code, offset: Number(position) - 1 };
    }
  };

  /** Every text that lacks one of the tokens, and every one in which a token stands twice. */
  const variants = tokenize(body).filter(({ kind }) => kind !== 'comment').flatMap(({ start, end }) => [
    body.slice(0, start) + ' '.repeat(end - start) + body.slice(end),
    `${body.slice(0, end)} ${body.slice(start, end)}${body.slice(end)}`,
  ]);

  it('are those that PostgreSQL finds, at the same place', async () => {
    const said = { same: 0, elsewhere: [] as string[], missed: [] as string[], invented: [] as string[] };
    for (const text of [body, ...variants]) {
      const sql = written(text);
      const postgres = await verdict(sql);
      const own = statementBody(cache.statement('sql', sql))?.error;
      const line = `${postgres?.code ?? ''} ${sql.slice(postgres?.offset ?? 0, (postgres?.offset ?? 0) + 20)} | ${own?.message ?? ''} ${sql.slice(own?.offset ?? 0, (own?.offset ?? 0) + 20)}`.replaceAll('\n', ' ');
      if (own === undefined) {
        if (postgres?.code === '42601') said.missed.push(line);
      } else if (postgres === undefined) said.invented.push(line);
      else if (postgres.offset === own.offset) said.same += 1;
      else said.elsewhere.push(line);
    }
    console.log(`      ${variants.length} variants: ${said.same} mistakes at the same place, ${said.elsewhere.length} elsewhere, ${said.missed.length} not found`);
    assert.deepEqual(said.invented, []);
    // What variables may stand for is not looked at: `FETCH`, the targets of INTO, names of conditions.
    assert.ok(said.same > 480 && said.same > 7 * said.elsewhere.length, said.elsewhere.join('\n'));
  });
});
