import { dayNumber } from './calendar';
import type { Calendar } from './calendar';
import { compare, inOrder } from './progress-event';
import type { ProgressEvent, Rating } from './progress-event';
import type { ReviewCard } from './review-cards';
import { createScheduler } from './review-scheduler';
import type { Memory, Scheduler } from './review-scheduler';

/** A card and what the events say of it. */
export interface DeckCard {
  readonly card: ReviewCard;
  /** Undefined before the first rating. */
  readonly memory: Memory | undefined;
  /** Predicted recall today, from 0 to 1; undefined before the first rating. */
  readonly recall: number | undefined;
  /** The day (see `dayNumber`) on which it comes back. */
  readonly due: number | undefined;
  /** Forgotten four times: it is better learned anew by its exercise. */
  readonly leech: boolean;
  /** Known for long: it comes back once a year. */
  readonly retired: boolean;
}

const leechLapses = 4;
/** A card retires after so many good answers in a row that came at least so many days after the one before. */
const retireAfter = 3;
const retireInterval = 90;
const yearly = 365;

/** A repair in real code counts for a card that is due within so many days, or whose recall is below this. */
const repairWithin = 7;
const repairRecall = 0.95;

interface Replay {
  readonly scheduler: Scheduler;
  readonly memories: Map<string, Memory>;
  /** Good answers in a row after long intervals. */
  readonly longGoods: Map<string, number>;
}

/**
 * The deck as the events say: every day is replayed, one rating a card and day. Order and duplicates of events do not matter,
 * and neither do events of cards that lessons no longer have.
 */
export function readDeck(cards: readonly ReviewCard[], events: readonly ProgressEvent[], calendar: Calendar): readonly DeckCard[] {
  const replay: Replay = { scheduler: createScheduler(), memories: new Map(), longGoods: new Map() };
  const known = new Map(cards.map((card) => [card.id, card]));
  for (const [day, list] of byDay(events, calendar)) {
    const rated = ratingsOfDay(list, known);
    for (const [id, rating] of rated) rate(replay, id, day, rating);
    for (const { item, by } of repairsOfDay(list)) {
      const card = repairedCard(replay, cards, { rule: item, day, rated });
      if (card !== undefined) {
        rate(replay, card.id, day, by === 'hand' ? 'good' : 'hard');
        rated.set(card.id, 'good');
      }
    }
  }
  return cards.map((card) => deckCard(replay, card, dayNumber(calendar.today)));
}

function deckCard({ scheduler, memories, longGoods }: Replay, card: ReviewCard, today: number): DeckCard {
  const memory = memories.get(card.id);
  if (memory === undefined) return { card, memory, recall: undefined, due: undefined, leech: false, retired: false };
  const retired = (longGoods.get(card.id) ?? 0) >= retireAfter;
  return {
    card, memory, retired, recall: scheduler.recall(memory, today), leech: memory.lapses >= leechLapses,
    due: retired ? memory.lastDay + yearly : memory.due,
  };
}

function rate({ scheduler, memories, longGoods }: Replay, id: string, day: number, rating: Rating): void {
  const memory = memories.get(id);
  const long = memory !== undefined && day - memory.lastDay >= retireInterval;
  if (rating === 'again' || rating === 'hard') longGoods.set(id, 0);
  else if (long) longGoods.set(id, (longGoods.get(id) ?? 0) + 1);
  memories.set(id, scheduler.rate(id, memory, day, rating));
}

function byDay(events: readonly ProgressEvent[], { dayOf }: Calendar): readonly (readonly [day: number, events: readonly ProgressEvent[]])[] {
  const days = new Map<number, ProgressEvent[]>();
  const seen = new Set<string>();
  for (const event of inOrder(events)) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    const day = dayNumber(dayOf(event.time));
    const list = days.get(day) ?? [];
    days.set(day, list);
    list.push(event);
  }
  return [...days].toSorted(([a], [b]) => a - b);
}

/**
 * One rating for each card: of a review the first one, because what comes back at the end of a session was just seen.
 * Of a lesson the first one too, but wrong and then right on the same day is hard, not wrong.
 */
function ratingsOfDay(events: readonly ProgressEvent[], cards: ReadonlyMap<string, ReviewCard>): Map<string, Rating> {
  const reviewed = new Map<string, Rating>();
  const learned = new Map<string, Rating>();
  for (const event of events) {
    if (event.type !== 'answered' && event.type !== 'reviewed' && event.type !== 'exercise') continue;
    const id = `${event.unit}/${event.item}`;
    if (!cards.has(id)) continue;
    const ratings = event.type === 'reviewed' ? reviewed : learned;
    const earlier = ratings.get(id);
    if (earlier === undefined) ratings.set(id, event.rating);
    else if (event.type !== 'reviewed' && earlier === 'again' && event.rating !== 'again') ratings.set(id, 'hard');
  }
  return new Map([...learned, ...reviewed].toSorted(([a], [b]) => compare(a, b)));
}

/** Each rule once a day; repaired by hand counts more than by a quick fix. */
function repairsOfDay(events: readonly ProgressEvent[]): readonly { readonly item: string; readonly by: 'hand' | 'quick fix' }[] {
  const repairs = new Map<string, 'hand' | 'quick fix'>();
  for (const event of events) {
    if (event.type === 'repaired' && repairs.get(event.item) !== 'hand') repairs.set(event.item, event.evidence.by);
  }
  return [...repairs].map(([item, by]) => ({ item, by })).toSorted((a, b) => compare(a.item, b.item));
}

/** The card of the rule that is remembered least, where its repair says something new. */
function repairedCard(
  { memories, scheduler }: Replay, cards: readonly ReviewCard[], { rule, day, rated }: { rule: string; day: number; rated: ReadonlyMap<string, Rating> },
): ReviewCard | undefined {
  const linked = cards.filter((card) => card.rules.includes(rule) && !rated.has(card.id)).flatMap((card) => {
    const memory = memories.get(card.id);
    return memory === undefined ? [] : [{ card, memory, recall: scheduler.recall(memory, day) }];
  });
  const counts = linked.filter(({ memory, recall }) => memory.due - day <= repairWithin || recall < repairRecall);
  return counts.toSorted((a, b) => a.recall - b.recall || compare(a.card.id, b.card.id))[0]?.card;
}
