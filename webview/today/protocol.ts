import type { LessonState } from '../../server/core/lessons/progress';

export interface LessonCard {
  readonly id: string;
  readonly title: string;
  readonly promise: string;
  readonly trackTitle: string;
  readonly minutes: number;
  readonly state: LessonState;
  /** Steps done and all steps: exercises and questions. */
  readonly done: number;
  readonly steps: number;
}

/** All that the view shows at a moment. */
export type TodaySnapshot =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string; readonly next: string }
  | {
    readonly state: 'shown';
    readonly lessons: readonly LessonCard[];
    /** Id of the lesson to take next; null when all are practised. */
    readonly next: string | null;
    /** True before the first event of progress. */
    readonly first: boolean;
    /** Days of this week with practice. */
    readonly daysThisWeek: number;
    /** Rules repaired in real code, newest first; `at` is a date for the reader. */
    readonly practised: readonly { readonly rule: string; readonly at: string }[];
    /** Lessons or progress that could not be read. */
    readonly problems: readonly string[];
  };

export type ToView = { readonly type: 'snapshot'; readonly snapshot: TodaySnapshot };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  | { readonly type: 'open'; readonly lesson: string }
  | { readonly type: 'rule'; readonly rule: string };

/** A message of the page, or undefined: the host trusts nothing that comes out of a webview. */
export function readToHost(data: unknown): ToHost | undefined {
  if (!isRecord(data)) return undefined;
  const { type, lesson, rule } = data;
  if (type === 'ready' || type === 'retry') return { type };
  if (type === 'open' && typeof lesson === 'string') return { type, lesson };
  return type === 'rule' && typeof rule === 'string' ? { type, rule } : undefined;
}

export function readToView(data: unknown): ToView | undefined {
  if (!isRecord(data) || data['type'] !== 'snapshot' || !isRecord(data['snapshot'])) return undefined;
  return typeof data['snapshot']['state'] === 'string' ? { type: 'snapshot', snapshot: data['snapshot'] as unknown as TodaySnapshot } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
