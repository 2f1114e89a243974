import assert from 'node:assert/strict';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach } from '../../server/core/coach';
import { lintAnswers } from '../../server/core/lessons/lint-answers';
import { testEmbedded } from './embedded';
import { gradeAnswer, limit } from './lesson-lab';

const shop = `
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL, total numeric(10,2) NOT NULL);
INSERT INTO users SELECT n, 'user' || n FROM generate_series(1, 20) n;
INSERT INTO orders SELECT n, 1 + n % 20, n FROM generate_series(1, 2000) n;
VACUUM (ANALYZE) users, orders;`;

describe('checks of lessons on the embedded PostgreSQL', function () {
  this.timeout(limit);
  let database: EmbeddedDatabase;
  before(() => {
    database = testEmbedded({ profile: 'lessons' });
  });
  after(() => database.dispose());
  const grade = (check: string, answer: string, more: { solution?: string; fixture?: string } = {}) =>
    gradeAnswer({ database, fixture: more.fixture ?? shop, check, ...(more.solution === undefined ? {} : { solution: more.solution }) }, answer);

  describe('result', () => {
    const check = `
result:
  reference: SELECT u.id, coalesce(sum(o.total), 0) AS spent FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id
  variants:
    - { property: a user without orders, sql: "INSERT INTO users VALUES (21, 'new')" }
    - { property: no rows at all, sql: "TRUNCATE users, orders" }`;

    it('passes what is right on every variation of the data', async () => {
      const { passed, message } = await grade(check, 'SELECT u.id, coalesce((SELECT sum(o.total) FROM orders o WHERE o.user_id = u.id), 0) AS spent FROM users u;');
      assert.ok(passed, message);
      assert.match(message, /20 rows, as asked\. Also right on 2 variations of the data\./);
    });

    it('says on which data an answer breaks, with the rows that differ', async () => {
      const { passed, message } = await grade(check, 'SELECT u.id, sum(o.total) AS spent FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.id');
      assert.equal(passed, false);
      assert.match(message, /On other data \(a user without orders\): 1 row is missing, such as id = 21, spent = 0\. Why\?/);
    });

    it('lets a copied answer fail where there are no rows', async () => {
      const { message } = await grade(check.replace(/\n.*a user without.*/, ''), "SELECT n AS id, CASE WHEN n = 1 THEN 101000 ELSE 98900 + 100 * n END AS spent FROM generate_series(1, 20) n");
      assert.match(message, /no rows at all\): 20 rows are too many, such as id = 1, spent = 101000 \| (?:.*? \| ){4}…\./);
    });

    it('shows five rows, and gives each variation a database of its own where the answer ends transactions', async () => {
      const { passed, message } = await grade(check, 'BEGIN; DELETE FROM orders; COMMIT; SELECT id, 1 AS spent FROM users');
      assert.equal(passed, false);
      assert.match(message, /^20 rows are missing, such as (?:id = \d+, spent = [\d.]+(?: \| )?){5}…/);
    });
  });

  describe('behaviour', () => {
    const check = `
behaviour:
  - { probe: An order without user, sql: "INSERT INTO orders VALUES (9001, 999, 1)", sqlstate: "23503" }
  - probe: The clerk of user 2
    setup: "CREATE ROLE clerk; GRANT SELECT ON orders TO clerk"
    role: clerk
    settings: { app.user_id: 2 }
    sql: "SELECT count(*) AS seen, min(user_id) AS one, max(user_id) AS other FROM orders"
    rows: [{ seen: 100, one: 2, other: 2 }]
  - { probe: A sound order, sql: "INSERT INTO orders VALUES (9001, 2, 1)" }`;
    const key = 'ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users DEFERRABLE INITIALLY DEFERRED;';

    it('passes where every attempt ends as it should, also for deferred constraints', async () => {
      const { passed, message } = await grade(check, `${key} ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON orders USING (user_id = current_setting('app.user_id')::int);`);
      assert.ok(passed, message);
      assert.match(message, /3 attempts, each as it should be/);
    });

    it('says which attempt ended otherwise', async () => {
      assert.match((await grade(check, 'SELECT 1')).message, /An order without user: it should be refused with SQLSTATE 23503, but it ran and changed 1 row\./);
      assert.match((await grade(check, key)).message, /The clerk of user 2: it should return seen = 100, one = 2, other = 2, but it returned 1 row: seen = 2000, one = 1, other = 20\./);
    });
  });

  describe('ddl', () => {
    const check = 'ddl: { on: orders, lock: SHARE UPDATE EXCLUSIVE, rewrite: false, scan: false }';

    it('sees the lock, the rewrite and the full scan of each statement', async () => {
      assert.match((await grade(check, 'CREATE INDEX ON orders (user_id)')).message, /takes the lock SHARE on orders; SHARE UPDATE EXCLUSIVE is the strongest/);
      assert.match((await grade('ddl: { on: orders, rewrite: false }', 'ALTER TABLE orders ALTER id TYPE bigint')).message, /`ALTER TABLE orders ALTER id TYPE bigint` writes every row of orders anew/);
      assert.match((await grade('ddl: { on: orders, scan: false }', 'ALTER TABLE orders ADD CHECK (total > 0)')).message, /reads all 2000 rows of orders while it holds ACCESS EXCLUSIVE/);
    });

    it('passes what leaves the users of the table alone', async () => {
      const concurrently = await grade(check, 'CREATE INDEX CONCURRENTLY ON orders (user_id)');
      assert.ok(concurrently.passed, concurrently.message);
      const validated = await grade('ddl: { on: orders, rewrite: false }', 'ALTER TABLE orders ADD CHECK (total > 0) NOT VALID');
      assert.match(validated.message, /Strongest lock on orders: ACCESS EXCLUSIVE\./);
    });
  });

  describe('cost', () => {
    const check = 'cost: { wal: 1.5, bytes: 1.5, statements: 2 }';
    const solution = 'UPDATE orders SET total = 0 WHERE id <= 100';

    it('passes what costs about as much as the first solution', async () => {
      const { passed, message } = await grade(check, 'UPDATE orders SET total = 0 WHERE id BETWEEN 1 AND 100', { solution });
      assert.ok(passed, message);
    });

    it('says how much more an answer writes, or sends', async () => {
      assert.match((await grade(check, 'UPDATE orders SET total = 0', { solution })).message, /Your answer: [\d,]+ bytes of write-ahead log; [\d,]+ are enough\./);
      const many = Array.from({ length: 100 }, (_, index) => `UPDATE orders SET total = 0 WHERE id = ${index + 1};`).join('\n');
      assert.match((await grade('cost: { statements: 2 }', many, { solution })).message, /100 statements sent; 2 are enough/);
    });
  });

  describe('lint', () => {
    it('asks the linter with the tables of the data set', async () => {
      const lint = lintAnswers(createCoach({ parser: await createParser() }));
      const check = 'lint: { none_of: [require-concurrent-index-creation] }';
      const blocked = await gradeAnswer({ database, fixture: shop, check, lint }, '-- an index\nCREATE INDEX ON orders (user_id);');
      assert.match(blocked.message, /^Line 2, require-concurrent-index-creation: Building this index takes a SHARE lock on orders/);
      const own = await gradeAnswer({ database, fixture: shop, check, lint }, 'CREATE TABLE fresh (a int);\nCREATE INDEX ON fresh (a);');
      assert.ok(own.passed, own.message);
    });
  });

  describe('decision and text', () => {
    it('need no database', async () => {
      const decision = await gradeAnswer({ database, fixture: 'this is no SQL', check: 'decision: { days: { min: 30 } }', language: 'yaml' }, 'days: 7');
      assert.match(decision.message, /`days` is 7, less than 30/);
      const words = await gradeAnswer({ database, fixture: 'this is no SQL', check: 'text: { rubric: [a, b, c], model: m }', language: 'text' }, 'two words');
      assert.match(words.message, /You wrote 2 words/);
    });
  });
});
