import assert from 'node:assert/strict';
import type { Node } from '@pgsql/types';
import { createParser } from '../../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../../server/core/coach';
import { dayRange, monthRange, yearRange } from '../../../server/core/sql/date-ranges';
import { conjuncts, isSameExpression, selectOf, targetValues } from '../../../server/core/sql/expression';
import { extentOf, textOf } from '../../../server/core/sql/extent';
import { columnsRejectingNull } from '../../../server/core/sql/null-rejection';

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

function open(sql: string): { readonly statement: Parameters<typeof extentOf>[1]; readonly values: readonly Node[]; readonly where: Node | undefined } {
  const statement = coach.open(sql).statements[0]?.statement;
  const select = selectOf(statement?.tree);
  assert.ok(statement !== undefined && select !== undefined, sql);
  return { statement, values: targetValues(select), where: select.whereClause };
}

describe('extentOf', () => {
  const expressions = [
    'a', '"A b".c', 's.t."größe"', '42', '-1.5', "'it''s'", '$1', 'NULL', 'true', 'now()', 'lower ( a /* x */ )', 'count(*) FILTER (WHERE a > 1)', 'sum(a) OVER (PARTITION BY b)', 'rank() OVER w',
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY a)", "extract(year FROM a)", "substring(a FROM 1 FOR 2)", 'coalesce(a, (1))', 'greatest(a, 2)', 'current_date', 'current_timestamp(3)', 'a::date', '(a + b)::numeric(10, 2)',
    'CAST(a AS int)', "date '2026-01-01'", 'a::timestamp with time zone', 'a::double precision[]', 'a + (b * 2)', '(a) = (b)', 'a IN (1, (2))', 'a NOT IN (SELECT 1)', 'a BETWEEN 1 AND (2)', 'a = ANY ($1)',
    'a IS NOT NULL', 'a IS NULL AND (b OR c)', 'NOT (a)', 'EXISTS (SELECT 1)', '(SELECT max(x) FROM t)', 'ARRAY[1, 2]', "a LIKE '%x'", "a ->> 'b' = 'c'", 'pg_catalog.lower(a)', '- a',
  ];
  for (const expression of expressions) {
    it(expression, () => {
      const sql = `SELECT 1, ${expression} , 2 FROM t WINDOW w AS (ORDER BY a)`;
      const { statement, values } = open(sql);
      const span = values[1] === undefined ? undefined : extentOf(values[1], statement);
      assert.equal(span && sql.slice(span.start, span.end), expression);
    });
  }
  it('takes placeholders as a whole', () => {
    const { statement, where } = open('SELECT 1 FROM t WHERE a = :customer_name AND b = 1');
    const [first] = conjuncts(where);
    assert.ok(first !== undefined && 'A_Expr' in first && first.A_Expr.rexpr !== undefined);
    assert.equal(textOf(first.A_Expr.rexpr, statement), ':customer_name');
    const span = extentOf(first, statement);
    assert.equal(span && statement.text.slice(span.start, span.end), 'a = :customer_name');
  });
});

describe('columnsRejectingNull', () => {
  const rejected = (condition: string, withNullTests = false) => {
    const { where } = open(`SELECT 1 FROM t WHERE ${condition}`);
    return where === undefined ? [] : columnsRejectingNull(where, withNullTests).map((parts) => parts.join('.'));
  };
  it('names the columns of strict conditions', () => {
    assert.deepEqual(rejected('t.a = b'), ['t.a', 'b']);
    assert.deepEqual(rejected('lower(a) LIKE $1'), ['a']);
    assert.deepEqual(rejected('a + 1 BETWEEN 2 AND b'), ['a']);
    assert.deepEqual(rejected('NOT (a = 1)'), ['a']);
    assert.deepEqual(rejected('a IN (SELECT 1)'), ['a']);
    assert.deepEqual(rejected('a = 1 OR (a > 5 AND b)'), ['a']);
    assert.deepEqual(rejected('a IS NOT NULL', true), ['a']);
  });
  it('names none where NULL can pass', () => {
    for (const condition of ['a IS NULL', 'a IS NOT NULL', 'coalesce(a, 1) = 1', 'a IS DISTINCT FROM 1', 'a = 1 OR b = 2', 'NOT (a = ANY ($1))', 'a <> ALL ($1)', 'NOT (a IN (SELECT 1))', 'custom(a) = 1', "a || 'x' = 'x'", 'CASE WHEN a = 1 THEN true END']) {
      assert.deepEqual(rejected(condition), [], condition);
    }
  });
});

describe('dates as ranges', () => {
  it('know the calendar', () => {
    assert.deepEqual(dayRange('2024-02-29'), { from: '2024-02-29', until: '2024-03-01' });
    assert.deepEqual(dayRange('2026-12-31'), { from: '2026-12-31', until: '2027-01-01' });
    assert.deepEqual(monthRange('2026-12'), { from: '2026-12-01', until: '2027-01-01' });
    assert.deepEqual(yearRange(2026), { from: '2026-01-01', until: '2027-01-01' });
  });
  it('refuse what is none', () => {
    assert.deepEqual([dayRange('2026-02-30'), dayRange('26-1-1'), dayRange('2026-01'), monthRange('2026-01-15'), monthRange('2026-13'), yearRange(20_260), yearRange(2026.5)], Array.from({ length: 7 }));
  });
});

describe('isSameExpression', () => {
  it('does not look at places', () => {
    const [a, b, c] = open('SELECT lower(x) + 1, lower( x )+1, lower(x) + 2').values;
    assert.equal(isSameExpression(a, b), true);
    assert.equal(isSameExpression(a, c), false);
  });
});
