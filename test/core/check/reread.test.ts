import assert from 'node:assert/strict';
import { drain, type CheckRequest, type Coach } from '../../../server/core/coach';
import { makeCoach } from './coach';

/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const templates = [
  'CREATE TABLE T (id bigint PRIMARY KEY, C text, U_id bigint REFERENCES U (id));', 'CREATE TABLE IF NOT EXISTS T (C int NOT NULL);', 'DROP TABLE IF EXISTS T CASCADE;',
  'ALTER TABLE T ADD COLUMN C text DEFAULT clock_timestamp()::text;', 'ALTER TABLE T DROP COLUMN C;', 'ALTER TABLE T ALTER COLUMN C TYPE varchar(20);', 'ALTER TABLE T ALTER COLUMN C SET NOT NULL;',
  'ALTER TABLE T RENAME TO U;', 'ALTER TABLE T RENAME COLUMN C TO d;', 'CREATE INDEX ON T (C);', 'CREATE INDEX CONCURRENTLY i_T ON T (U_id);', 'DROP INDEX i_T;',
  'ALTER TABLE T ADD CONSTRAINT k FOREIGN KEY (U_id) REFERENCES U (id) NOT VALID;', 'ALTER TABLE T VALIDATE CONSTRAINT k;', 'ALTER TABLE T ADD CHECK (C IS NOT NULL);',
  'SELECT * FROM T JOIN U ON true;', 'SELECT C FROM T ORDER BY C LIMIT 5 OFFSET 2000;', 'UPDATE T SET C = 1;', 'DELETE FROM T WHERE C = C;', 'INSERT INTO T SELECT * FROM U;',
  'SET search_path = other, public;', 'RESET search_path;', 'SET LOCAL search_path = other;', "SET TimeZone = 'UTC';", 'BEGIN;', 'COMMIT;', 'ROLLBACK;', 'SAVEPOINT s;', 'CREATE TEMP TABLE T (C int);',
  'CREATE VIEW v AS SELECT C FROM T;', 'CREATE TYPE C AS ENUM (\'a\');', 'CREATE FUNCTION C() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT 1 $$;', 'broken statement (;', '-- sql-coach-ignore select-star: test\nSELECT * FROM T;',
];

const names = { T: ['a', 'b', '"C"', 'other.a'], U: ['a', 'b', 'd'], C: ['c', 'd', 'note'] };

function statement(random: (below: number) => number): string {
  const template = templates[random(templates.length)] ?? '';
  return template.replaceAll(/\b[TUC]\b/g, (name) => names[name as keyof typeof names][random(names[name as keyof typeof names].length)] ?? name);
}

describe('checking again after an edit', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  const request = (document: CheckRequest['document'], rest: Partial<CheckRequest> = {}): CheckRequest => ({
    file: '/a.sql', document, configuration: { pgVersion: 18, levels: new Map() }, history: undefined, parts: undefined, transaction: 'unknown', ...rest,
  });

  for (let seed = 1; seed <= 20; seed++) {
    it(`says the same as a check from the beginning (seed ${seed})`, () => {
      const random = randomOf(seed);
      const lines = Array.from({ length: 25 }, () => statement(random));
      const memory = { last: undefined };
      let document = coach.open(lines.join('\n'));
      drain(coach.check(request(document, { memory })));
      for (let edit = 0; edit < 12; edit++) {
        const at = random(lines.length);
        if (random(6) === 0) lines.splice(at, random(2), statement(random));
        else lines[at] = random(3) === 0 ? `${lines[at]}\n` : statement(random);
        document = coach.edit(document, lines.join('\n'));
        const again = drain(coach.check(request(document, { memory })));
        assert.deepEqual(again, drain(coach.check(request(coach.open(lines.join('\n'))))), `edit ${edit} at ${at}:\n${lines.join('\n')}`);
      }
    });
  }

  /** Statements that were really read: the check yields after each. */
  function read(document: CheckRequest['document'], memory: NonNullable<CheckRequest['memory']>): number {
    const steps = coach.check(request(document, { memory }));
    let count = 0;
    while (!steps.next().done) count += 1;
    return count;
  }

  const long = Array.from({ length: 300 }, (_, n) => `CREATE TABLE t${n} (id int, n text DEFAULT 'x');\nSELECT * FROM t${n};\nSELECT id FROM t${n - 1};`).join('\n');

  it('reads nothing for a new line at the top, and one statement for a letter in it', () => {
    const memory = { last: undefined };
    let document = coach.open(long);
    assert.equal(read(document, memory), 900);
    document = coach.edit(document, { start: 0, end: 0, text: '\n' });
    assert.equal(read(document, memory), 0);
    const middle = document.text.indexOf('SELECT id FROM t149') + 'SELECT id'.length;
    document = coach.edit(document, { start: middle, end: middle, text: 'x' });
    assert.equal(read(document, memory), 1);
  });

  it('reads the statements that read a table when the table changes', () => {
    const memory = { last: undefined };
    let document = coach.open(long);
    read(document, memory);
    const name = document.text.indexOf('CREATE TABLE t150 (id int, n') + 'CREATE TABLE t150 (id int, n'.length;
    document = coach.edit(document, { start: name, end: name, text: 'ote' });
    const count = read(document, memory);
    assert.ok(count >= 2 && count <= 4, `${count} statements were read`);
    const findings = drain(coach.check(request(document, { memory }))).findings;
    assert.ok(findings.some(({ fixes }) => fixes.some(({ edits }) => edits.some(({ text }) => text === 'id, note'))));
  });

  it('begins anew when configuration or transaction change', () => {
    const memory = { last: undefined };
    const document = coach.open('SELECT * FROM a; CREATE INDEX CONCURRENTLY ON a (b);');
    const rules = (rest: Partial<CheckRequest>) => drain(coach.check(request(document, { memory, ...rest }))).findings.map(({ rule }) => rule);
    assert.deepEqual(rules({}), ['select-star']);
    assert.deepEqual(rules({ configuration: { pgVersion: 18, levels: new Map([['select-star', 'off']]) } }), []);
    assert.deepEqual(rules({ transaction: 'one' }), ['select-star', 'concurrently-in-transaction']);
  });
});
