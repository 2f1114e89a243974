import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, drain, type Coach } from '../../server/core/coach';
import { createHistory, type HistoryFile } from '../../server/core/migrations/history';
import type { Finding } from '../../server/core/rules/finding';
import { isDownFile } from '../../server/core/migrations/source-file';
import { rules } from '../../server/core/rules/index';
import { readFixture, wholeFile, type EarlierFile, type FixtureCase } from './fixture';

/** Rules that may speak of the same words because they say different things; each with what the two say. Every other pair must be told apart, or one must yield. */
const differentFacts: Readonly<Record<string, string>> = {
  'adding-column-inline-fk + fk-explicit-on-delete': 'what is locked, and what becomes of the rows',
  'adding-exclusion-constraint + unnamed-constraint': 'what is locked, and a name',
  'adding-foreign-key-constraint + unnamed-constraint': 'what is locked, and a name',
  'adding-not-nullable-field + create-then-rewrite': 'what is locked, and that the column could have been made so',
  'adding-primary-key + unnamed-constraint': 'what is locked, and a name',
  'attach-scans-default-partition + create-partition-of-locks-parent': 'what is read under the lock, and that the parent is locked, which ATTACH does not do',
  'ban-drop-column + depends-on-object': 'what is lost, and a trigger that fails from then on',
  'ban-drop-database + concurrently-in-transaction': 'what is lost, and that it is refused here',
  'ban-drop-table + drop-fk-locks-both': 'what is lost, and another table that is locked',
  'changing-column-type + create-then-rewrite': 'what it costs, and that the column could have been made so',
  'changing-column-type + depends-on-object': 'what it costs, and what has to go before',
  'changing-column-type + enum-value-removed': 'what it costs, and values that have no place any more',
  'changing-column-type + narrowing-type': 'what it costs, and that values may not fit',
  'changing-column-type + type-change-using-other-column': 'what it costs, and where the values come from',
  'comma-join-style + distinct-over-join': 'how the join is written, and what DISTINCT hides',
  'constraint-missing-not-valid + unnamed-constraint': 'what is locked, and a name',
  'constraint-never-validated + unnamed-constraint': 'old rows that nobody tests, and a name',
  'constraint-using-index-renames + primary-key-using-nullable-index': 'another name, and a scan',
  'create-policy-lock + policy-without-rls': 'what is locked, and that it has no effect',
  'ddl-and-backfill-in-transaction + update-without-where': 'a locked table whose rows are read, and another one whose rows are all changed',
  'depends-on-object + narrowing-type': 'what has to go before, and that values may not fit',
  'disallowed-unique-constraint + unnamed-constraint': 'what is locked, and a name',
  'drop-index-backing-constraint + require-concurrent-index-deletion': 'one index of a constraint, and another one that is not',
  'duplicate-foreign-key + missing-fk-index': 'a key too many, and an index too few',
  'fk-type-mismatch + missing-fk-index': 'the types, and an index',
  'identifier-too-long + require-primary-key': 'a name, and a key',
  'migration-out-of-order + missing-down': 'its number, and that nothing undoes it',
  'order-by-not-unique-with-limit + prefer-explicit-null-ordering': 'ties, and NULL',
  'partition-key-in-unique + unnamed-constraint': 'that it is refused, and a name',
  'prefer-timestamp-tz + timestamptz-precision': 'the zone, and the fraction of seconds',
  'replace-index-gap + require-concurrent-index-deletion': 'that no index is there for a while, and what dropping one locks',
  'require-concurrent-index-creation + wide-index': 'what building it locks, and what it is worth',
  'revoke-missing-on-definer + security-definer-search-path': 'who may call it, and what it calls',
};

/** Of what earlier statements of the transaction hold; the others speak of the statement itself. */
const ofTheTransaction: ReadonlySet<string> = new Set(['multi-table-ddl-transaction', 'statement-after-access-exclusive']);

/** Of the whole file, once: it stands at the first statement that it is true of. */
const ofTheFile: ReadonlySet<string> = new Set(['require-lock-timeout', 'grant-all', 'prefer-robust-stmts']);

