import assert from 'node:assert/strict';
import { dayName, dayNumber } from '../../../server/core/lessons/calendar';
import type { ProgressEvent } from '../../../server/core/lessons/progress-event';
import { readWeeklyGoal } from '../../../server/core/lessons/weekly-goal';

// A Monday.
const monday = dayNumber('2026-03-02');
const time = (week: number, day: number) => `${dayName(monday + week * 7 + day)}T10:00:00.000Z`;
const practice = (week: number, day: number): ProgressEvent => ({ id: `${week}.${day}`, type: 'repaired', unit: 'l', item: 'r', time: time(week, day), evidence: { by: 'hand' } });
/** Practice on the first days of each week. */
const weeks = (...days: readonly number[]) => days.flatMap((count, week) => Array.from({ length: count }, (_, day) => practice(week, day)));
const other = (type: 'paused' | 'resumed' | 'opened', week: number, day: number): ProgressEvent => ({ id: `${type} ${week}.${day}`, type, unit: '', time: time(week, day) });
const goal = (days: number, week: number): ProgressEvent => ({ id: `goal ${week}`, type: 'goal', unit: '', time: time(week, 0), evidence: { days } });
/** On the Sunday of a week, counted from 0. */
const read = (events: readonly ProgressEvent[], week: number, asked = 4) => readWeeklyGoal(events, asked, { today: dayName(monday + week * 7 + 6), dayOf: (at) => at.slice(0, 10) });

describe('weekly goal', () => {
  it('counts weeks in which it was met, and days of this week', () => {
    const { weeksMet, inARow, met, days } = read(weeks(4, 5, 2), 2);
    assert.deepEqual([weeksMet, inARow, met, days], [2, 2, false, ['2026-03-16', '2026-03-17']]);
    assert.equal(read(weeks(4, 5, 4), 2).met, true);
    assert.equal(read(weeks(4, 5, 4), 2).inARow, 3);
    assert.deepEqual(read([], 0), { goal: 4, days: [], met: false, weeksMet: 0, inARow: 0, bridgesLeft: 2, paused: false });
  });

  it('does not count a day on which something was only opened', () => {
    assert.equal(read([...weeks(3), other('opened', 0, 5)], 0).days.length, 3);
  });

  it('bridges two missed weeks a year, and then begins anew', () => {
    assert.deepEqual([read(weeks(4, 0, 4), 2).inARow, read(weeks(4, 0, 4), 2).bridgesLeft], [2, 1]);
    assert.deepEqual([read(weeks(4, 0, 3, 4), 3).inARow, read(weeks(4, 0, 3, 4), 3).bridgesLeft], [2, 0]);
    const third = read(weeks(4, 0, 0, 0, 4), 4);
    assert.deepEqual([third.weeksMet, third.inARow], [2, 1]);
  });

  it('lets a pause be as long as it is', () => {
    const paused = [...weeks(4, 0, 0, 0, 0, 4), other('paused', 1, 0), other('resumed', 4, 6)];
    assert.deepEqual([read(paused, 5).inARow, read(paused, 5).bridgesLeft, read(paused, 5).paused], [2, 2, false]);
    assert.equal(read([...weeks(4), other('paused', 1, 0)], 6).inARow, 1);
    assert.equal(read([...weeks(4), other('paused', 1, 0)], 6).paused, true);
  });

  it('judges earlier weeks by the goal that they had', () => {
    const events = [goal(2, 0), ...weeks(2, 2, 2), goal(5, 2)];
    assert.equal(read(events, 2, 5).weeksMet, 2);
    assert.equal(read(weeks(2, 2, 2), 2, 5).weeksMet, 0);
    assert.equal(read([...weeks(4, 4, 4), goal(6, 2)], 2, 6).weeksMet, 2);
  });

  it('does not depend on the order of events, nor on duplicates', () => {
    const events = [goal(3, 1), ...weeks(4, 0, 3, 4), other('paused', 1, 0), other('resumed', 1, 3)];
    assert.deepEqual(read([...events.toReversed(), ...events], 3), read(events, 3));
  });
});
