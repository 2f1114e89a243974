import type { LessonSummary } from './content';
import { dayName, dayNumber, mondayOf } from './calendar';
import type { Calendar } from './calendar';
import { inOrder } from './progress-event';
import type { ProgressEvent } from './progress-event';

/**
 * How far a lesson is. `practised`: every exercise passed and every question answered right once.
 * `applied`: besides, a finding of one of its rules was repaired in real code.
 */
export type LessonState = 'new' | 'started' | 'practised' | 'applied';

export interface LessonProgress {
  readonly lesson: string;
  readonly state: LessonState;
  readonly passedExercises: readonly string[];
  readonly rightQuestions: readonly string[];
  /** The newest answer to each question, right or wrong. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Steps done and all steps: exercises and questions. */
  readonly done: number;
  readonly steps: number;
  /** ISO time of the last event. */
  readonly lastAt: string | undefined;
}

export interface Progress {
  readonly lessons: readonly LessonProgress[];
  /** Id of the lesson to take next; undefined when all are practised. */
  readonly next: string | undefined;
  /** Days of the week of `today`, Monday first, on which something was answered, passed or repaired; as `2026-11-21`. */
  readonly daysThisWeek: readonly string[];
  /** Rules repaired in real code, newest first. */
  readonly practised: readonly { readonly rule: string; readonly lesson: string; readonly at: string }[];
}

/** Everything shown is derived from the events, so it can always be rebuilt. Order and duplicates of events do not matter. */
export function readProgress(lessons: readonly LessonSummary[], events: readonly ProgressEvent[], calendar: Calendar): Progress {
  const ordered = inOrder(events);
  const progress = lessons.map((lesson) => lessonProgress(lesson, ordered.filter((event) => event.unit === lesson.id)));
  return { lessons: progress, next: nextLesson(progress), daysThisWeek: activeDays(ordered, calendar), practised: repairs(ordered) };
}

function lessonProgress(lesson: LessonSummary, events: readonly ProgressEvent[]): LessonProgress {
  const passed = new Set<string>();
  const right = new Set<string>();
  const answers: Record<string, readonly string[]> = {};
  for (const event of events) {
    if (event.type === 'exercise' && event.evidence.passed && lesson.exercises.includes(event.item)) passed.add(event.item);
    if (event.type !== 'answered' || !lesson.questions.includes(event.item)) continue;
    answers[event.item] = event.evidence.answer;
    if (event.evidence.correct) right.add(event.item);
  }
  const steps = lesson.exercises.length + lesson.questions.length;
  const done = passed.size + right.size;
  const applied = events.some(({ type }) => type === 'repaired');
  return {
    lesson: lesson.id, state: stateOf(events, steps > 0 && done === steps, applied), answers, done, steps,
    passedExercises: lesson.exercises.filter((id) => passed.has(id)), rightQuestions: lesson.questions.filter((id) => right.has(id)),
    lastAt: events.at(-1)?.time,
  };
}

function stateOf(events: readonly ProgressEvent[], complete: boolean, applied: boolean): LessonState {
  if (complete) return applied ? 'applied' : 'practised';
  return events.some(({ type }) => type !== 'repaired') ? 'started' : 'new';
}

/** The lesson that was worked on last and is not finished, else the first new one. */
function nextLesson(lessons: readonly LessonProgress[]): string | undefined {
  const started = lessons.filter(({ state }) => state === 'started').toSorted((a, b) => ((a.lastAt ?? '') < (b.lastAt ?? '') ? 1 : -1));
  return (started[0] ?? lessons.find(({ state }) => state === 'new'))?.lesson;
}

function activeDays(events: readonly ProgressEvent[], { today, dayOf }: Calendar): readonly string[] {
  const first = dayName(mondayOf(dayNumber(today)));
  const days = events.filter(isPractice).map(({ time }) => dayOf(time)).filter((date) => date >= first && date <= today);
  return [...new Set(days)];
}

/** Whether an event makes its day one of practice: not that something was only opened or set. */
export function isPractice({ type }: ProgressEvent): boolean {
  return type === 'answered' || type === 'reviewed' || type === 'exercise' || type === 'repaired';
}

function repairs(events: readonly ProgressEvent[]): Progress['practised'] {
  return events.flatMap((event) => (event.type === 'repaired' ? [{ rule: event.item, lesson: event.unit, at: event.time }] : [])).toReversed();
}
