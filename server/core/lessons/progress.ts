import type { LessonSummary, ProgressEvent } from './content';

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

/** Days as the learner's calendar has them. */
export interface Calendar {
  /** As `2026-11-21`. */
  readonly today: string;
  /** The day, in the same form, on which an ISO time lies. */
  dayOf(at: string): string;
}

/** Everything shown is derived from the events, so it can always be rebuilt. Order and duplicates of events do not matter. */
export function readProgress(lessons: readonly LessonSummary[], events: readonly ProgressEvent[], calendar: Calendar): Progress {
  const ordered = events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const progress = lessons.map((lesson) => lessonProgress(lesson, ordered.filter((event) => event.lesson === lesson.id)));
  return { lessons: progress, next: nextLesson(progress), daysThisWeek: activeDays(ordered, calendar), practised: repairs(ordered) };
}

function lessonProgress(lesson: LessonSummary, events: readonly ProgressEvent[]): LessonProgress {
  const passed = new Set<string>();
  const right = new Set<string>();
  const answers: Record<string, readonly string[]> = {};
  for (const event of events) {
    if (event.kind === 'exercise' && event.passed && lesson.exercises.includes(event.exercise)) passed.add(event.exercise);
    if (event.kind !== 'answered' || !lesson.questions.includes(event.question)) continue;
    answers[event.question] = event.options;
    if (event.correct) right.add(event.question);
  }
  const steps = lesson.exercises.length + lesson.questions.length;
  const done = passed.size + right.size;
  const applied = events.some(({ kind }) => kind === 'practised');
  return {
    lesson: lesson.id, state: stateOf(events, steps > 0 && done === steps, applied), answers, done, steps,
    passedExercises: lesson.exercises.filter((id) => passed.has(id)), rightQuestions: lesson.questions.filter((id) => right.has(id)),
    lastAt: events.at(-1)?.at,
  };
}

function stateOf(events: readonly ProgressEvent[], complete: boolean, applied: boolean): LessonState {
  if (complete) return applied ? 'applied' : 'practised';
  return events.some(({ kind }) => kind !== 'practised') ? 'started' : 'new';
}

/** The lesson that was worked on last and is not finished, else the first new one. */
function nextLesson(lessons: readonly LessonProgress[]): string | undefined {
  const started = lessons.filter(({ state }) => state === 'started').toSorted((a, b) => ((a.lastAt ?? '') < (b.lastAt ?? '') ? 1 : -1));
  return (started[0] ?? lessons.find(({ state }) => state === 'new'))?.lesson;
}

const day = 86_400_000;

function activeDays(events: readonly ProgressEvent[], { today, dayOf }: Calendar): readonly string[] {
  const now = Date.parse(`${today}T00:00:00Z`);
  const monday = now - ((new Date(now).getUTCDay() + 6) % 7) * day;
  const first = new Date(monday).toISOString().slice(0, 10);
  const days = events.filter(({ kind }) => kind !== 'opened').map(({ at }) => dayOf(at)).filter((date) => date >= first && date <= today);
  return [...new Set(days)];
}

function repairs(events: readonly ProgressEvent[]): Progress['practised'] {
  return events.flatMap((event) => (event.kind === 'practised' ? [{ rule: event.rule, lesson: event.lesson, at: event.at }] : [])).toReversed();
}

/** Reads one stored event; undefined where it is damaged. */
export function readProgressEvent(stored: unknown): ProgressEvent | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const event = stored as Readonly<Record<string, unknown>>;
  const { lesson, at } = event;
  if (typeof lesson !== 'string' || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return undefined;
  switch (event['kind']) {
    case 'opened':
      return { kind: 'opened', lesson, at };
    case 'answered': {
      const { question, options, correct } = event;
      if (typeof question !== 'string' || typeof correct !== 'boolean' || !Array.isArray(options)) return undefined;
      return { kind: 'answered', lesson, at, question, correct, options: options.filter((option) => typeof option === 'string') };
    }
    case 'exercise': {
      const { exercise, passed } = event;
      return typeof exercise === 'string' && typeof passed === 'boolean' ? { kind: 'exercise', lesson, at, exercise, passed } : undefined;
    }
    case 'practised': {
      const { rule } = event;
      return typeof rule === 'string' ? { kind: 'practised', lesson, at, rule } : undefined;
    }
    default:
      return undefined;
  }
}
