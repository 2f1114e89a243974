import assert from 'node:assert/strict';
import type { Coach } from '../../../server/core/coach';
import type { RegisteredRule, RuleContext } from '../../../server/core/rules/rule';
import { check, makeCoach } from './coach';

const doc = 'A rule for tests.\n';
const probe = (id: string, visit: RegisteredRule['visit']): RegisteredRule => ({ id, group: 'safety', severity: 'warning', since: '0', fix: 'none', doc, messages: { here: 'Here is {what}.' }, visit: visit ?? {} });

/** A rule that notes what it is told about each DROP TABLE. */
function noting(notes: unknown[], note: (context: RuleContext) => unknown): RegisteredRule {
  return probe('noting', { DropStmt: (_, context) => void notes.push(note(context)) });
}

describe('checkFile', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  it('goes on when a rule throws, and names the rule once', async () => {
    const failing = probe('failing', { SelectStmt: () => { throw new Error('a bug'); } });
    const working = probe('working', { SelectStmt: (_, context) => context.report({ span: { start: 0, end: 6 }, message: 'here', data: { what: 'it' } }) });
    const { findings, crashes } = check(await makeCoach([failing, working]), 'SELECT 1;\nSELECT 2;');
    assert.deepEqual(findings.map(({ rule, message, span }) => [rule, message, span.start]), [['working', 'Here is it.', 0], ['working', 'Here is it.', 10]]);
    assert.deepEqual(crashes.map(({ rule }) => rule), ['failing']);
  });

  it('does not ask a rule that is switched off', async () => {
    const failing = probe('failing', { SelectStmt: () => { throw new Error('asked'); } });
    const { findings, crashes } = check(await makeCoach([failing]), 'SELECT 1', { levels: { failing: 'off' } });
    assert.deepEqual({ findings, crashes }, { findings: [], crashes: [] });
  });

  it('takes the level of the configuration, and lowers it where a report asks for less', () => {
    const severities = (level: 'error' | 'hint') => check(coach, 'SELECT * FROM a; CREATE VIEW v AS SELECT * FROM a;', { levels: { 'select-star': level } }).findings.map(({ severity }) => severity);
    assert.deepEqual(severities('error'), ['info', 'error']);
    assert.deepEqual(severities('hint'), ['hint', 'hint']);
  });

  it('yields after each statement, so that a host can stop', () => {
    const request = { file: '/a.sql', document: coach.open('SELECT 1; SELECT 2; SELECT 3'), configuration: { pgVersion: 18, levels: new Map() }, history: undefined, parts: undefined, transaction: 'unknown' as const };
    const steps = coach.check(request);
    assert.deepEqual([steps.next().done, steps.next().done, steps.next().done, steps.next().done], [false, false, false, true]);
  });

  it('knows transactions: BEGIN, COMMIT, CHAIN, and a COMMIT inside a wrapped file', async () => {
    const states = async (text: string, transaction: 'one' | 'each' | 'unknown') => {
      const notes: unknown[] = [];
      check(await makeCoach([noting(notes, (context) => context.transaction)]), text, { transaction });
      return notes;
    };
    const text = 'DROP TABLE a; BEGIN; DROP TABLE b; COMMIT AND CHAIN; DROP TABLE c; ROLLBACK; DROP TABLE d;';
    assert.deepEqual(await states(text, 'each'), ['outside', 'inside', 'inside', 'outside']);
    assert.deepEqual(await states(text, 'unknown'), ['unknown', 'inside', 'inside', 'unknown']);
    assert.deepEqual(await states('DROP TABLE a; COMMIT; DROP TABLE b; START TRANSACTION; DROP TABLE c; END; DROP TABLE d;', 'one'), ['inside', 'outside', 'inside', 'outside']);
    assert.deepEqual(await states('BEGIN; SAVEPOINT s; ROLLBACK TO s; DROP TABLE a;', 'each'), ['inside']);
  });

  it('calls a table new only in the unit that made it', async () => {
    const notes: unknown[] = [];
    const probing = noting(notes, (context) => ['made', 'old', 'temp', 'altered'].filter((name) => context.isNew({ name })));
    const up = 'CREATE TABLE made (a int); CREATE TEMP TABLE temp (a int); ALTER TABLE altered ADD COLUMN b int; DROP TABLE x;\n';
    const down = 'DROP TABLE y; DROP TABLE made; DROP TABLE z;';
    check(await makeCoach([probing]), up + down, {
      parts: [{ direction: 'up', start: 0, end: up.length, transaction: 'one' }, { direction: 'down', start: up.length, end: up.length + down.length, transaction: 'one' }],
    });
    assert.deepEqual(notes, [['made', 'temp'], ['temp'], ['temp'], ['temp']]);
  });

  it('answers for any input', () => {
    for (const text of ['', ';', ';;;', '\0', 'SELECT \0 1;', "SELECT 'open", '"', '/* open', '$$', '\u{d800}', '\ufeffSELECT 1;', '\\', ')', '-- only a comment']) {
      assert.deepEqual(check(coach, text).crashes, [], JSON.stringify(text));
    }
  });

  it('sorts findings by place', () => {
    const starts = check(coach, 'DELETE FROM a;\nSELECT * FROM b LIMIT 1 OFFSET 5000;\nSELECT id, FROM c;\nUPDATE d SET e = 1;').findings.map(({ span }) => span.start);
    assert.deepEqual(starts, starts.toSorted((a, b) => a - b));
    assert.equal(starts.length, 5);
  });
});

describe('ignore comments', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });
  const rulesIn = (text: string) => check(coach, text).findings.map(({ rule }) => rule);

  it('cover the next statement only', () => {
    assert.deepEqual(rulesIn('-- sql-coach-ignore delete-without-where: test data\nDELETE FROM a;\nDELETE FROM b;'), ['delete-without-where']);
    assert.deepEqual(rulesIn('/* sql-coach-ignore delete-without-where: test data */ DELETE FROM a;'), []);
  });

  it('cover the file where they say so, wherever they stand', () => {
    assert.deepEqual(rulesIn('DELETE FROM a;\nDELETE FROM b;\n-- sql-coach-ignore-file delete-without-where: test data'), []);
  });

  it('name several rules', () => {
    assert.deepEqual(rulesIn('-- sql-coach-ignore update-without-where, delete-without-where: test data\nDELETE FROM a;'), ['unused-ignore']);
  });

  it('are not reported for a rule that is switched off', () => {
    assert.deepEqual(check(coach, '-- sql-coach-ignore select-star: later\nSELECT 1;', { levels: { 'select-star': 'off' } }).findings, []);
  });

  it('cover a syntax error too', () => {
    assert.deepEqual(rulesIn('-- sql-coach-ignore syntax-error: a template\nSELECT id, FROM a;'), []);
  });
});
