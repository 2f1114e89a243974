import type * as z from 'zod/mini';
import type { AnswerResult, QuestionContent } from '../content';
import type { ChoiceQuestion } from './choice-question';
import type { NumericQuestion } from './numeric-question';
import type { OrderQuestion } from './order-question';
import type { SpotQuestion } from './spot-question';
import type { SqlQuestion } from './sql-question';
import type { TextQuestion } from './text-question';

/** A question with its right answer. It stays in the server; views get `QuestionContent`. */
export type Question = ChoiceQuestion | OrderQuestion | NumericQuestion | SqlQuestion | SpotQuestion | TextQuestion;

export interface QuestionBase {
  readonly id: string;
  /** Markdown. */
  readonly ask: string;
  /** Whether the question comes back in reviews. */
  readonly card: boolean;
  /** Whether the learner says beforehand if they are sure. */
  readonly confidence: boolean;
  readonly line: number;
}

/** Markdown to HTML on one line. */
export type Inline = (markdown: string) => string;

/** A question type: reads its YAML, shows itself without the right answer, and grades an answer by pure computation. */
export interface QuestionType<Schema extends z.ZodMiniType, Kind extends Question> {
  readonly schema: Schema;
  /** A string says what is wrong. */
  read(base: QuestionBase, yaml: z.output<Schema>): Kind | QuestionProblem;
  content(question: Kind, inline: Inline): QuestionContent;
  /** A string says what is wrong with the form of the answer. */
  answer(question: Kind, given: readonly string[], inline: Inline): AnswerResult | string;
}

/** `path`: where in the YAML; empty for the whole. */
export interface QuestionProblem {
  readonly problem: string;
  readonly path: readonly PropertyKey[];
}

export function wrongWith(problem: string, ...path: readonly PropertyKey[]): QuestionProblem {
  return { problem, path };
}

/** What all views show of a question. */
export function shownBase({ id, ask, card, confidence }: QuestionBase, inline: Inline) {
  return { id, html: inline(ask.trim()), ...(card ? { card } : {}), ...(confidence ? { confidence } : {}) };
}

/** `a`, `b`, … by position. */
export function optionId(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `o${index + 1}`;
}
