import { createEmptyCard, FSRS, Rating as Grade, StrategyMode } from 'ts-fsrs';
import type { Card } from 'ts-fsrs';
import { dayDate } from './calendar';
import type { Rating } from './progress-event';

/** Recall, from 0 to 1, at which a card comes back. */
export const targetRecall = 0.85;
const longestInterval = 120;

const grades = { again: Grade.Again, hard: Grade.Hard, good: Grade.Good, easy: Grade.Easy } as const;

/** What is remembered of one card. Days are numbers (see `dayNumber`). */
export interface Memory {
  readonly due: number;
  readonly lastDay: number;
  /** Days from the last rating to `due`. */
  readonly interval: number;
  readonly lapses: number;
  readonly stability: number;
  /** Of the scheduler. */
  readonly card: Card;
}

export interface Scheduler {
  /** The memory after a rating; without one before, the card is new. Days count, times of day do not. */
  rate(id: string, memory: Memory | undefined, day: number, rating: Rating): Memory;
  /** Predicted recall on a day, from 0 to 1. */
  recall(memory: Memory, day: number): number;
}

/**
 * FSRS by `ts-fsrs`, in whole days. Fuzz spreads cards that were learned together; it depends on card and number of ratings only,
 * so replaying the same events gives the same days on every machine.
 */
export function createScheduler(): Scheduler {
  let seed = '';
  const fsrs = new FSRS({ request_retention: targetRecall, maximum_interval: longestInterval, enable_short_term: false, enable_fuzz: true });
  fsrs.useStrategy(StrategyMode.SEED, () => seed);
  return {
    rate(id, memory, day, rating) {
      const before = memory === undefined ? createEmptyCard<Card>(dayDate(day)) : memory.card;
      seed = `${id} ${before.reps}`;
      const { card } = fsrs.next(before, dayDate(day), grades[rating]);
      const interval = Math.max(1, card.scheduled_days);
      return { card, lastDay: day, interval, due: day + interval, lapses: card.lapses, stability: card.stability };
    },
    recall: ({ lastDay, stability }, day) => fsrs.forgetting_curve(Math.max(0, day - lastDay), stability),
  };
}
