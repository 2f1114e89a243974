import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, drain, type Coach } from '../../server/core/coach';
import { createHistory } from '../../server/core/migrations/history';
import type { FixKind } from '../../server/core/rules/finding';
import { applyEdits } from '../../server/core/text/span';

/** The values stand at the borders of days, months and years, and beside NULL. */
const setup = `
CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz, placed timestamp, total int, customer_id bigint, status text);
CREATE INDEX orders_created ON orders (created_at);
CREATE INDEX orders_placed ON orders (placed);
CREATE INDEX orders_total ON orders (total);
CREATE TABLE customers (customer_id bigint PRIMARY KEY, name text);
INSERT INTO orders SELECT g, timestamptz '2025-12-30' + g * interval '5 hours 59 minutes 59.5 seconds', timestamp '2025-12-30' + g * interval '6 hours', g % 9, g % 5, CASE WHEN g % 3 > 0 THEN 'open' END FROM generate_series(0, 400) g;
INSERT INTO orders (id) VALUES (1000);
INSERT INTO customers SELECT g, 'n' || g FROM generate_series(0, 7) g;
`;

/** Each with the rule whose safe fix must give the same rows. */
const queries: readonly (readonly [rule: string, query: string])[] = [
  ['non-sargable-predicate', "SELECT id FROM orders WHERE created_at::date = '2026-01-31'"],
  ['non-sargable-predicate', "SELECT id FROM orders WHERE '2026-01-31' >= placed::date"],
  ['non-sargable-predicate', "SELECT id FROM orders WHERE date(placed) > '2026-01-31'"],
  ['non-sargable-predicate', "SELECT id FROM orders WHERE CAST(created_at AS date) BETWEEN '2026-01-01' AND '2026-01-31'"],
  ['non-sargable-predicate', "SELECT id FROM orders WHERE date_trunc('month', created_at) = '2026-02-01'"],
  ['non-sargable-predicate', "SELECT id FROM orders WHERE date_trunc('year', placed) < '2026-01-01'"],
  ['non-sargable-predicate', 'SELECT id FROM orders WHERE extract(year FROM created_at) = 2025'],
  ['non-sargable-predicate', "SELECT id FROM orders WHERE to_char(placed, 'YYYY-MM') <= '2026-01' AND total > 3"],
  ['count-for-existence', 'SELECT c.customer_id FROM customers c WHERE (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id) > 0'],
  ['count-for-existence', 'SELECT c.customer_id FROM customers c WHERE 1 > (SELECT count(1) FROM orders o WHERE o.customer_id = c.customer_id)'],
  ['natural-join', 'SELECT id, name FROM orders NATURAL LEFT JOIN customers c'],
  ['distinct-with-group-by', 'SELECT DISTINCT status, count(*) FROM orders GROUP BY status'],
  ['distinct-parens', 'SELECT DISTINCT (status), customer_id FROM orders'],
  ['group-by-ordinal', 'SELECT lower(status), count(*) FROM orders GROUP BY 1'],
  ['order-by-ordinal', 'SELECT total, id AS n FROM orders ORDER BY 1 NULLS FIRST, 2'],
  ['constant-predicate', 'SELECT id FROM orders WHERE total > 2 AND 1 = 1'],
  ['constant-predicate', 'SELECT id FROM orders WHERE true AND (total > 2 OR status IS NULL)'],
  ['unused-cte', 'WITH a AS (SELECT 1), b AS (SELECT id FROM orders) SELECT id FROM b'],
  ['union-over-union-all', 'SELECT id FROM orders WHERE customer_id IN (SELECT customer_id FROM customers UNION SELECT total FROM orders)'],
  ['or-same-column', 'SELECT id FROM orders WHERE total = 3 OR 4 = total'],
  ['unqualified-column-multi-table', 'SELECT id, name FROM orders o JOIN customers c ON o.customer_id = c.customer_id WHERE total > 3'],
  ['prefer-explicit-null-ordering', 'SELECT id FROM orders ORDER BY total DESC, id'],
  ['else-null', "SELECT id, CASE WHEN total > 3 THEN 'x' ELSE NULL END FROM orders"],
];

const many = Array.from({ length: 201 }, (_, index) => index * 2);

