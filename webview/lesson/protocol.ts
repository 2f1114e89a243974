import type { AnswerResult, ExerciseResult, LessonContent } from '../../server/core/lessons/content';

/** An answer that was given: in this session or, read from the progress, in an earlier one. */
export interface GivenAnswer {
  readonly chosen: readonly string[];
  readonly result: AnswerResult;
}

export type ExerciseAction = 'run' | 'check' | 'explain';

/** What the last run of an exercise said. */
export type ExerciseRun =
  | { readonly state: 'running'; readonly action: ExerciseAction; readonly message: string }
  | { readonly state: 'done'; readonly action: ExerciseAction; readonly result: ExerciseResult }
  | { readonly state: 'failed'; readonly action: ExerciseAction; readonly message: string; readonly next: string };

/** All that the view shows at a moment. */
export type LessonSnapshot =
  | { readonly state: 'loading'; readonly lesson: string }
  | { readonly state: 'failed'; readonly lesson: string; readonly message: string; readonly next: string }
  | {
    readonly state: 'shown';
    readonly lesson: LessonContent;
    readonly answers: Readonly<Record<string, GivenAnswer>>;
    readonly runs: Readonly<Record<string, ExerciseRun>>;
    /** Ids of exercises that were passed at some time, and of questions answered right. */
    readonly passed: readonly string[];
    readonly right: readonly string[];
    /** How many hints of an exercise are shown. */
    readonly hints: Readonly<Record<string, number>>;
    /** The rule whose finding led here. */
    readonly rule: string | null;
    /** What failed beside the lesson, such as saving the progress. */
    readonly notice: string | null;
  };

export type ToView = { readonly type: 'snapshot'; readonly snapshot: LessonSnapshot };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  | { readonly type: 'today' }
  | { readonly type: 'rule'; readonly rule: string }
  | { readonly type: 'answer'; readonly question: string; readonly options: readonly string[] }
  | { readonly type: 'open' | 'reset' | 'cancel' | 'hint'; readonly exercise: string }
  | { readonly type: 'do'; readonly exercise: string; readonly action: ExerciseAction };

/** What the page keeps of itself: which lesson, and how far the reader was. */
export interface LessonViewState {
  readonly lesson: string;
  readonly part: number;
  readonly scroll: number;
}

/** A message of the page, or undefined: the panel trusts nothing that comes out of a webview. */
export function readToHost(data: unknown): ToHost | undefined {
  if (!isRecord(data)) return undefined;
  const { type, exercise, action, question, options, rule } = data;
  switch (type) {
    case 'ready':
    case 'retry':
    case 'today':
      return { type };
    case 'rule':
      return typeof rule === 'string' ? { type, rule } : undefined;
    case 'answer':
      if (typeof question !== 'string' || !Array.isArray(options) || !options.every((option) => typeof option === 'string')) return undefined;
      return { type, question, options };
    case 'open':
    case 'reset':
    case 'cancel':
    case 'hint':
      return typeof exercise === 'string' ? { type, exercise } : undefined;
    case 'do':
      return typeof exercise === 'string' && (action === 'run' || action === 'check' || action === 'explain') ? { type, exercise, action } : undefined;
    default:
      return undefined;
  }
}

export function readToView(data: unknown): ToView | undefined {
  if (!isRecord(data) || data['type'] !== 'snapshot' || !isRecord(data['snapshot'])) return undefined;
  return typeof data['snapshot']['state'] === 'string' ? { type: 'snapshot', snapshot: data['snapshot'] as unknown as LessonSnapshot } : undefined;
}

/** State may be of an older version of the extension, or damaged: then there is none. */
export function readLessonState(saved: unknown): LessonViewState | undefined {
  if (!isRecord(saved)) return undefined;
  const { lesson, part, scroll } = saved;
  if (typeof lesson !== 'string' || !isCount(part) || typeof scroll !== 'number' || !(scroll >= 0)) return undefined;
  return { lesson, part, scroll };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
