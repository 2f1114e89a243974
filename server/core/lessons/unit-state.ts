import type { LessonSummary } from './content';
import type { ProgressEvent } from './progress-event';
import type { DeckCard } from './review-deck';
import { targetRecall } from './review-scheduler';

/** How deep a lesson sits. `remembered` fades quietly; `applied` stays. */
export type UnitState = 'new' | 'seen' | 'practised' | 'remembered' | 'applied';

/**
 * `seen`: something was done in it. `practised`: every exercise passed, or every question answered right where there is none.
 * `remembered`: besides, every card has a predicted recall of at least 0.85. `applied`: practised, and a finding of its rules was repaired in real code.
 */
export function readUnitState(lesson: LessonSummary, events: readonly ProgressEvent[], deck: readonly DeckCard[]): UnitState {
  const own = events.filter(({ unit }) => unit === lesson.id);
  const passed = new Set<string>();
  let repaired = events.some((event) => event.type === 'repaired' && lesson.rules.includes(event.item));
  for (const event of own) {
    if (event.type === 'exercise' && event.evidence.passed) passed.add(event.item);
    if ((event.type === 'answered' || event.type === 'reviewed') && event.evidence.correct) passed.add(event.item);
    if (event.type === 'repaired') repaired = true;
  }
  const needed = lesson.exercises.length > 0 ? lesson.exercises : lesson.questions;
  if (needed.length === 0 || !needed.every((item) => passed.has(item))) return own.some(({ type }) => type !== 'repaired') ? 'seen' : 'new';
  if (repaired) return 'applied';
  const cards = deck.filter(({ card }) => card.unit === lesson.id && card.kind === 'question');
  return cards.length > 0 && cards.every(({ recall }) => recall !== undefined && recall >= targetRecall) ? 'remembered' : 'practised';
}
