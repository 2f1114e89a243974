import assert from 'node:assert/strict';
import type { LessonSummary } from '../../../server/core/lessons/content';
import type { EventDraft, ProgressEvent } from '../../../server/core/lessons/progress-event';
import { readProgress } from '../../../server/core/lessons/progress';

const base = { track: 't', trackTitle: 'T', title: 'L', promise: 'p', minutes: 60, rules: ['r'] };
const one: LessonSummary = { ...base, id: 'one', exercises: ['e'], questions: ['q', 'w'] };
const two: LessonSummary = { ...base, id: 'two', exercises: [], questions: ['q'] };

/** The same event always has the same id. */
const stored = (draft: EventDraft): ProgressEvent => ({ id: JSON.stringify(draft), ...draft });
const opened = (unit: string, time: string) => stored({ type: 'opened', unit, time });
const answered = (item: string, correct: boolean, time: string, unit = 'one') => stored({
  type: 'answered', unit, item, time, rating: correct ? 'good' : 'again', attempts: 1, hints: 0, evidence: { answer: [correct ? 'a' : 'b'], correct },
});
const passed = (time: string) => stored({ type: 'exercise', unit: 'one', item: 'e', time, rating: 'good', attempts: 1, hints: 0, evidence: { passed: true } });
const repaired = (time: string) => stored({ type: 'repaired', unit: 'one', item: 'r', time, evidence: { by: 'hand' } });

// 2026-11-21 is a Saturday; its week began on Monday the 16th.
const today = '2026-11-21';
const calendar = { today, dayOf: (time: string) => time.slice(0, 10) };
const at = (date: string) => `${date}T10:00:00.000Z`;

function stateAfter(list: readonly ProgressEvent[]): string | undefined {
  return readProgress([one], list, calendar).lessons[0]?.state;
}

describe('readProgress', () => {
  it('starts with the first lesson', () => {
    const progress = readProgress([one, two], [], calendar);
    assert.equal(progress.next, 'one');
    assert.deepEqual(progress.lessons.map(({ state, done, steps }) => [state, done, steps]), [['new', 0, 3], ['new', 0, 1]]);
  });

  it('goes from started over practised to applied', () => {
    const events = [opened('one', at(today)), answered('q', true, at(today)), answered('w', true, at(today)), passed(at(today))];
    assert.equal(stateAfter(events.slice(0, 1)), 'started');
    assert.equal(stateAfter(events.slice(0, 3)), 'started');
    assert.equal(stateAfter(events), 'practised');
    assert.equal(stateAfter([...events, repaired(at(today))]), 'applied');
    assert.equal(stateAfter([repaired(at(today))]), 'new');
  });

  it('keeps a right answer when a later one is wrong, and shows the later one', () => {
    const [lesson] = readProgress([one], [answered('q', false, at('2026-11-20')), answered('q', true, at('2026-11-18'))], calendar).lessons;
    assert.deepEqual(lesson?.rightQuestions, ['q']);
    assert.deepEqual(lesson?.answers['q'], ['b']);
  });

  it('does not depend on the order of events, nor on duplicates', () => {
    const events = [opened('two', at('2026-11-16')), answered('q', true, at('2026-11-17')), passed(at('2026-11-18')), opened('one', at('2026-11-19'))];
    const expected = readProgress([one, two], events, calendar);
    assert.deepEqual(readProgress([one, two], [...events.toReversed(), ...events], calendar), expected);
  });

  it('resumes the lesson that was worked on last, then takes the next new one', () => {
    assert.equal(readProgress([one, two], [opened('one', at('2026-11-16')), opened('two', at('2026-11-18'))], calendar).next, 'two');
    const finished = [answered('q', true, at(today)), answered('w', true, at(today)), passed(at(today))];
    assert.equal(readProgress([one, two], finished, calendar).next, 'two');
    assert.equal(readProgress([one], finished, calendar).next, undefined);
  });

  it('counts days of this week with practice, not those on which a lesson was only opened', () => {
    const events = [answered('q', true, at('2026-11-15')), answered('q', true, at('2026-11-16')), answered('w', false, at('2026-11-16')), opened('one', at('2026-11-17')), passed(at(today))];
    assert.deepEqual(readProgress([one], events, calendar).daysThisWeek, ['2026-11-16', '2026-11-21']);
  });

  it('leaves out what a lesson no longer has', () => {
    const [lesson] = readProgress([two], [answered('gone', true, at(today), 'two')], calendar).lessons;
    assert.equal(lesson?.done, 0);
  });
});
