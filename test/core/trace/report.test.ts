import assert from 'node:assert/strict';
import type { Coach } from '../../../server/core/coach';
import type { Effects } from '../../../server/core/effects/effects';
import type { HistoryFile } from '../../../server/core/migrations/history';
import type { TransactionMode } from '../../../server/core/migrations/unit';
import type { TracedStatement, TraceOutcome } from '../../../server/core/trace/model';
import { rehearsalReport } from '../../../server/core/trace/report';
import { makeCoach } from '../check/coach';

const name = (text: string) => ({ schema: 'public', name: text });
const nothing: Effects = { locks: [], rewrites: [], scans: [], creates: [], drops: [], transaction: 'any', certainty: 'exact' };
const saw = (more: Partial<Effects> = {}, kind: 'observed' | 'unwatched' = 'observed'): TraceOutcome => ({ kind, observed: { ...nothing, ...more, duration: 2 } });

describe('report of a rehearsal', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  function report(text: string, outcomes: readonly TraceOutcome[], { transaction = 'each' as TransactionMode, differing = [] as readonly number[] } = {}) {
    const document = coach.open(text);
    const file: HistoryFile = { path: '/m/1.sql', document, parts: [{ direction: 'up', start: 0, end: text.length, transaction }] };
    const statements = outcomes.map((outcome, index): TracedStatement => {
      const placed = document.statements[index];
      assert.ok(placed);
      return { file: file.path, index, placed, predicted: nothing, outcome, differences: differing.includes(index) ? [{ aspect: 'locks', message: 'predicted no lock on public.a, seen ShareLock' }] : [] };
    });
    return rehearsalReport({ file, statements, source: 'embedded PostgreSQL 18', problems: [], notes: [] });
  }

  it('sums up what ran, failed and was skipped, the strongest lock and the differences', () => {
    const error = { message: 'no', code: '42P01', detail: 'd', hint: undefined, offset: 3 };
    const told = report('SELECT 1;\n\nSELECT 2;\nSELECT 3;\nSELECT 4;', [
      saw({ locks: [{ relation: name('a'), mode: 'ShareLock' }] }), { kind: 'failed', error },
      saw({ locks: [{ relation: name('c'), mode: 'RowShareLock' }, { relation: name('b'), mode: 'AccessExclusiveLock' }] }), { kind: 'skipped', reason: 'psql' },
    ], { differing: [0] });
    assert.equal(told.summary, '2 statements ran, 1 failed, 1 skipped; strongest lock: ACCESS EXCLUSIVE on b; 1 difference to the prediction');
    assert.deepEqual(told.statements[1]?.errorPlace, { line: 2, character: 3 });
    assert.deepEqual([told.statements[1]?.message, told.statements[1]?.more, told.statements[1]?.duration], ['no', ['d'], undefined]);
    assert.deepEqual(told.statements[2]?.locks.map(({ mode }) => mode), ['ACCESS EXCLUSIVE', 'ROW SHARE']);
    assert.equal(told.statements[3]?.message, 'psql');
  });

  it('counts no lock of a table that the file itself has made', () => {
    const told = report('SELECT 1; SELECT 2;', [saw({ creates: [name('made')] }), saw({ locks: [{ relation: name('made'), mode: 'AccessExclusiveLock' }] })]);
    assert.deepEqual(told.statements[1]?.locks.map(({ own }) => own), [true]);
    assert.equal(told.summary, '2 statements ran; nothing that others use was locked');
  });

  it('says that locks last as long as the transaction of the file', () => {
    const outcomes = [saw({ locks: [{ relation: name('a'), mode: 'ShareLock' }] }), saw()];
    const notes = (transaction: TransactionMode) => report('SELECT 1; SELECT 2;', outcomes, { transaction }).notes.filter((note) => note.includes('one transaction')).length;
    assert.deepEqual([notes('one'), notes('each'), notes('unknown')], [1, 0, 0]);
  });

  it('says what could not be seen', () => {
    assert.ok(report('SELECT 1;', [saw({}, 'unwatched')]).notes.some((note) => note.includes('let go of its locks')));
    assert.equal(report('', []).summary, 'No statement ran');
    const down = rehearsalReport({ file: { path: '/m/1.down.sql', document: coach.open('SELECT 1;'), parts: [{ direction: 'down', start: 0, end: 9, transaction: 'one' }] }, statements: [], source: '', problems: [], notes: [] });
    assert.match(down.notes.join(), /only the way down/);
  });

  it('writes names with their schema where it is not the usual one, and quoted where needed', () => {
    const told = report('SELECT 1;', [saw({ rewrites: [{ schema: 'app', name: 'Order' }], scans: [name('user')] })]);
    assert.deepEqual([told.statements[0]?.rewrites, told.statements[0]?.scans], [['app."Order"'], ['"user"']]);
  });
});
