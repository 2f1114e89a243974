import type { QueryResult } from '../database';
import type { PlanReport } from '../plan/report';

/** What the views show of a lesson. Solutions and right answers are not in it: grading happens in the server. */
export interface LessonSummary {
  readonly id: string;
  readonly track: string;
  readonly trackTitle: string;
  readonly title: string;
  readonly promise: string;
  readonly minutes: number;
  /** Rules whose findings this lesson explains. */
  readonly rules: readonly string[];
  readonly exercises: readonly string[];
  readonly questions: readonly string[];
}

export interface LessonContent extends LessonSummary {
  /** The five parts in order. */
  readonly parts: readonly LessonPart[];
}

export interface LessonPart {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly blocks: readonly LessonBlock[];
}

export type LessonBlock =
  /** Rendered from Markdown by the server with raw HTML switched off; safe to put into a page. */
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'sql'; readonly sql: string; readonly caption: string | undefined }
  /** Numbers that a run of the lesson measured. */
  | { readonly kind: 'measurement'; readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly source: string }
  | { readonly kind: 'exercise'; readonly exercise: ExerciseContent }
  | { readonly kind: 'question'; readonly question: QuestionContent };

export interface ExerciseContent {
  readonly id: string;
  readonly title: string;
  readonly html: string;
  readonly starter: string;
  /** HTML, in the order in which they help more and more. */
  readonly hints: readonly string[];
  /** What the answer is checked for, in order. */
  readonly checks: readonly { readonly id: string; readonly title: string }[];
}

export interface QuestionContent {
  readonly id: string;
  readonly kind: 'single' | 'multiple';
  readonly html: string;
  readonly options: readonly { readonly id: string; readonly html: string }[];
}

export interface AnswerResult {
  readonly correct: boolean;
  /** For every option: whether it is right, and why; shown after answering. */
  readonly options: readonly { readonly id: string; readonly correct: boolean; readonly html: string }[];
}

export interface CheckOutcome {
  readonly id: string;
  readonly passed: boolean;
  /** What was expected and what was seen, in the learner's terms. */
  readonly message: string;
}

/** Run shows results; check also grades. Both on a fresh copy of the lesson's database. */
export type ExerciseResult =
  | { readonly kind: 'failed'; readonly message: string; readonly offset: number | undefined }
  | { readonly kind: 'ran'; readonly results: readonly QueryResult[]; readonly plan: PlanReport | undefined; readonly notes: readonly string[] }
  | { readonly kind: 'checked'; readonly passed: boolean; readonly checks: readonly CheckOutcome[]; readonly results: readonly QueryResult[]; readonly solution: string | undefined };

export type ProgressEvent =
  | { readonly kind: 'opened'; readonly lesson: string; readonly at: string }
  | { readonly kind: 'answered'; readonly lesson: string; readonly question: string; readonly options: readonly string[]; readonly correct: boolean; readonly at: string }
  | { readonly kind: 'exercise'; readonly lesson: string; readonly exercise: string; readonly passed: boolean; readonly at: string }
  /** A finding of a rule that the lesson teaches was repaired in real code. */
  | { readonly kind: 'practised'; readonly lesson: string; readonly rule: string; readonly at: string };
