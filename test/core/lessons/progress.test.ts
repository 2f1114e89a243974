import assert from 'node:assert/strict';
import type { LessonSummary, ProgressEvent } from '../../../server/core/lessons/content';
import { readProgress, readProgressEvent } from '../../../server/core/lessons/progress';

const base = { track: 't', trackTitle: 'T', title: 'L', promise: 'p', minutes: 60, rules: ['r'] };
const one: LessonSummary = { ...base, id: 'one', exercises: ['e'], questions: ['q', 'w'] };
const two: LessonSummary = { ...base, id: 'two', exercises: [], questions: ['q'] };

const opened = (lesson: string, at: string): ProgressEvent => ({ kind: 'opened', lesson, at });
const answered = (question: string, correct: boolean, at: string, lesson = 'one'): ProgressEvent => ({ kind: 'answered', lesson, question, options: [correct ? 'a' : 'b'], correct, at });
const passed = (at: string): ProgressEvent => ({ kind: 'exercise', lesson: 'one', exercise: 'e', passed: true, at });

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
    assert.equal(stateAfter([...events, { kind: 'practised', lesson: 'one', rule: 'r', at: at(today) }]), 'applied');
    assert.equal(stateAfter([{ kind: 'practised', lesson: 'one', rule: 'r', at: at(today) }]), 'new');
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

describe('readProgressEvent', () => {
  it('reads every kind back from JSON', () => {
    const events: readonly ProgressEvent[] = [opened('one', at(today)), answered('q', true, at(today)), passed(at(today)), { kind: 'practised', lesson: 'one', rule: 'r', at: at(today) }];
    assert.deepEqual(events.map((event) => readProgressEvent(JSON.parse(JSON.stringify(event)))), events);
  });

  it('refuses what is damaged', () => {
    const damaged = [null, 1, '', [], {}, { kind: 'opened' }, { kind: 'opened', lesson: 'a', at: 'never' }, { kind: 'answered', lesson: 'a', at: at(today), question: 'q' }, { kind: 'other', lesson: 'a', at: at(today) }];
    for (const stored of damaged) assert.equal(readProgressEvent(stored), undefined);
  });
});
