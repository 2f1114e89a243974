import { dayNumber } from './calendar';
import type { Calendar } from './calendar';
import { compare, inOrder } from './progress-event';
import type { ProgressEvent } from './progress-event';
import type { DeckCard } from './review-deck';
import { targetRecall } from './review-scheduler';

/** A day's reviews are at most so many cards, and at most so many seconds. */
export const dailyCards = 10;
export const dailySeconds = 480;
/** What a card takes where nothing is known yet, in seconds. */
const usualSeconds = 40;
/** New cards wait while the deck is remembered less than this. */
const newCardsRecall = 0.8;
/** What does not fit into today is spread over so many days. */
const spreadDays = 14;

export interface ReviewQueue {
  /** Ids of the cards to answer now, the most urgent first; never more than fit into the day. */
  readonly cards: readonly string[];
  /** Cards of `cards` that were never rated. */
  readonly fresh: readonly string[];
  /** Missed today: each comes once more at the end, and that does not count. */
  readonly again: readonly string[];
  /** Cards that are better learned anew by the exercise of their lesson. */
  readonly leeches: readonly string[];
  /** How many cards come on the next days, tomorrow first. Nothing is ever late: what does not fit into today is spread. */
  readonly later: readonly number[];
  readonly newCardsPaused: boolean;
  /** Mean predicted recall of all rated cards, from 0 to 1; undefined where there are none. */
  readonly recall: number | undefined;
  /** What `cards` will take, in minutes, rounded up. */
  readonly minutes: number;
}

/** What to review today. `events` are all of the log: those of today use up the day's room. */
export function readQueue(deck: readonly DeckCard[], events: readonly ProgressEvent[], calendar: Calendar): ReviewQueue {
  const today = dayNumber(calendar.today);
  const done = reviewsOf(events, calendar);
  const perCard = secondsPerCard(events);
  const spent = done.seconds === 0 ? done.ids.size * perCard : done.seconds;
  const room = Math.max(0, Math.min(dailyCards - done.ids.size, Math.floor((dailySeconds - spent) / perCard)));
  const due = deck.filter((each) => each.due !== undefined && each.due <= today && !done.ids.has(each.card.id)).toSorted(byUrgency);
  const recall = deckRecall(deck);
  const newCardsPaused = recall !== undefined && recall < newCardsRecall;
  const opened = new Set(events.map(({ unit }) => unit));
  const unrated = newCardsPaused ? [] : deck.filter(({ memory, card }) => memory === undefined && card.kind === 'question' && opened.has(card.unit));
  const now = due.slice(0, room);
  const fresh = unrated.slice(0, room - now.length);
  const cards = [...now, ...fresh].map(({ card }) => card.id);
  return {
    cards, fresh: fresh.map(({ card }) => card.id), again: done.missed, newCardsPaused, recall,
    leeches: deck.filter(({ leech }) => leech).map(({ card }) => card.id),
    later: forecast(deck, due.length - now.length, today), minutes: Math.ceil((cards.length * perCard) / 60),
  };
}

/** Mean predicted recall of the rated cards. */
export function deckRecall(deck: readonly DeckCard[]): number | undefined {
  const recalls = deck.flatMap(({ recall }) => (recall === undefined ? [] : [recall]));
  return recalls.length === 0 ? undefined : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

/** Lowest predicted recall first, relative to the target that all cards share. */
function byUrgency(a: DeckCard, b: DeckCard): number {
  return (a.recall ?? 0) / targetRecall - (b.recall ?? 0) / targetRecall || compare(a.card.id, b.card.id);
}

function reviewsOf(events: readonly ProgressEvent[], { today, dayOf }: Calendar) {
  const first = new Map<string, boolean>();
  const times = new Map<string, number>();
  let seconds = 0;
  const seen = new Set<string>();
  for (const event of inOrder(events)) {
    if (event.type !== 'reviewed' || seen.has(event.id) || dayOf(event.time) !== today) continue;
    seen.add(event.id);
    const id = `${event.unit}/${event.item}`;
    if (!first.has(id)) first.set(id, event.rating === 'again');
    times.set(id, (times.get(id) ?? 0) + 1);
    seconds += event.evidence.seconds ?? 0;
  }
  const missed = [...first].filter(([id, wrong]) => wrong && times.get(id) === 1).map(([id]) => id);
  return { ids: new Set(first.keys()), missed, seconds };
}

/** The middle of what the last reviews took; an answer after a break must not count as hard work. */
function secondsPerCard(events: readonly ProgressEvent[]): number {
  const taken = inOrder(events).flatMap((event) => (event.type === 'reviewed' && event.evidence.seconds !== undefined ? [event.evidence.seconds] : [])).slice(-30);
  if (taken.length < 5) return usualSeconds;
  return Math.max(5, taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? usualSeconds);
}

/** Cards on each of the next days: those that are due then, and an even share of what does not fit into today. */
function forecast(deck: readonly DeckCard[], rest: number, today: number): readonly number[] {
  return Array.from({ length: spreadDays }, (_, index) => {
    const due = deck.filter((each) => each.due === today + index + 1).length;
    return due + Math.floor(rest / spreadDays) + (index < rest % spreadDays ? 1 : 0);
  });
}
