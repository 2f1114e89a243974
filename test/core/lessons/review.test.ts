import assert from 'node:assert/strict';
import { readCalibration } from '../../../server/core/lessons/calibration';
import { dayName, dayNumber } from '../../../server/core/lessons/calendar';
import type { LessonSummary } from '../../../server/core/lessons/content';
import type { EventDraft, ProgressEvent, Rating } from '../../../server/core/lessons/progress-event';
import { cardsOf } from '../../../server/core/lessons/review-cards';
import { readDeck } from '../../../server/core/lessons/review-deck';
import type { DeckCard } from '../../../server/core/lessons/review-deck';
import { deckRecall, readQueue } from '../../../server/core/lessons/review-queue';
import { rateAnswer } from '../../../server/core/lessons/review-rating';
import { hashText, seededOrder } from '../../../server/core/lessons/seeded-order';
import { readUnitState } from '../../../server/core/lessons/unit-state';

const start = dayNumber('2026-01-05');
const calendar = (day: number) => ({ today: dayName(day), dayOf: (time: string) => time.slice(0, 10) });
const at = (day: number, minute = 0) => `${dayName(day)}T10:${String(minute % 60).padStart(2, '0')}:00.000Z`;

function lessons(count: number, cards = 5): readonly LessonSummary[] {
  return Array.from({ length: count }, (_, index): LessonSummary => {
    const questions = Array.from({ length: cards }, (_unused, number) => `q${number}`);
    return { id: `l${index}`, track: 't', trackTitle: 'T', title: 'L', promise: 'p', minutes: 60, rules: [`rule-${index}`], exercises: [], questions, cards: questions };
  });
}

let made = 0;
function stored(draft: EventDraft): ProgressEvent {
  made += 1;
  return { id: `e${made}`, ...draft };
}

function rated(type: 'answered' | 'reviewed', id: string, day: number, { rating = 'good', minute = 0, seconds, sure, attempts = 1 }: { rating?: Rating; minute?: number; seconds?: number; sure?: boolean; attempts?: number } = {}): ProgressEvent {
  const [unit = '', item = ''] = id.split('/');
  const evidence = { answer: [], correct: rating !== 'again', ...(seconds === undefined ? {} : { seconds }), ...(sure === undefined ? {} : { sure }) };
  return stored({ type, unit, item, time: at(day, minute), rating, attempts, hints: 0, evidence });
}

const repair = (rule: number, day: number, by: 'hand' | 'quick fix' = 'hand', minute = 0) => stored({ type: 'repaired', unit: `l${rule}`, item: `rule-${rule}`, time: at(day, minute), evidence: { by } });

function deckOf(events: readonly ProgressEvent[], day: number, count = 1, cards = 1): readonly DeckCard[] {
  return readDeck(cardsOf(lessons(count, cards)), events, calendar(day));
}

/** The only card after its events. */
function only(events: readonly ProgressEvent[], day: number): DeckCard {
  const [card] = deckOf(events, day);
  assert.ok(card);
  return card;
}

/** Reviews of the only card, each on the day on which it is due. */
function reviewWhenDue(ratings: readonly Rating[]): { readonly events: readonly ProgressEvent[]; readonly days: readonly number[] } {
  const events: ProgressEvent[] = [];
  const days: number[] = [];
  let day = start;
  for (const rating of ratings) {
    events.push(rated(events.length === 0 ? 'answered' : 'reviewed', 'l0/q0', day, { rating }));
    days.push(day);
    day = only(events, day).due ?? day;
  }
  return { events, days: [...days, day] };
}

