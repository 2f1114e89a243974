import assert from 'node:assert/strict';
import type { EventDraft, ProgressEvent } from '../../../server/core/lessons/progress-event';
import { eventsOf, logText, mergeLogs, readLog } from '../../../server/core/lessons/progress-log';
import { seededOrder } from '../../../server/core/lessons/seeded-order';

const time = '2026-11-21T10:00:00.000Z';
const effort = { rating: 'hard', attempts: 2, hints: 1 } as const;
const drafts: readonly EventDraft[] = [
  { type: 'opened', unit: 'one', time }, { type: 'paused', unit: '', time }, { type: 'resumed', unit: '', time },
  { type: 'answered', unit: 'one', item: 'q', time, ...effort, evidence: { answer: ['a', 'b'], correct: true, sure: false, seconds: 3.5 } },
  { type: 'reviewed', unit: 'one', item: 'q', time, ...effort, evidence: { answer: [], correct: false } },
  { type: 'exercise', unit: 'one', item: 'e', time, ...effort, evidence: { passed: true, solutionShown: true } },
  { type: 'repaired', unit: 'one', item: 'r', time, evidence: { by: 'quick fix' } },
  { type: 'goal', unit: '', time, evidence: { days: 3 } },
];
const events = drafts.map((draft, index): ProgressEvent => ({ id: `e${index}`, ...draft }));
const text = (list: readonly unknown[]) => list.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('progress log', () => {
  it('reads every kind of event back', () => {
    const { entries, damaged } = readLog(text(events));
    assert.deepEqual(eventsOf(entries), events);
    assert.deepEqual(damaged, []);
    assert.equal(logText(entries), text(events));
  });

  it('reads the events of the first version, each with an id that is the same everywhere', () => {
    const at = time;
    const old = [
      { kind: 'opened', lesson: 'one', at }, { kind: 'answered', lesson: 'one', question: 'q', options: ['b'], correct: false, at },
      { kind: 'exercise', lesson: 'one', exercise: 'e', passed: true, at }, { kind: 'practised', lesson: 'one', rule: 'r', at },
    ];
    const read = eventsOf(readLog(text(old)).entries);
    assert.deepEqual(read.map((event) => Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'id'))), [
      { type: 'opened', unit: 'one', time },
      { type: 'answered', unit: 'one', time, item: 'q', rating: 'again', attempts: 1, hints: 0, evidence: { answer: ['b'], correct: false } },
      { type: 'exercise', unit: 'one', time, item: 'e', rating: 'good', attempts: 1, hints: 0, evidence: { passed: true } },
      { type: 'repaired', unit: 'one', time, item: 'r', evidence: { by: 'hand' } },
    ]);
    assert.equal(new Set(read.map(({ id }) => id)).size, 4);
    assert.deepEqual(eventsOf(readLog(text(old.toReversed())).entries).toReversed(), read);
  });

  it('names damaged lines and reads the others', () => {
    const damaged = ['null', '1', '""', '[]', '{}', 'x', '{"id":"a"}', JSON.stringify({ ...events[0], time: 'never' }), JSON.stringify({ ...events[3], rating: 'great' }),
      JSON.stringify({ ...events[4], evidence: {} }), JSON.stringify({ ...events[7], evidence: { days: 9 } }), '{"kind":"answered","lesson":"a","at":"2026-11-21T10:00:00Z"}'];
    for (const line of damaged) {
      const read = readLog(`${text(events.slice(0, 1))}${line}\n${text(events.slice(1, 2))}`);
      assert.deepEqual(read.damaged, [2], line);
      assert.equal(read.entries.length, 2);
    }
  });

  it('never fails, wherever a log is cut off', () => {
    const whole = text(events);
    for (let length = 0; length < whole.length; length += 7) assert.ok(readLog(whole.slice(0, length)).entries.length <= events.length);
  });

  it('merges by id: order, duplicates and sides do not matter', () => {
    const twin = JSON.stringify({ ...events[3], attempts: 9 });
    const all = readLog(`${text(events)}{"id":"n","time":"${time}","type":"newer","unit":""}\n${twin}\n`).entries;
    const expected = mergeLogs(all, []);
    for (let seed = 0; seed < 50; seed++) {
      const mixed = seededOrder([...all, ...all], String(seed));
      const cut = (seed * 7) % mixed.length;
      const [one, other] = [mixed.slice(0, cut), mixed.slice(cut)];
      assert.deepEqual(mergeLogs(one, other), expected);
      assert.deepEqual(mergeLogs(other, one), expected);
      assert.deepEqual(mergeLogs(mergeLogs(one, other), one), expected);
    }
  });
});
