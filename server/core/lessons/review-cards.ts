import type { LessonSummary } from './content';

/** What comes back in reviews: a question of a lesson, or its exercise. */
export interface ReviewCard {
  /** `unit/item`. */
  readonly id: string;
  readonly unit: string;
  readonly item: string;
  readonly kind: 'question' | 'exercise';
  /** Rules whose repair in real code counts for this card. */
  readonly rules: readonly string[];
}

export function cardsOf(lessons: readonly LessonSummary[]): readonly ReviewCard[] {
  return lessons.flatMap(({ id: unit, rules, exercises, cards = [] }) => [
    ...cards.map((item): ReviewCard => ({ id: `${unit}/${item}`, unit, item, kind: 'question', rules })),
    ...exercises.map((item): ReviewCard => ({ id: `${unit}/${item}`, unit, item, kind: 'exercise', rules })),
  ]);
}