describe('rateAnswer', () => {
  const base = { rating: 'good', attempts: 1, hints: 0 } as const;
  const cases: readonly [string, Parameters<typeof rateAnswer>[0], Rating][] = [
    ['right', base, 'good'], ['wrong', { ...base, rating: 'again' }, 'again'], ['right after a hint', { ...base, hints: 1 }, 'hard'],
    ['right at the second try', { ...base, attempts: 2 }, 'hard'], ['nearly right', { ...base, rating: 'hard', sure: true, seconds: 1 }, 'hard'],
    ['right with the solution', { ...base, solutionShown: true }, 'again'], ['right, fast and sure', { ...base, sure: true, seconds: 20 }, 'easy'],
    ['right, slow and sure', { ...base, sure: true, seconds: 21 }, 'good'], ['right, fast and not sure', { ...base, sure: false, seconds: 3 }, 'good'], ['sure, of unknown time', { ...base, sure: true }, 'good'],
  ];
  for (const [name, answer, rating] of cases) it(`${name}: ${rating}`, () => assert.equal(rateAnswer(answer), rating));
});

describe('deck', () => {
  it('grows the intervals of what is known up to 120 days, and then asks once a year', () => {
    const { days, events } = reviewWhenDue(Array<Rating>(6).fill('good'));
    const intervals = days.slice(1).map((day, index) => day - (days[index] ?? 0));
    assert.ok((intervals[0] ?? 0) >= 3 && (intervals[0] ?? 0) <= 6, String(intervals));
    assert.ok(intervals.slice(0, -1).every((interval) => interval <= 120), String(intervals));
    assert.ok(intervals.slice(2, 5).every((interval) => interval > 90), String(intervals));
    const last = only(events, days.at(-2) ?? 0);
    assert.deepEqual([last.retired, (last.due ?? 0) - (days.at(-2) ?? 0)], [true, 365]);
  });

  it('brings back soon what was missed, and calls it a leech after four lapses', () => {
    const { events, days } = reviewWhenDue(['good', 'again', 'again', 'again', 'again']);
    assert.ok((days[2] ?? 0) - (days[1] ?? 0) <= 3);
    assert.equal(only(events, days.at(-1) ?? 0).leech, true);
    assert.equal(only(events.slice(0, -1), days.at(-1) ?? 0).leech, false);
  });

  it('counts one rating a day: the first of a review; wrong and then right in a lesson is hard', () => {
    const missed = [rated('answered', 'l0/q0', start), rated('reviewed', 'l0/q0', start + 5, { rating: 'again', minute: 1 })];
    assert.deepEqual(only([...missed, rated('reviewed', 'l0/q0', start + 5, { minute: 9 })], start + 5), only(missed, start + 5));
    const twice = [rated('answered', 'l0/q0', start, { rating: 'again', minute: 1 }), rated('answered', 'l0/q0', start, { minute: 2 })];
    assert.equal(only(twice, start).due, only([rated('answered', 'l0/q0', start, { rating: 'hard' })], start).due);
  });

  it('does not depend on the order of events, nor on duplicates', () => {
    for (let seed = 0; seed < 40; seed++) {
      const events = Array.from({ length: 60 }, (_, index) => {
        const roll = hashText(`${seed} ${index}`);
        const rating = (['again', 'hard', 'good', 'easy'] as const)[roll % 4] ?? 'good';
        const day = start + (roll >>> 4) % 90;
        if (roll % 7 === 0) return repair((roll >>> 8) % 3, day, roll % 2 === 0 ? 'hand' : 'quick fix', index);
        return rated(roll % 3 === 0 ? 'answered' : 'reviewed', `l${(roll >>> 12) % 3}/q${(roll >>> 16) % 2}`, day, { rating, minute: index });
      });
      const expected = deckOf(events, start + 100, 3, 2);
      assert.deepEqual(deckOf(seededOrder([...events, ...events.slice(seed)], `mix ${seed}`), start + 100, 3, 2), expected);
      const queue = readQueue(expected, events, calendar(start + 89));
      assert.deepEqual(readQueue(expected, seededOrder([...events, ...events], `queue ${seed}`), calendar(start + 89)), queue);
    }
  });

  it('leaves out cards that lessons no longer have', () => {
    assert.deepEqual(deckOf([rated('answered', 'gone/q9', start)], start).map(({ memory }) => memory), [undefined]);
  });
});