describe('findings', () => {
  let coach: Coach;
  let found: readonly { readonly where: string; readonly findings: readonly Finding[] }[];
  before(async function () {
    this.timeout(240_000);
    coach = createCoach({ parser: await createParser() });
    found = [...corpus()].map(({ where, fixture }) => ({ where, findings: findingsIn(fixture) }));
  });

  function findingsIn(fixture: FixtureCase): readonly Finding[] {
    const document = coach.open(fixture.sql);
    const file = `/migrations/${fixture.name}`;
    const parts = fixture.query ? undefined : wholeFile(fixture.sql, fixture.transaction, fixture.down ? 'down' : 'up');
    const others = (files: readonly EarlierFile[]) => files.map(({ name, text }): HistoryFile => ({ path: `/migrations/${name}`, document: coach.open(text), parts: wholeFile(text, 'each', isDownFile(name) ? 'down' : 'up') }));
    const own = parts === undefined ? [] : [{ path: file, document, parts }];
    const history = createHistory([...others(fixture.history), ...own, ...others(fixture.later)], fixture.framework);
    return drain(coach.check({ file, document, configuration: { pgVersion: fixture.pgVersion, levels: new Map() }, history, parts, transaction: fixture.transaction })).findings;
  }

  it('say each fact once: no two rules speak of the same words unless they say different things', () => {
    const wrong = new Map<string, string>();
    const met = new Set<string>();
    for (const { where, findings } of found) {
      for (const here of groupByPlace(findings).values()) {
        const names = [...new Set(here.map(({ rule }) => rule))].filter((rule) => !ofTheFile.has(rule)).toSorted();
        for (const [index, first] of names.entries()) {
          for (const second of names.slice(index + 1)) {
            const pair = `${first} + ${second}`;
            met.add(pair);
            if (differentFacts[pair] === undefined && ofTheTransaction.has(first) === ofTheTransaction.has(second)) wrong.set(pair, `${pair} in ${where}:\n${here.map(({ message }) => message).join('\n')}`);
          }
        }
      }
    }
    assert.deepEqual([...wrong.values()], []);
    assert.deepEqual(Object.keys(differentFacts).filter((pair) => !met.has(pair)), [], 'pairs that never meet any more');
  });

  it('of one rule never stand twice at the same words with the same message', () => {
    for (const { where, findings } of found) {
      const said = findings.map(({ rule, message, span }) => `${rule} ${span.start} ${span.end} ${message}`);
      assert.deepEqual(said.filter((one, index) => said.indexOf(one) !== index), [], where);
    }
  });

  it('about a whole file come once in it', () => {
    const statements = ['ALTER TABLE orders ADD COLUMN a int', 'GRANT ALL ON orders TO shop', 'CREATE POLICY p ON orders USING (id = 1)', 'CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id))']
      .flatMap((statement) => [statement, statement.replaceAll('orders', 'users').replace('items', 'names')]).map((statement) => `${statement};\n`).join('');
    const [fixture] = readFixture(`-- case: file\n${statements}`);
    assert.ok(fixture);
    const said = findingsIn(fixture).map(({ rule }) => rule);
    for (const rule of ['require-lock-timeout', 'grant-all', 'create-policy-lock', 'create-table-fk-lock']) assert.equal(said.filter((one) => one === rule).length, 1, rule);
  });
});

/** The fixtures and documents of all rules, the examples, and the small history of the tests. */
function* corpus(): Generator<{ readonly where: string; readonly fixture: FixtureCase }> {
  for (const { id, doc } of rules) {
    const path = `test/rules/${id}.sql`;
    const documents = [...doc.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => `-- case: document\n${sql}`);
    const texts = [existsSync(path) ? readFileSync(path, 'utf8') : '', ...documents];
    for (const fixture of texts.flatMap(readFixture)) yield { where: `${id}: ${fixture.title}`, fixture };
  }
  for (const folder of ['examples/shop/migrations', 'test/corpus/small']) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql')).toSorted();
    const texts = files.map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
    for (const [index, name] of files.entries()) {
      yield { where: `${folder}/${name}`, fixture: { title: name, pgVersion: 18, transaction: 'one', query: false, down: false, options: undefined, history: texts.slice(0, index), later: [], name, framework: undefined, sql: texts[index]?.text ?? '', expectations: [] } };
    }
  }
}

function groupByPlace(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = `${finding.span.start} ${finding.span.end}`;
    places.set(place, [...(places.get(place) ?? []), finding]);
  }
  return places;
}