/** Suggestions are chosen one by one, for there is more than one way; but these too must give the same rows. */
const suggestions: typeof queries = [
  ['distinct-over-join', 'SELECT DISTINCT c.name FROM customers c JOIN orders o ON o.customer_id = c.customer_id'],
  ['distinct-over-join', "SELECT DISTINCT c.name FROM customers c INNER JOIN orders o ON o.customer_id = c.customer_id WHERE c.name > 'n2' OR o.total > 7"],
  ['distinct-over-join', 'SELECT DISTINCT c.name FROM customers c, orders o WHERE o.customer_id = c.customer_id AND o.total > 3'],
  ['in-list-too-long', `SELECT id FROM orders WHERE id IN (${many.join(', ')})`],
  ['in-list-too-long', `SELECT id FROM orders WHERE id NOT IN (${many.join(', ')})`],
  ['in-list-too-long', `SELECT name FROM customers WHERE name IN (${many.map((one) => `'n${one}'`).join(', ')})`],
  ['comma-join-style', 'SELECT o.id, p.id FROM orders o, customers c, orders p WHERE o.total > 5 AND c.customer_id = o.customer_id AND p.id = c.customer_id + o.id AND o.id < 300'],
  ['or-across-tables', "SELECT o.id, c.name FROM orders o JOIN customers c ON c.customer_id = o.customer_id WHERE o.status = 'open' OR c.name = 'n2'"],
  ['correlated-subquery-in-select', 'SELECT c.name, (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id AND o.total > 3) FROM customers c'],
  ['correlated-subquery-in-select', "SELECT upper(c.name), coalesce((SELECT max(id) FROM orders WHERE customer_id = c.customer_id AND (status = 'open' OR total > 7)), -1) AS x FROM customers c WHERE c.name <> 'n1'"],
  ['outer-join-filtered', 'SELECT o.id, c.name FROM orders o RIGHT JOIN customers c ON c.customer_id = o.customer_id WHERE o.total > 3'],
  ['outer-join-filtered', "SELECT o.id, c.name FROM orders o FULL JOIN customers c ON c.customer_id = o.customer_id WHERE c.name > 'n2'"],
  ['outer-join-filtered', 'SELECT o.id, c.name FROM customers c FULL OUTER JOIN orders o ON c.customer_id = o.customer_id AND o.total > 3 WHERE c.name IN (\'n4\', \'n6\')'],
  ['string-concat-null', "SELECT id || '-' || status FROM orders WHERE status IS NOT NULL"],
  ['implicit-cast-column', "SELECT id FROM orders WHERE total = '5'::numeric"],
  ['implicit-cast-column', 'SELECT id FROM orders WHERE id = 5::float8'],
];

describe('a safe fix of a query gives the same rows', () => {
  let coach: Coach;
  let database: PGlite;

  before(async () => {
    coach = createCoach({ parser: await createParser() });
    database = await PGlite.create();
    await database.exec(`SET timezone = 'Europe/Berlin'; ${setup}`);
  });
  after(() => database.close());

  function fixed(rule: string, query: string, kind: FixKind): readonly string[] {
    const document = coach.open(setup);
    const history = createHistory([{ path: '/migrations/1.sql', document, parts: [{ direction: 'up', start: 0, end: setup.length + 1, transaction: 'each' }] }]);
    const { findings } = drain(coach.check({ file: '/query.sql', document: coach.open(query), configuration: { pgVersion: 18, levels: new Map([[rule, 'warning' as const]]) }, history, parts: undefined, transaction: 'unknown' }));
    return findings.filter((finding) => finding.rule === rule).flatMap(({ fixes }) => fixes.filter(({ kind: own }) => own === kind).map(({ edits }) => applyEdits(query, edits)));
  }

  const kinds = [...queries.map((each) => [...each, 'safe'] as const), ...suggestions.map((each) => [...each, 'suggestion'] as const)];
  for (const [rule, query, kind] of kinds) {
    it(`${rule}: ${query.slice(0, 120)}`, async () => {
      const [after, ...more] = fixed(rule, query, kind);
      assert.ok(after !== undefined && more.length === 0, `there is one fix that is a ${kind}`);
      assert.notEqual(after, query);
      assert.deepEqual(await rows(database, after), await rows(database, query), after);
    });
  }
});

/** As a set, unless the query sorts them. */
async function rows(database: PGlite, query: string): Promise<readonly string[]> {
  const { rows: found } = await database.query(query, [], { rowMode: 'array' });
  const texts = found.map((row) => JSON.stringify(row));
  assert.ok(texts.length > 0, `${query} gives rows`);
  return / ORDER BY /.test(query) ? texts : texts.toSorted();
}
