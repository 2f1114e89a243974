import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { createStatementCache, type StatementCache } from '../../../server/core/document/statement-cache';
import { walk } from '../../../server/core/sql/walk';

describe('placeholders', () => {
  let cache: StatementCache;
  before(async () => {
    cache = createStatementCache(await createParser());
  });

  for (const [sql, styles, parameters] of [
    ['SELECT * FROM t WHERE a = ? AND b IN (?, ?) LIMIT ? OFFSET ?', ['?', '?', '?', '?', '?'], [1, 2, 3, 4, 5]],
    ["SELECT a::text, x[1:2] FROM t WHERE a=:id AND b = :'x' OR a = :id", [':name', ":'name'", ':name'], [1, 2, 1]],
    ['SELECT * FROM :"tbl" WHERE d ? \'k\' AND a = :b', [':"name"', ':name'], [2]],
    ['INSERT INTO t (a, b) VALUES (%s, %(name)s)', ['%s', '%(name)s'], [1, 2]],
    ['INSERT INTO t VALUES %s', ['%s'], [1]],
    ['SELECT * FROM t WHERE a IN %s', ['%s'], [1]],
    ['SELECT * FROM ${table} WHERE a = ${x} ${order}', ['${x}', '${x}', '${x}'], [2]],
    ['SELECT * FROM users_${suffix} u', ['${x}'], []],
    ['{% if x %} SELECT {{ cols }} FROM {{ ref("a") }} WHERE {{ cond }} {% endif %}', ['{% x %}', '{{ x }}', '{{ x }}', '{{ x }}', '{% x %}'], [2, 4]],
    ['UPDATE t SET ${assign} WHERE id =@id', ['${x}', '@name'], [1, 2]],
    ['SELECT * FROM t WHERE b = #{b} ORDER BY #{c} #{dir}', ['#{x}', '#{x}', '#{x}'], [1, 2]],
    ['INSERT INTO ${schema}.users (${cols}) VALUES (${vals})', ['${x}', '${x}', '${x}'], [3]],
    ['CREATE TABLE {table} (a int)', ['{x}'], []],
    ["COPY t FROM :'file'", [":'name'"], []],
    ['SELECT * FROM t WHERE a >=? AND b = ANY(?)', ['?', '?'], [1, 2]],
    ['SELECT * FROM t WHERE a = $name', ['$name'], [1]],
    ['SELECT @a::int, b FROM t WHERE c = @id AND d = ANY(@id) AND e @> @f AND g @@ h LIMIT @n', ['@name', '@name', '@name', '@name', '@name'], [1, 2, 2, 3, 4]],
    ['INSERT INTO t (a, b) VALUES (@a, lower(@b))', ['@name', '@name'], [1, 2]],
  ] as const) {
    it(`reads ${sql}`, () => {
      const statement = cache.statement('sql', sql);
      assert.equal(statement.error, undefined);
      assert.ok(statement.tree !== undefined);
      assert.equal(statement.masked.length, sql.length);
      assert.deepEqual(statement.placeholders.map(({ style }) => style), styles);
      const found: unknown[] = [];
      walk(statement.tree, (tag, node) => {
        if (tag === 'ParamRef' && 'number' in node) found.push(node.number);
      });
      assert.deepEqual(found.toSorted(), [...parameters].toSorted());
    });
  }

  it('leaves text alone that PostgreSQL reads as it is', () => {
    for (const sql of ["SELECT a ? 'b', a ?| b, a ?& b, 1 % s, @ b, a[1:2], '{{ x }}', $1", 'SELECT ":x", $$ :x ? $$ -- :x', 'CALL f(a := 1)', "SELECT @-5, @ a, a @b, @a.b, c<@d, a @> b, a @@ b, 'x@y.z', \"@a\" FROM t -- @x"]) {
      const { masked, placeholders, error } = cache.statement('sql', sql);
      assert.deepEqual({ masked, placeholders, error }, { masked: sql, placeholders: [], error: undefined });
    }
  });

  it('reports the mistake behind a placeholder, not the placeholder', () => {
    const sql = 'SELECT * FROM t WHERE a = :id AND b FRM c';
    assert.deepEqual(cache.statement('sql', sql).error, { message: 'syntax error at or near "FRM"', offset: sql.indexOf('FRM') });
  });

  it('claims nothing about a statement that is only a placeholder', () => {
    for (const sql of [':query', '{{ macro() }}', '{% x %} {{ y }}']) {
      const { tree, error } = cache.statement('sql', sql);
      assert.deepEqual({ tree, error }, { tree: undefined, error: undefined });
    }
  });
});
