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
  /** Those of the questions that come back in reviews; absent where there are none. */
  readonly cards?: readonly string[];
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
  /** `exercise`: of a `sql` question. */
  | { readonly kind: 'question'; readonly question: QuestionContent; readonly exercise?: ExerciseContent };

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

/** What an answer lists depends on the kind; it is always a list of strings. */
export type QuestionContent = {
  readonly id: string;
  readonly html: string;
  /** What can be chosen, or brought into order; empty for the other kinds. */
  readonly options: readonly { readonly id: string; readonly html: string }[];
  /** Present where the question comes back in reviews. */
  readonly card?: boolean;
  /** Present where the learner says beforehand whether they are sure. */
  readonly confidence?: boolean;
} & (
  /** The ids of the chosen options. */
  | { readonly kind: 'single' | 'multiple' }
  /** All ids, in order. */
  | { readonly kind: 'order' }
  /** The number as it was typed. */
  | { readonly kind: 'numeric'; readonly unit: string }
  /** The SQL. `exercise` is the id of the exercise that stands beside the question. */
  | { readonly kind: 'sql'; readonly exercise: string }
  /** The id of a mark. Marks are in the order of the text; characters from `from` to before `to`. */
  | { readonly kind: 'spot'; readonly sql: string; readonly select: 'line' | 'token'; readonly marks: readonly { readonly id: string; readonly from: number; readonly to: number }[] }
  /** The words; then, with the model answer in sight, again the words and the ids of the points that they have, separated by spaces. */
  | { readonly kind: 'text'; readonly points: number }
);

export interface AnswerResult {
  readonly correct: boolean;
  /** For every option, item, mark, point or check: whether it is right (in its place, found), and why; shown after answering. */
  readonly options: readonly { readonly id: string; readonly correct: boolean; readonly html: string }[];
  /** How good the answer itself is, without hints, tries and confidence (see `rateAnswer`); absent while the learner has yet to grade their words. */
  readonly rating?: 'again' | 'hard' | 'good';
  /** About the answer as a whole: HTML on one line. */
  readonly explanation?: string;
  /** `order`: the ids in the right order. */
  readonly right?: readonly string[];
  /** `numeric`: the right number with its unit. */
  readonly expected?: string;
  /** `spot`: the rule that finds it. */
  readonly rule?: string;
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
