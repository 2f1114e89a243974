import assert from 'node:assert/strict';
import { run } from '../cli/run';
import { Project } from '../lsp/client';

describe('sql-coach explain', () => {
  let project: Project;
  before(() => {
    project = new Project({
      'migrations/001_orders.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, customer int);\nCREATE INDEX orders_customer ON orders (customer);\n',
      'migrations/002_regions.sql': 'CREATE TABLE regions (id int PRIMARY KEY, name text);\nINSERT INTO regions SELECT g, md5(g::text) FROM generate_series(1, 100000) g;\n',
      'query.sql': `-- by customer\nSELECT * FROM orders WHERE customer = :customer;\n\nSELECT *\nFROM regions WHERE name = 'x';\n`,
      'wrong.sql': 'SELECT *\nFROM missing;\n',
    });
  });
  after(() => project.remove());
  const explain = (...args: string[]) => run(['explain', '--timeout', '120', ...args], { folder: project.folder });

  it('prints the plan on the tables of the migrations', async () => {
    const { out, error, status } = await explain('query.sql:2');
    assert.equal(error, '');
    assert.match(out, /^The tables are empty here/);
    assert.match(out, /Plan of embedded PostgreSQL 18, tables of 2 migrations/);
    assert.match(out, /orders_customer/);
    assert.equal(status, 0);
  });

  it('measures as JSON, from a line inside of the statement', async () => {
    const { out, status } = await explain('query.sql:5', '--analyze', '--format', 'json');
    const { version, path, line, report } = JSON.parse(out) as { version: number; path: string; line: number; report: { analyzed: boolean; reasons: { id: string }[]; root: { type: string } } };
    assert.deepEqual([version, path, line, report.analyzed, report.root.type], [1, 'query.sql', 4, true, 'Seq Scan']);
    assert.deepEqual(report.reasons.map(({ id }) => id).filter((id) => id !== 'planning-dominates'), ['selective-seq-scan']);
    assert.equal(status, 0);
  });

  it('says where a statement is wrong', async () => {
    const { error, out, status } = await explain('wrong.sql');
    assert.match(error, /^wrong\.sql:2:6: Relation "missing" does not exist\. No migration/);
    assert.deepEqual([out, status], ['', 1]);
  });

  for (const [args, message] of [
    [['query.sql'], /query\.sql has 2 statements with a plan; name one of them: query\.sql:2, query\.sql:4/],
    [['nothing.sql'], /nothing\.sql: no such file/],
    [['query.sql:99'], /no statement at or after this line/],
    [['query.sql:2', '--connection'], /SQL_COACH_DATABASE_URL/],
    [['query.sql:2', '--format', 'sarif'], /allowed choices are pretty, json/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { error, status } = await explain(...args);
      assert.match(error, message);
      assert.equal(status, 2);
    });
  }
});
