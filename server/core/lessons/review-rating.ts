import type { Rating } from './progress-event';

export interface AnswerToRate {
  /** How good the answer itself is. */
  readonly rating: 'again' | 'hard' | 'good';
  /** Which try it was, from 1. */
  readonly attempts: number;
  readonly hints: number;
  readonly solutionShown?: boolean;
  /** What the learner said before answering. */
  readonly sure?: boolean;
  readonly seconds?: number;
}

/** An answer in at most this many seconds is fast. */
const fast = 20;

/** Again: wrong, or the solution was shown. Hard: right after a hint or a try, or nearly right. Good: right. Easy: right, fast, and sure beforehand. */
export function rateAnswer({ rating, attempts, hints, solutionShown, sure, seconds }: AnswerToRate): Rating {
  if (rating === 'again' || solutionShown === true) return 'again';
  if (rating === 'hard' || hints > 0 || attempts > 1) return 'hard';
  return sure === true && seconds !== undefined && seconds <= fast ? 'easy' : 'good';
}
