import assert from 'node:assert/strict';
import { drain, type CheckRequest, type Coach } from '../../../server/core/coach';
import type { CheckMemory } from '../../../server/core/check/reread-changed';
import type { OpenDocument } from '../../../server/core/document/document';
import { lensLine } from '../../../server/core/effects/lens-line';
import { createHistory } from '../../../server/core/migrations/history';
import type { MigrationPart } from '../../../server/core/migrations/unit';
import { makeCoach } from './coach';

const earlier = 'CREATE TABLE orders (id bigint PRIMARY KEY, note text, total int);\nCREATE INDEX orders_note_idx ON orders (note);\nCREATE TABLE customers (id bigint PRIMARY KEY);';
const whole = (text: string): readonly MigrationPart[] => [{ direction: 'up', start: 0, end: text.length, transaction: 'one' }];

describe('effects of a checked file', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  /** Checks a migration after `earlier` and gives what is asked of its effects. */
  function checked(document: OpenDocument, memory: CheckMemory, parts = whole(document.text)) {
    const old = coach.open(earlier);
    const history = createHistory([{ path: '/m/1.sql', document: old, parts: whole(earlier) }, { path: '/m/2.sql', document, parts }]);
    const request: CheckRequest = { file: '/m/2.sql', document, configuration: { pgVersion: 18, levels: new Map() }, history, parts, transaction: 'one', memory };
    drain(coach.check(request));
    const effects = coach.effects(request);
    assert.ok(effects);
    const line = (index: number) => {
      const found = effects.at(index);
      return found && lensLine(found.effects, found.display, found.shows);
    };
    const lines = () => document.statements.map((_, index) => (effects.reachesOthers(index) ? line(index) : undefined));
    return { effects, line, lines, request };
  }

  const linesOf = (text: string) => checked(coach.open(text), { last: undefined }).lines();

  it('name the locks of tables that were there before', () => {
    assert.deepEqual(linesOf('ALTER TABLE orders ALTER COLUMN total TYPE bigint; CREATE INDEX i ON orders (total); DROP TABLE customers;'), [
      'locks orders: ACCESS EXCLUSIVE · rewrites', 'locks orders: SHARE · scans', 'locks customers: ACCESS EXCLUSIVE',
    ]);
  });

  it('are silent for tables of the same migration, for queries, and where nothing is locked', () => {
    const text = [
      'CREATE TABLE made (id int, order_id bigint)', 'CREATE INDEX made_idx ON made (id)', 'ALTER TABLE made ADD COLUMN x text', 'DROP TABLE made',
      'SELECT * FROM orders', 'UPDATE orders SET note = 1', 'CREATE VIEW v AS SELECT * FROM orders', "COMMENT ON TABLE orders IS 'x'", 'CREATE TABLE copied (LIKE orders)',
      'CREATE TYPE mood AS ENUM ()', 'DROP TABLE IF EXISTS nowhere', 'GRANT SELECT ON orders TO public', 'not sql at all',
    ].join(';\n');
    assert.deepEqual(linesOf(text).filter((line) => line !== undefined), []);
  });

  it('say what a new table does to an old one', () => {
    assert.deepEqual(linesOf('CREATE TABLE items (order_id bigint REFERENCES orders); ALTER TABLE items ADD FOREIGN KEY (order_id) REFERENCES orders;'), [
      'locks orders: SHARE ROW EXCLUSIVE', 'locks orders: SHARE ROW EXCLUSIVE · scans',
    ]);
  });

  it('find a table by the name of its index', () => {
    const [dropped, altered] = linesOf('DROP INDEX orders_note_idx; ALTER INDEX orders_pkey RENAME TO orders_key;');
    assert.equal(dropped, 'locks orders: ACCESS EXCLUSIVE');
    assert.equal(altered, undefined);
  });

  it('read each statement against the catalog before it, asked in any order', () => {
    const { line } = checked(coach.open('ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases ADD CHECK (a > 0); BEGIN; DROP TABLE purchases; ROLLBACK; TRUNCATE purchases;'), { last: undefined });
    const expected = ['locks orders: ACCESS EXCLUSIVE', 'locks orders: ACCESS EXCLUSIVE', 'locks purchases: ACCESS EXCLUSIVE · scans', undefined, 'locks purchases: ACCESS EXCLUSIVE', undefined];
    for (const index of [2, 0, 5, 1, 4, 3]) assert.equal(line(index), expected[index], String(index));
    assert.match(line(6) ?? '', /^locks purchases: ACCESS EXCLUSIVE/);
  });

  it('follow an edit', () => {
    const memory: CheckMemory = { last: undefined };
    const first = coach.open('ALTER TABLE orders ADD COLUMN a int; ALTER TABLE customers ADD COLUMN b int; CREATE INDEX i ON orders (a);');
    assert.equal(checked(first, memory).lines()[1], 'locks customers: ACCESS EXCLUSIVE');
    const start = first.text.indexOf('customers');
    const second = coach.edit(first, { start, end: start + 'customers'.length, text: 'orders' });
    const after = checked(second, memory);
    assert.deepEqual(after.lines(), ['locks orders: ACCESS EXCLUSIVE', 'locks orders: ACCESS EXCLUSIVE', 'locks orders: SHARE · scans']);
    assert.equal(after.line(0), 'locks orders: ACCESS EXCLUSIVE');
    assert.equal(coach.effects({ ...after.request, document: first }), undefined, 'what another check has replaced');
  });

  it('start the way down from what the way up has made', () => {
    const text = 'CREATE TABLE made (id int);\n-- down\nDROP TABLE made;\nDROP TABLE customers;';
    const down = text.indexOf('-- down');
    const parts: readonly MigrationPart[] = [{ direction: 'up', start: 0, end: down, transaction: 'one' }, { direction: 'down', start: down, end: text.length, transaction: 'one' }];
    assert.deepEqual(checked(coach.open(text), { last: undefined }, parts).lines(), [undefined, 'locks made: ACCESS EXCLUSIVE', 'locks customers: ACCESS EXCLUSIVE']);
  });

  it('work without a history, with less certainty', () => {
    const document = coach.open('ALTER TABLE orders ADD COLUMN a int;');
    const request: CheckRequest = { file: '/q.sql', document, configuration: { pgVersion: 18, levels: new Map() }, history: undefined, parts: undefined, transaction: 'unknown', memory: { last: undefined } };
    drain(coach.check(request));
    const effects = coach.effects(request);
    const found = effects?.at(0);
    assert.ok(effects?.reachesOthers(0) && found);
    assert.match(lensLine(found.effects, found.display, found.shows) ?? '', /^locks orders: ACCESS EXCLUSIVE · perhaps more$/);
  });
});
