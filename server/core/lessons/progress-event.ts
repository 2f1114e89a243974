/** How well something was remembered; the words of the scheduler. */
export type Rating = 'again' | 'hard' | 'good' | 'easy';

export const ratings: readonly Rating[] = ['again', 'hard', 'good', 'easy'];

/** What was done, in the order of a log that only grows. Everything that is shown is derived from these. */
export type ProgressEvent = {
  /** Unique, also between machines. */
  readonly id: string;
  /** ISO time. */
  readonly time: string;
  /** The lesson; empty where none is meant. */
  readonly unit: string;
} & EventBody;

/** An event before it is stored. */
export type EventDraft = { readonly time: string; readonly unit: string } & EventBody;

type EventBody =
  | { readonly type: 'opened' }
  /** A question of a lesson (`answered`) or a card of the review (`reviewed`). `attempts`: which try of this sitting it was, from 1. */
  | ({ readonly type: 'answered' | 'reviewed'; readonly evidence: AnswerEvidence } & Effort)
  /** An exercise that was checked. */
  | ({ readonly type: 'exercise'; readonly evidence: { readonly passed: boolean; readonly solutionShown?: boolean } } & Effort)
  /** A finding of the rule `item` was repaired in real code. */
  | { readonly type: 'repaired'; readonly item: string; readonly evidence: { readonly by: 'hand' | 'quick fix' } }
  /** The weekly goal, in days. */
  | { readonly type: 'goal'; readonly evidence: { readonly days: number } }
  | { readonly type: 'paused' | 'resumed' };

export interface Effort {
  /** Id of the question or exercise in its lesson. */
  readonly item: string;
  readonly rating: Rating;
  readonly attempts: number;
  readonly hints: number;
}

export interface AnswerEvidence {
  readonly answer: readonly string[];
  readonly correct: boolean;
  /** What the learner said beforehand; absent where they were not asked. */
  readonly sure?: boolean;
  readonly seconds?: number;
}

/** Oldest first; events of the same time by id, so that the order never depends on how they were read. */
export function inOrder<Event extends { readonly time: string; readonly id: string }>(events: readonly Event[]): readonly Event[] {
  return events.toSorted((a, b) => compare(a.time, b.time) || compare(a.id, b.id));
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