describe('repairs in real code', () => {
  const learned = [rated('answered', 'l0/q0', start)];
  const due = only(learned, start).due ?? 0;

  it('count as good by hand and as hard by quick fix', () => {
    const review = (rating: Rating) => only([...learned, rated('reviewed', 'l0/q0', due, { rating })], due).due;
    assert.equal(only([...learned, repair(0, due)], due).due, review('good'));
    assert.equal(only([...learned, repair(0, due, 'quick fix')], due).due, review('hard'));
  });

  it('count once per rule and day, and not for a card that was answered that day', () => {
    assert.deepEqual(only([...learned, repair(0, due), repair(0, due, 'quick fix', 5), repair(0, due, 'hand', 9)], due), only([...learned, repair(0, due)], due));
    assert.deepEqual(only([...learned, repair(0, start)], due), only(learned, due));
  });

  it('count only for a card that is due within a week or recalled below 0.95', () => {
    const { events, days } = reviewWhenDue(['good', 'good', 'good']);
    const last = days[2] ?? 0;
    assert.deepEqual(only([...events, repair(0, last + 1)], last + 1), only(events, last + 1));
    const faded = Array.from({ length: 120 }, (_, index) => last + index + 1).find((day) => (only(events, day).recall ?? 1) < 0.95) ?? 0;
    assert.ok((only(events, faded).due ?? 0) > faded + 7);
    assert.notEqual(only([...events, repair(0, faded)], faded).due, only(events, faded).due);
  });

  it('say nothing about rules of other lessons, nor about what was never learned', () => {
    assert.deepEqual(only([...learned, repair(1, due)], due), only(learned, due));
    assert.equal(only([repair(0, start)], start).memory, undefined);
  });
});

describe('queue', () => {
  const many = lessons(8).flatMap(({ id, questions }) => questions.map((question, index) => rated('answered', `${id}/${question}`, start, { rating: index % 2 === 0 ? 'good' : 'hard' })));

  it('shows at most ten after any absence, the least remembered first, and spreads the rest', () => {
    for (const absence of [30, 200]) {
      const day = start + absence;
      const deck = deckOf(many, day, 8, 5);
      const queue = readQueue(deck, many, calendar(day));
      assert.equal(queue.cards.length, 10);
      const recalls = queue.cards.map((id) => deck.find(({ card }) => card.id === id)?.recall ?? 1);
      assert.deepEqual(recalls, recalls.toSorted((a, b) => a - b));
      const rest = deck.filter(({ card }) => !queue.cards.includes(card.id)).map(({ recall }) => recall ?? 1);
      assert.ok(Math.max(...recalls) <= Math.min(...rest));
      assert.equal(queue.later.reduce((sum, count) => sum + count, 0), 30);
      assert.ok(queue.later.every((count) => count <= 3));
      assert.ok(queue.minutes <= 8);
    }
  });

  it('uses up the day by cards and by time', () => {
    const day = start + 60;
    const ids = readQueue(deckOf(many, day, 8, 5), many, calendar(day)).cards;
    const after = (seconds: number, count: number) => {
      const events = [...many, ...ids.slice(0, count).map((id, index) => rated('reviewed', id, day, { seconds, minute: index }))];
      return readQueue(deckOf(events, day, 8, 5), events, calendar(day)).cards;
    };
    assert.equal(after(10, 4).length, 6);
    assert.equal(after(10, 10).length, 0);
    assert.equal(after(100, 4).length, 2);
    assert.equal(after(300, 2).length, 0);
    assert.ok(after(10, 4).every((id) => !ids.slice(0, 4).includes(id)));
  });

  it('brings a missed card once more at the end', () => {
    const day = start + 60;
    const missed = [...many, rated('reviewed', 'l0/q0', day, { rating: 'again', minute: 1 }), rated('reviewed', 'l0/q1', day, { minute: 2 })];
    assert.deepEqual(readQueue(deckOf(missed, day, 8, 5), missed, calendar(day)).again, ['l0/q0']);
    const again = [...missed, rated('reviewed', 'l0/q0', day, { rating: 'again', minute: 3 })];
    assert.deepEqual(readQueue(deckOf(again, day, 8, 5), again, calendar(day)).again, []);
  });

  it('offers new cards of opened lessons only, and pauses them while the deck is remembered below 0.8', () => {
    const opened = [stored({ type: 'opened', unit: 'l1', time: at(start) }), rated('answered', 'l0/q0', start)];
    assert.deepEqual(readQueue(deckOf(opened, start, 3, 2), opened, calendar(start)).fresh, ['l0/q1', 'l1/q0', 'l1/q1']);
    const day = start + 400;
    const deck = deckOf(opened, day, 3, 2);
    assert.ok((deckRecall(deck) ?? 1) < 0.8);
    const late = readQueue(deck, opened, calendar(day));
    assert.deepEqual([late.newCardsPaused, late.fresh, late.cards], [true, [], ['l0/q0']]);
  });

  it('never passes the cap in 25 lessons with five new cards a day, and the deck stays remembered', () => {
    const all = lessons(25);
    const cards = cardsOf(all);
    const events: ProgressEvent[] = [];
    const shown: number[] = [];
    let learned = 0;
    for (let day = start; day < start + 90; day++) {
      const queue = readQueue(readDeck(cards, events, calendar(day)), events, calendar(day));
      shown.push(queue.cards.length);
      const deck = new Map(readDeck(cards, events, calendar(day)).map((each) => [each.card.id, each]));
      queue.cards.forEach((id, index) => {
        const known = (hashText(`${id} ${day}`) % 1000) / 1000 < (deck.get(id)?.recall ?? 0.7);
        events.push(rated('reviewed', id, day, { rating: known ? 'good' : 'again', minute: index, seconds: 30 }));
      });
      if (queue.newCardsPaused || learned >= all.length) continue;
      const unit = all[learned];
      unit?.questions.forEach((item, index) => events.push(rated('answered', `${unit.id}/${item}`, day, { rating: hashText(`${unit.id} ${item}`) % 5 === 0 ? 'again' : 'good', minute: 20 + index })));
      learned += 1;
    }
    const deck = readDeck(cards, events, calendar(start + 90));
    assert.equal(learned, 25);
    assert.ok(Math.max(...shown) <= 10, String(shown));
    assert.ok((deckRecall(deck) ?? 0) > 0.85, String(deckRecall(deck)));
  }).timeout(60_000);
});

