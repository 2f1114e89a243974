import assert from 'node:assert/strict';
import { drain, type CheckRequest, type Coach } from '../../../server/core/coach';
import { createHistory, type History } from '../../../server/core/migrations/history';
import type { MigrationPart, TransactionMode } from '../../../server/core/migrations/unit';
import { applyEdits } from '../../../server/core/text/span';
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
  'CREATE VIEW v AS SELECT C FROM T;', 'CREATE TYPE C AS ENUM (\'a\');', 'CREATE FUNCTION C() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT 1 $$;', 'broken statement (;',
  'ALTER TABLE a ADD COLUMN C int;', 'ALTER TABLE a ALTER COLUMN C TYPE bigint;', 'ALTER TABLE a ADD CHECK (C > 0);',
  "SET lock_timeout = '2s';", "SET LOCAL lock_timeout = '2s';", "ALTER TYPE C ADD VALUE 'b';", "SELECT 'b'::C;", 'CREATE POLICY p ON T USING (true);', 'ALTER TABLE T ENABLE ROW LEVEL SECURITY;', 'UPDATE T SET C = 1 WHERE C IS NULL;', '-- sql-coach-ignore select-star: test\nSELECT * FROM T;',
  'CREATE OR REPLACE FUNCTION f(C int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO T SELECT * FROM U; IF C = NULL THEN DELETE FROM U; END IF; CREATE TEMP TABLE x AS SELECT * FROM T; UPDATE x SET C = 1; END $$;',
  'DO $$ BEGIN\nCREATE INDEX ON T (C);\n-- sql-coach-ignore update-without-where: test\nUPDATE U SET C = 1; END $$;', "CREATE OR REPLACE FUNCTION g() RETURNS bigint LANGUAGE sql AS 'SELECT id FROM T JOIN U ON true WHERE C = NULL';",
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

  it('makes a fix over two statements anew when the text between them changes', () => {
    const memory = { last: undefined };
    const parts: readonly MigrationPart[] = [{ direction: 'up', start: 0, end: 1000, transaction: 'each' }];
    const texts = ['ALTER TABLE a ADD b int;\nALTER TABLE a ADD c int;', 'ALTER TABLE a ADD b int;\n\n-- more\nALTER TABLE a ADD c int;', 'ALTER TABLE a ADD b int;\n-- more\nALTER TABLE  a ADD c int;'];
    let document = coach.open('');
    const fixed = texts.map((text) => {
      document = coach.edit(document, text);
      const { findings } = drain(coach.check(request(document, { memory, parts })));
      return findings.filter(({ rule }) => rule === 'multiple-alter-table').flatMap(({ fixes }) => fixes.map(({ edits }) => applyEdits(text, edits)));
    });
    assert.deepEqual(fixed, [['ALTER TABLE a ADD b int,\n  ADD c int;'], ['ALTER TABLE a ADD b int,\n\n-- more\n  ADD c int;'], ['ALTER TABLE a ADD b int,\n-- more\n  ADD c int;']]);
  });

  it('asks the rules about files again when files come', () => {
    const memory = { last: undefined };
    const text = 'ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0) NOT VALID;';
    const document = coach.open(text);
    const parts: readonly MigrationPart[] = [{ direction: 'up', start: 0, end: 1000, transaction: 'each' }];
    const own = { path: '/1_a.sql', document, parts };
    const later = { path: '/2_b.sql', document: coach.open('SELECT 1;'), parts };
    const rules = [[own], [own, later], [own]].map((files) => drain(coach.check(request(document, { file: own.path, memory, parts, history: createHistory(files) }))).findings.map(({ rule }) => rule));
    assert.deepEqual(rules.map((found) => found.includes('constraint-never-validated')), [false, true, false]);
  });

  const markers = ['-- up', '-- down'];

  /** The sections of a text: each marker line begins one, and what stands before the first belongs to none. */
  function partsOf(text: string, transaction: TransactionMode): readonly MigrationPart[] {
    const starts = [...text.matchAll(/^-- (up|down)$/gm)];
    return starts.map((match, index) => ({ direction: match[1] === 'down' ? 'down' : 'up', start: match.index, end: starts[index + 1]?.index ?? text.length, transaction }));
  }

  /** Types one change as a user does: whole statements come and go, move, or get a letter, a semicolon, a quote or a section marker. */
  function change(random: (below: number) => number, lines: string[]): void {
    const at = random(lines.length);
    const line = lines[at] ?? '';
    const inside = random(line.length + 1);
    const kinds: readonly (() => void)[] = [
      () => lines.splice(at, 0, statement(random)),
      () => lines.splice(at, 1 + random(3)),
      () => lines.splice(at, 1, statement(random), statement(random)),
      () => lines.splice(at, 0, ['BEGIN;', 'COMMIT;', 'ROLLBACK;', 'SAVEPOINT s;', 'ROLLBACK TO s;', 'SET search_path = other;', 'SET LOCAL search_path = other;'][random(7)] ?? ''),
      () => lines.splice(at, 0, markers[random(2)] ?? ''),
      () => lines.push(...lines.splice(at, 2)),
      () => (lines[at] = line.slice(0, inside) + ["'", ';', ' ', 'x', '\n', '/*', '-- sql-coach-ignore-file select-star: test\n'][random(7)] + line.slice(inside)),
      () => (lines[at] = line.replace(/'|;|\/\*|-- (?:up|down)/, '')),
    ];
    kinds[random(kinds.length)]?.();
  }

  for (const transaction of ['unknown', 'one', 'each'] as const) {
    for (let seed = 1; seed <= 25; seed++) {
      it(`says the same where statements come and go, transactions and sections move (${transaction}, seed ${seed})`, () => {
        const random = randomOf(seed * 7919);
        const lines = Array.from({ length: 18 }, () => statement(random));
        if (seed % 2 === 0) lines.splice(3, 0, '-- up');
        if (seed % 3 === 0) lines.splice(12, 0, '-- down');
        const migration = seed % 2 === 0 || seed % 3 === 0;
        const around = (text: string) => ({ transaction, parts: migration ? partsOf(text, transaction) : undefined });
        const memory = { last: undefined };
        let document = coach.open(lines.join('\n'));
        drain(coach.check(request(document, { memory, ...around(document.text) })));
        for (let edit = 0; edit < 20; edit++) {
          change(random, lines);
          const text = lines.join('\n');
          document = coach.edit(document, text);
          // One of three checks is stopped on its way, as by a user who types on.
          const steps = coach.check(request(document, { memory, ...around(text) }));
          if (random(3) === 0) {
            for (let step = random(8); step > 0 && steps.next().done !== true; step--);
            steps.return({ findings: [], groups: [], crashes: [] });
            continue;
          }
          const again = drain(steps);
          assert.deepEqual(again, drain(coach.check(request(coach.open(text), around(text)))), `edit ${edit}:\n${text}`);
        }
      });
    }
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

  it('reads one statement where another one is typed, split, joined or deleted, and few where a transaction is', () => {
    const memory = { last: undefined };
    let document = coach.open(long);
    read(document, memory);
    const at = (text: string) => document.text.indexOf(text);
    const counts = (start: number, end: number, text: string) => {
      document = coach.edit(document, { start, end, text });
      return read(document, memory);
    };
    assert.equal(counts(at('SELECT * FROM t150;'), at('SELECT * FROM t150;'), 'SELECT 1;\n'), 1);
    assert.equal(counts(at('SELECT 1;\n'), at('SELECT 1;\n') + 'SELECT 1;\n'.length, ''), 0);
    const middle = at('SELECT * FROM t140') + 'SELECT *'.length;
    assert.equal(counts(middle, middle, ';'), 2);
    assert.equal(counts(middle, middle + 1, ''), 1);
    const begin = at('CREATE TABLE t150');
    assert.equal(counts(begin, begin, 'COMMIT;\n'), 1);
    const before = at('CREATE TABLE t149');
    // The four up to the COMMIT now stand in a transaction; one behind it selects from the table that is made there.
    assert.equal(counts(before, before, 'BEGIN;\n'), 6);
  });

  it('reads nothing more for rows that are written once more into a table that has some', () => {
    const memory = { last: undefined };
    let document = coach.open("CREATE TABLE a (id int);\nINSERT INTO a VALUES ('open');\nSELECT * FROM a;\nALTER TABLE a ADD COLUMN b int;");
    read(document, memory);
    const inside = document.text.indexOf('open');
    document = coach.edit(document, { start: inside, end: inside, text: 'x' });
    assert.equal(read(document, memory), 1);
  });

  it('goes on where a first check was stopped', () => {
    const memory = { last: undefined };
    const document = coach.open(long);
    const steps = coach.check(request(document, { memory }));
    for (let step = 0; step < 600; step++) steps.next();
    steps.return({ findings: [], groups: [], crashes: [] });
    assert.equal(read(document, memory), 300);
  });

  it('tells what it has found so far, which stays found', () => {
    const memory: NonNullable<CheckRequest['memory']> = { last: undefined };
    const steps = coach.check(request(coach.open(long.replaceAll('(id int,', '(id bigint PRIMARY KEY,')), { memory }));
    for (let step = 0; step < 90; step++) steps.next();
    const early = memory.soFar?.().findings ?? [];
    assert.ok(early.length >= 29, `${early.length} findings`);
    const all = drain(steps).findings;
    assert.equal(memory.soFar, undefined);
    assert.deepEqual(all.slice(0, early.length), early);
  });

  it('begins anew when configuration or transaction change', () => {
    const memory = { last: undefined };
    const document = coach.open('SELECT * FROM a; CREATE INDEX CONCURRENTLY ON a (b);');
    const rules = (rest: Partial<CheckRequest>) => drain(coach.check(request(document, { memory, ...rest }))).findings.map(({ rule }) => rule);
    assert.deepEqual(rules({}), ['select-star']);
    assert.deepEqual(rules({ configuration: { pgVersion: 18, levels: new Map([['select-star', 'off']]) } }), []);
    assert.deepEqual(rules({ transaction: 'one' }), ['select-star', 'concurrently-in-transaction']);
  });

  describe('of a migration in the middle of a history', () => {
    const tables = 800;
    // Five statements for each table; what reads part_400 is known by its name.
    const big = Array.from({ length: tables }, (_, n) => `-- part ${n}\nCREATE TABLE part_${n} (id bigint PRIMARY KEY, title text DEFAULT 'x');\nCREATE INDEX ON part_${n} (title);\nINSERT INTO part_${n} VALUES (1, 'open');\nALTER TABLE part_${n} ADD COLUMN note text;\nSELECT * FROM part_${n};`).join('\n');
    const later = 'SELECT * FROM part_400;\nALTER TABLE part_400 ADD CONSTRAINT c CHECK (id > 0);\nSELECT * FROM part_7;\nSELECT 1;';
    const path = (n: number) => `/m/${String(n).padStart(3, '0')}_a.sql`;
    const parts = new WeakMap<CheckRequest['document'], readonly MigrationPart[]>();
    const partsFor = (document: CheckRequest['document']): readonly MigrationPart[] => {
      const known = parts.get(document) ?? [{ direction: 'up', start: 0, end: document.length, transaction: 'one' } as const];
      parts.set(document, known);
      return known;
    };
    const fileOf = (n: number, document: CheckRequest['document']) => ({ path: path(n), document, parts: partsFor(document) });

    /** One open file, and how it is checked with a history. */
    class Open {
      readonly memory: NonNullable<CheckRequest['memory']> = { last: undefined };
      readonly #number: number;

      constructor(number: number) {
        this.#number = number;
      }

      check(document: CheckRequest['document'], history: History, memory = this.memory) {
        const steps = coach.check(request(document, { file: path(this.#number), history, parts: partsFor(document), memory }));
        for (let count = 0; ; count++) {
          const step = steps.next();
          if (step.done) return { count, result: step.value };
        }
      }
    }

    const historyOf = (text: string) => createHistory(Array.from({ length: 30 }, (_, n) => fileOf(n, coach.open(n === 15 ? text : n === 20 ? later : `CREATE TABLE hist_${n} (id int);\nINSERT INTO hist_${n} VALUES (1);`))));

    it('reads what reads the table that was changed, in this file and in later ones, and says the same as a check from the beginning', () => {
      const history = historyOf(big);
      const [edited, other] = [new Open(15), new Open(20)];
      let document = coach.open(big);
      const laterDocument = coach.open(later);
      assert.equal(edited.check(document, history).count, 5 * tables);
      assert.equal(other.check(laterDocument, history.with(fileOf(15, document))).count, 4);
      const typed = (after: string, text: string) => {
        const at = document.text.indexOf(after) + after.length;
        document = coach.edit(document, { start: at, end: at, text });
        return edited.check(document, history);
      };
      const inOther = () => other.check(laterDocument, history.with(fileOf(15, document)));
      const column = typed('CREATE TABLE part_400 (id bigint PRIMARY KEY, title', 's');
      assert.ok(column.count >= 4 && column.count <= 6, `${column.count} statements were read`);
      const there = inOther();
      assert.ok(there.count >= 1 && there.count <= 2, `${there.count} statements were read in the other file`);
      const anew = { last: undefined };
      assert.deepEqual(column.result, edited.check(coach.open(document.text), historyOf(document.text), { ...anew }).result);
      assert.deepEqual(there.result, other.check(laterDocument, historyOf(document.text), { ...anew }).result);
      assert.ok(there.result.findings.some(({ fixes }) => fixes.some(({ edits }) => edits.some(({ text }) => text.includes('titles')))));
      assert.equal(typed("INSERT INTO part_400 VALUES (1, 'open", 'x').count, 1);
      assert.equal(inOther().count, 0);
      assert.equal(typed('SELECT * FROM part_399', ' WHERE true').count, 1);
      assert.equal(typed('-- part 0', '!').count, 0);
    });

    it('applies no statement again that the check has applied', () => {
      const history = historyOf(big);
      const document = coach.open(big);
      new Open(15).check(document, history);
      const now = history.with(fileOf(15, document));
      const end = now.atEnd();
      assert.deepEqual(end.relation({ name: 'part_400' })?.columns.map(({ name }) => name), historyOf(big).atEnd().relation({ name: 'part_400' })?.columns.map(({ name }) => name));
      // The very record of the check's own replay.
      assert.equal(history.atEnd(fileOf(15, document)).relation({ name: 'part_399' }), end.relation({ name: 'part_399' }));
    });
  });
});