describe('unit state', () => {
  const [base] = lessons(1, 2);
  assert.ok(base);
  const lesson: LessonSummary = { ...base, exercises: ['e'] };
  const state = (events: readonly ProgressEvent[], day = start) => readUnitState(lesson, events, readDeck(cardsOf([lesson]), events, calendar(day)));
  const opened = stored({ type: 'opened', unit: 'l0', time: at(start) });
  const exercise = (passed: boolean) => stored({ type: 'exercise', unit: 'l0', item: 'e', time: at(start), rating: passed ? 'good' : 'again', attempts: 1, hints: 0, evidence: { passed } });
  const answers = [rated('answered', 'l0/q0', start), rated('answered', 'l0/q1', start)];

  it('goes from new over seen, practised and remembered to applied, and remembered fades', () => {
    assert.equal(state([]), 'new');
    assert.equal(state([repair(0, start)]), 'new');
    assert.equal(state([opened]), 'seen');
    assert.equal(state([opened, exercise(false), ...answers]), 'seen');
    assert.equal(state([opened, exercise(true)]), 'practised');
    const all = [opened, exercise(true), ...answers];
    assert.equal(state(all), 'remembered');
    assert.equal(state(all, start + 60), 'practised');
    assert.equal(state([...all, repair(0, start)], start + 60), 'applied');
  });
});

describe('calibration', () => {
  it('counts first tries by what was said beforehand', () => {
    const events = [
      rated('answered', 'l0/q0', start, { sure: true }), rated('reviewed', 'l0/q0', start + 5, { sure: true, rating: 'again' }), rated('answered', 'l0/q1', start, { sure: false }),
      rated('answered', 'l0/q0', start, { sure: true, attempts: 2 }), rated('answered', 'l0/q2', start),
    ];
    assert.deepEqual(readCalibration([...events, ...events]), { sure: { answers: 2, right: 1 }, unsure: { answers: 1, right: 1 } });
  });
});
